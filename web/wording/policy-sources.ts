// Where a number of the policy comes from, in words: 'P 天津' is read as published practice of 天津 (domain/policy/limits.ts).
const kinds: Record<string, string> = { L: '法律法规', P: '公开做法', A: '临猗实践', D: '系统设计' };

/** "公开做法：天津", "系统设计"; a source in words of its own stays as it is. */
export function sourceText(source: string): string {
  const [, mark = '', detail = ''] = /^([A-Z])(?:\s+(.*))?$/.exec(source) ?? [];
  const kind = kinds[mark];
  if (kind === undefined) return source;
  return detail ? `${kind}：${detail}` : kind;
}
