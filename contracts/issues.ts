// Says in Chinese what is wrong with a field, for every schema of this folder that has no sentence of its own.
import { z } from 'zod';

const kinds: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  object: '对象',
  array: '列表',
  null: '空值',
};

type RawIssue = z.core.$ZodRawIssue;

function sentence(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '此项必填' : `类型不对，应为${kinds[issue.expected] ?? '规定的类型'}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `不能超过 ${issue.maximum} 个字`
        : issue.origin === 'array'
          ? `不能超过 ${issue.maximum} 项`
          : `不能大于 ${issue.maximum}`;
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? '不能为空' : `不能少于 ${issue.minimum} 个字`;
      return issue.origin === 'array' ? `不能少于 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`;
    case 'invalid_value':
      return issue.input === undefined ? '此项必填' : `只能是：${issue.values.map(String).join('、')}`;
    case 'unrecognized_keys':
      return '含有不认识的字段';
    case 'invalid_format':
      return '格式不对';
    case 'invalid_union':
      return issue.input === undefined ? '此项必填' : '不符合任何一种允许的写法';
    default:
      return '填写有误';
  }
}

z.config({ customError: sentence });

/** One thing that is wrong: where (dotted path, empty for the whole) and what, in Chinese. */
export type FieldIssue = { path: string; message: string };

/** The first complaint of each field, at most 50; unknown fields are named, cut to a harmless length. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  const found = new Map<string, string>();
  for (const issue of error.issues) {
    const base = issue.path.map(String);
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...base, key]) : [base];
    for (const path of paths) {
      const name = printable(path.join('.'));
      if (!found.has(name)) found.set(name, issue.message);
    }
  }
  return [...found].slice(0, 50).map(([path, message]) => ({ path, message }));
}

function printable(path: string): string {
  return path.replace(/[^\p{L}\p{N}._-]/gu, '?').slice(0, 120);
}
