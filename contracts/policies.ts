// Categories and policies: the limits that new cases take, each with its source.
import { z } from 'zod';
import { matchParts } from '../domain/matching/types.ts';
import { limitNames } from '../domain/policy/types.ts';
import { appealClasses, durationUnits, routes } from '../domain/words.ts';
import { code, instant } from './base.ts';

export const duration = z
  .strictObject({ value: z.int().min(1).max(1000), unit: z.enum(durationUnits) })
  .meta({ id: 'Duration' });

export const category = z
  .strictObject({
    code: z.string(),
    name: z.string(),
    class: z.enum(appealClasses),
    handling: duration.nullable(),
    firstOwner: z.string(),
    sensitive: z.boolean(),
    vulnerable: z.boolean(),
    safety: z.boolean(),
    ladder: z
      .strictObject({
        route: z.enum(routes),
        units: z
          .array(z.string())
          .nullable()
          .meta({ description: '向共建单位请求的能力，优先者在前；空为不限，null 为不请' }),
        members: z.array(z.string()).nullable().meta({ description: '向在职党员、服务团队请求的能力；null 为不请' }),
        source: z.string(),
      })
      .meta({ description: '提级的路线' }),
    source: z.string(),
  })
  .meta({ id: 'Category' });

export const categoryList = z
  .strictObject({ policyVersion: z.string(), items: z.array(category) })
  .meta({ id: 'CategoryList' });

export const policySettings = z
  .strictObject({
    warnAt: z.number(),
    vulnerableFactor: z.number(),
    offsetSeconds: z.number(),
    gatherSeconds: z.number(),
    holdOutsideOfficeHours: z.boolean(),
    maxRounds: z.int(),
    maxReturns: z.int(),
    extensionTimes: z.partialRecord(z.enum(appealClasses), z.int()),
    alwaysOpen: z.boolean(),
    matching: z
      .partialRecord(z.enum(matchParts), z.number())
      .optional()
      .meta({ description: '匹配评分的权重，未列出的按默认' }),
    coolDownDays: z.number().optional().meta({ description: '党员完成一项后多少日内不再请求，默认 7' }),
  })
  .meta({ id: 'PolicySettings' });

export const policySummary = z
  .strictObject({ version: z.string(), name: z.string(), effectiveFrom: instant, source: z.string() })
  .meta({ id: 'PolicySummary' });

export const policy = policySummary
  .extend({
    settings: policySettings,
    limits: z.array(
      z.strictObject({
        class: z.enum(appealClasses),
        name: z.enum(limitNames),
        limit: duration.nullable(),
        source: z.string(),
      }),
    ),
    categories: z.array(category),
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof policy>;

export const policyList = z.strictObject({ items: z.array(policySummary) }).meta({ id: 'PolicyList' });
export const policyVersion = z.strictObject({ version: code });
