// What was written down wrong at the registering, put right: each correction a new version of the intake, the earlier ones kept.
import { z } from 'zod';
import { correctableFields } from '../domain/appeal/correcting.ts';
import { roles } from '../domain/words.ts';
import { email } from './appellants.ts';
import { appealNo, instant } from './base.ts';
import { phone } from './phone.ts';
import { line, paragraphs } from './text.ts';

const field = z.enum(correctableFields);

const given = {
  name: line(40).optional(),
  phone: phone.optional(),
  email: email.nullable().optional().meta({ description: 'null 为删去' }),
  address: line(120).nullable().optional().meta({ description: 'null 为删去' }),
  title: line(60).optional().meta({ description: '不写而改了正文的，取自正文的标题随之更新' }),
  text: paragraphs(4000).optional(),
  proxyName: line(40).optional(),
  proxyPhone: phone.optional(),
  guardianName: line(40).optional(),
  guardianPhone: phone.optional(),
};

/** Fields that are not given stay. */
export const correctionRequest = z
  .strictObject({
    version: z.int().min(1).meta({ description: '所见的登记内容版本（intake.version）' }),
    reason: line(200).meta({ description: '为何更正' }),
    ...given,
  })
  .refine((body) => correctableFields.some((name) => body[name] !== undefined), { error: '请填写要更正的内容' })
  .meta({ id: 'CorrectionRequest' });
export type CorrectionInput = z.input<typeof correctionRequest>;

export const corrected = z
  .strictObject({ no: appealNo, version: z.int().meta({ description: '更正之后的登记内容版本' }) })
  .meta({ id: 'Corrected' });
export type Corrected = z.infer<typeof corrected>;

/** What the case page says of the intake itself. */
export const intakeState = z.strictObject({
  version: z.int().meta({ description: '登记内容的版本，更正时须带上' }),
  correctable: z.array(field).meta({ description: '当前用户可更正的各项' }),
  corrected: z
    .strictObject({ times: z.int(), at: instant, fields: z.array(field) })
    .nullable()
    .meta({ description: '更正过几次；最近一次的时间和所改各项' }),
  history: z.boolean().meta({ description: '当前用户可否查看更正经过' }),
});
export type IntakeState = z.infer<typeof intakeState>;

export const correctionList = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          version: z.int(),
          at: instant,
          by: z.string(),
          role: z.enum(roles),
          reason: z.string(),
          changes: z.array(z.strictObject({ field, before: z.string().nullable(), after: z.string().nullable() })),
        }),
      )
      .meta({ description: '新的在前；姓名、电话等均已遮掩' }),
  })
  .meta({ id: 'CorrectionList' });
export type CorrectionList = z.infer<typeof correctionList>;
