// Who asks, alone or with others, and whom a report is about.
import { z } from 'zod';
import { consentWays } from '../domain/words.ts';
import { code } from './base.ts';
import { phone } from './phone.ts';
import { line } from './text.ts';

export const email = z.email({ error: '邮箱地址的格式不对' }).max(200);

/** Who asks; an anonymous appeal has no appellant at all. */
export const appellant = z.strictObject({
  name: line(40).meta({ description: '称谓或姓名' }),
  phone,
  email: email.optional(),
  address: line(120).optional().meta({ description: '楼栋以外的门牌' }),
});

/** Who asks, who asks for them and who consented, as the case page shows it. */
export const maskedAppellant = z
  .strictObject({
    anonymous: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    hasEmail: z.boolean(),
    address: z.string().nullable(),
    proxyName: z.string().nullable(),
    proxyPhone: z.string().nullable(),
    guardianName: z.string().nullable(),
    guardianPhone: z.string().nullable(),
  })
  .meta({ description: '均已遮掩' });

/** Who consents for an appellant under 14, and how they did. */
export const guardian = z.strictObject({
  name: line(40),
  phone,
  consent: z.enum(consentWays, { error: '请先取得监护人的同意，并选择是怎样同意的' }),
});

/** Whom a report is about, by their ids. */
export const about = z.strictObject({
  unitIds: z.array(code).max(5).default([]),
  userIds: z.array(code).max(5).default([]),
});

/** Several appellants with one appeal, and who of them speaks for all. */
export const joint = z
  .strictObject({
    appellants: z.int().min(2).max(9999).meta({ description: '联名人数' }),
    representatives: z
      .array(z.strictObject({ name: line(40), phone }))
      .min(1, '请写明代表')
      .max(5, '代表不得超过 5 人')
      .refine((all) => new Set(all.map((each) => each.phone)).size === all.length, '代表的电话不能重复')
      .meta({ description: '代表，不超过 5 人（信访工作条例第二十条）' }),
  })
  .refine(({ appellants, representatives }) => representatives.length <= appellants, {
    path: ['representatives'],
    error: '代表不能多于联名人数',
  });
