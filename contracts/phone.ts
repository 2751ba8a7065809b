// Mainland telephone numbers as people write them, brought to one form: 13812345678, 03594022123, 03594022123-801.
import { z } from 'zod';
import './issues.ts';

const mobile = /^1[3-9]\d{9}$/;
// 010 and 02x are the three-digit area codes, 03xx–09xx the four-digit ones; local numbers begin with 2–8.
const landline = /^(?:010|02\d|0[3-9]\d{2})[2-8]\d{6,7}$/;

/** The number's one form, or null when it is no mainland mobile and no landline with area code. */
export function normalisePhone(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .trim();
  const extended =
    /^(.*?\d)\s*(?:转|分机|ext\.?|x|#)\s*(\d{1,6})$/i.exec(plain) ??
    /^(\D*0\d{2,3}\D*-?\d{7,8})-(\d{1,6})$/.exec(plain);
  const main = extended?.[1] ?? plain;
  if (/[^\d\s+\-().]/.test(main)) return null;
  const digits = main.replace(/[^\d+]/g, '');
  const national = /^(?:\+86|0086)(\d{10,11})$/.exec(digits)?.[1] ?? (/^86(1\d{10})$/.exec(digits)?.[1] || digits);
  // Abroad an area code is written without its 0.
  const candidates = digits === national ? [national] : [national, `0${national}`];
  for (const candidate of candidates) {
    if (mobile.test(candidate)) return extended ? null : candidate;
    if (landline.test(candidate)) return extended ? `${candidate}-${extended[2]}` : candidate;
  }
  return null;
}

/** A phone number in any usual way of writing; its parsed form is `normalisePhone`'s. */
export const phone = z
  .string()
  .max(40)
  .transform((text, context) => {
    const number = normalisePhone(text);
    if (number !== null) return number;
    context.addIssue({ code: 'custom', message: '请填写大陆手机号，或带区号的固定电话' });
    return z.NEVER;
  })
  .meta({ description: '大陆手机号或带区号的固定电话，任意写法' });
