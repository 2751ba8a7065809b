// Small shapes shared by the resources: ids, instants, pages.
import { z } from 'zod';
import './issues.ts';

/** An instant as ISO 8601 in UTC: what the product answers. */
export const instant = z.iso.datetime().meta({ description: 'ISO 8601，UTC' });

/** An instant a caller may give: ISO 8601 with a zone, in this century. */
export const givenInstant = z.iso
  .datetime({ offset: true, error: '须为带时区的 ISO 8601 时间，如 2026-10-09T08:30:00+08:00' })
  .refine(
    (text) => Date.parse(text) >= Date.UTC(2000, 0, 1) && Date.parse(text) < Date.UTC(2100, 0, 1),
    '须在 2000 年至 2099 年之间',
  );

/** Ids of seeded things (communities, units, policies): short words. */
export const code = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/);

export const uuid = z.uuid();

/** An appeal's number, such as SQ20261009-000123. */
export const appealNo = z.string().regex(/^SQ\d{8}-\d{6,9}$/, '诉求编号的格式不对');

/** The caller's own key for one wish; the same key is never carried out twice. */
export const idempotencyKey = z
  .string({ error: '缺少 Idempotency-Key 请求头' })
  .regex(/^[\x21-\x7e]{8,200}$/, 'Idempotency-Key 须为 8 到 200 个可见 ASCII 字符');

export const cursor = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9_-]+$/, '翻页标记无效');

/** Truth in a query string. */
export const queryFlag = z.enum(['true', 'false']).transform((text) => text === 'true');
