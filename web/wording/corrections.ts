// Words of corrections: what was written down wrong at the registering.
import type { CorrectableField } from '../../domain/appeal/correcting.ts';

export const correctedFieldLabels: Record<CorrectableField, string> = {
  name: '称谓',
  phone: '电话',
  email: '邮箱',
  address: '门牌',
  title: '标题',
  text: '内容',
  proxyName: '代为反映人称谓',
  proxyPhone: '代为反映人电话',
  guardianName: '监护人称谓',
  guardianPhone: '监护人电话',
};

export function correctedFieldsText(fields: readonly CorrectableField[]): string {
  return fields.map((field) => correctedFieldLabels[field]).join('、');
}

type Change = { field: CorrectableField; before: string | null; after: string | null };

/** One change of a masked value in words. */
export function changeText({ before, after }: Change): string {
  if (after === null) return before === null ? '已删除' : `${before}，删去`;
  if (before === null) return `补记为 ${after}`;
  // Masked, two different ones may look the same.
  return before === after ? `${before}，改了遮住的部分` : `${before} 改为 ${after}`;
}
