// The directory of those who help (双报到): partner units, party members, member teams. Personal data are masked in every answer but
// the disclosure and one's own entry.
import { z } from 'zod';
import { entryActions, helperConsentVersion } from '../domain/directory/rules.ts';
import { capabilities, trainings } from '../domain/matching/capabilities.ts';
import { helperKinds, helperStates } from '../domain/matching/types.ts';
import { refusalCodes } from '../domain/errors.ts';
import { roles } from '../domain/words.ts';
import { code, instant } from './base.ts';
import { phone } from './phone.ts';
import { line } from './text.ts';

export const helperId = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

const minute = z.int().min(0).max(1440);
export const weeklyWindow = z
  .strictObject({ days: z.array(z.int().min(0).max(6)).min(1).max(7), from: minute, to: minute })
  .refine(({ from, to }) => from < to, '开始须早于结束')
  .meta({ id: 'WeeklyWindow', description: 'days：0 周日 … 6 周六；from、to：当天零点起的分钟' });
export const quietHours = z
  .strictObject({ from: minute, to: minute })
  .meta({ id: 'QuietHours', description: '免打扰时段，可跨零点' });

const email = z.email('邮箱的格式不对').max(200);
const things = {
  compoundId: code.nullable().default(null),
  unitId: helperId.nullable().default(null).meta({ description: '所在单位（名录中的编号）' }),
  teamId: helperId.nullable().default(null),
  capabilities: z.array(z.enum(capabilities)).max(12).default([]),
  hours: z.array(weeklyWindow).max(14).default([]),
  quiet: quietHours.nullable().default(null),
  recusals: z.array(code).max(20).default([]).meta({ description: '回避的单位、人员、小区' }),
  email: email.nullable().default(null),
};
/** How many tasks a unit or a team takes on at once; a member one (domain §4.5). */
const load = z.int().min(0).max(40);

/** What staff enter. A unit and a team have a name, a member is the person. */
export const helperToEnter = z
  .strictObject({
    kind: z.enum(helperKinds),
    communityId: code,
    name: line(60).nullable().default(null).meta({ description: '单位、团队的名称' }),
    person: line(30).meta({ description: '党员本人，或单位、团队的联系人' }),
    phone,
    ...things,
    training: z.array(z.enum(trainings)).max(trainings.length).default([]),
    maxActiveTasks: load.optional(),
    consented: z.boolean().default(false).meta({ description: '本人（单位）已书面或当面同意告知书' }),
  })
  .refine(({ kind, name }) => (kind === 'member') === (name === null), {
    path: ['name'],
    message: '单位、团队须填名称，党员不填',
  })
  .meta({ id: 'HelperToEnter' });
export type HelperToEnter = z.infer<typeof helperToEnter>;

/** What people enter about themselves, without an account. */
export const helperToJoin = z
  .strictObject({
    kind: z.enum(helperKinds),
    communityId: code,
    name: line(60).nullable().default(null),
    person: line(30),
    phone,
    ...things,
    maxActiveTasks: load.optional(),
    consent: z
      .literal(helperConsentVersion, '请先阅读并同意现行的双报到告知书')
      .meta({ description: '所同意的告知书版本' }),
  })
  .refine(({ kind, name }) => (kind === 'member') === (name === null), {
    path: ['name'],
    message: '单位、团队须填名称，党员不填',
  })
  .meta({ id: 'HelperToJoin' });
export type HelperToJoin = z.output<typeof helperToJoin>;

export const joined = z.strictObject({ received: z.literal(true) }).meta({ id: 'Joined' });

/** The version of an entry that somebody has seen; beyond the column's range it is nobody's. */
export const seenVersion = z.int().min(1).max(2_147_483_647);

const correctable = z.strictObject({
  version: seenVersion,
  name: line(60).nullable(),
  person: line(30),
  phone,
  email: email.nullable(),
  compoundId: code.nullable(),
  unitId: helperId.nullable(),
  teamId: helperId.nullable(),
  capabilities: z.array(z.enum(capabilities)).max(12),
  hours: z.array(weeklyWindow).max(14),
  quiet: quietHours.nullable(),
  recusals: z.array(code).max(20),
  maxActiveTasks: load,
  training: z.array(z.enum(trainings)).max(trainings.length),
  consented: z.boolean(),
});
/** Fields that are given are written; the others stay. */
export const helperCorrection = correctable.partial().required({ version: true }).meta({ id: 'HelperCorrection' });
export type HelperCorrection = z.infer<typeof helperCorrection>;

/** What a helper corrects of their own entry: not the training, which the community confirms, nor the name of the unit. */
export const ownCorrection = correctable
  .omit({ training: true, name: true, unitId: true, teamId: true })
  .partial()
  .required({ version: true })
  .meta({ id: 'OwnCorrection' });

export const stateChange = z
  .strictObject({ version: seenVersion, reason: line(200).optional() })
  .meta({ id: 'HelperStateChange' });

const response = z.strictObject({
  accepted: z.int(),
  declined: z.int(),
  silent: z.int(),
  share: z.number().meta({ description: '（接受+1）/（接受+未答复+2）；说明原因的婉拒不计' }),
});

const actionHint = z.strictObject({
  action: z.enum(entryActions),
  allowed: z.boolean(),
  reason: z.strictObject({ code: z.enum(refusalCodes), text: z.string() }).nullable(),
});

export const helper = z
  .strictObject({
    id: helperId,
    kind: z.enum(helperKinds),
    communityId: code,
    communityName: z.string(),
    compoundId: code.nullable(),
    compoundName: z.string().nullable(),
    state: z.enum(helperStates),
    version: z.int(),
    name: z.string().nullable(),
    person: z.string().nullable().meta({ description: '遮住的姓名' }),
    phone: z.string().nullable().meta({ description: '遮住中间几位' }),
    hasEmail: z.boolean(),
    unitId: helperId.nullable(),
    unitName: z.string().nullable(),
    teamId: helperId.nullable(),
    teamName: z.string().nullable(),
    capabilities: z.array(z.enum(capabilities)),
    training: z.array(z.enum(trainings)),
    recusals: z.array(z.string()),
    hours: z.array(z.strictObject({ days: z.array(z.int()), from: z.int(), to: z.int() })),
    quiet: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
    consentVersion: z.string().nullable(),
    consentAt: instant.nullable(),
    source: z.enum(['self', 'staff', 'import', 'seed']),
    enteredAt: instant,
    verifiedAt: instant.nullable(),
    maxOpenOffers: z.int(),
    openOffers: z.int(),
    maxActiveTasks: z.int(),
    activeTasks: z.int(),
    coolingUntil: instant.nullable(),
    response,
    actions: z.array(actionHint),
  })
  .meta({ id: 'Helper' });
export type Helper = z.infer<typeof helper>;

export const helperDetail = helper
  .extend({
    enteredByName: z.string(),
    verifiedByName: z.string().nullable(),
    members: z.int().meta({ description: '单位、团队名下的党员人数' }),
    history: z.array(
      z.strictObject({
        kind: z.enum(['enrolled', 'verified', 'suspended', 'reinstated', 'left', 'corrected', 'disclosed']),
        by: z.string(),
        role: z.enum(roles).nullable(),
        at: instant,
        reason: z.string().nullable(),
        fields: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'HelperDetail' });
export type HelperDetail = z.infer<typeof helperDetail>;

/** One's own entry: nothing of it is masked. */
export const ownHelper = helper
  .extend({
    email: z.string().nullable(),
    suspension: z
      .strictObject({ own: z.boolean(), at: instant, reason: z.string().nullable() })
      .nullable()
      .meta({ description: '现在暂停的：是否本人所为、何时、原因' }),
    coolDownDays: z.number().meta({ description: '党员办完一件之后多少天内不再请（本社区现行政策）' }),
  })
  .meta({ id: 'OwnHelper' });
export type OwnHelper = z.infer<typeof ownHelper>;

export const helperQuery = z.strictObject({
  community: code.optional(),
  kind: z.enum(helperKinds).optional(),
  state: z.enum(helperStates).optional(),
  capability: z.enum(capabilities).optional(),
  text: line(60).optional().meta({ description: '单位、团队名称的一部分，或完整的姓名、电话' }),
  group: helperId.optional().meta({ description: '单位或团队名下的党员' }),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(50),
});

export const helperPage = z
  .strictObject({ items: z.array(helper), total: z.int(), page: z.int(), size: z.int() })
  .meta({ id: 'HelperPage' });
export type HelperPage = z.infer<typeof helperPage>;

export const helperCounts = z
  .strictObject({
    items: z.array(z.strictObject({ kind: z.enum(helperKinds), state: z.enum(helperStates), count: z.int() })),
  })
  .meta({ id: 'HelperCounts' });

export const groupList = z
  .strictObject({ items: z.array(z.strictObject({ id: helperId, kind: z.enum(helperKinds), name: z.string() })) })
  .meta({ id: 'HelperGroupList' });

/** Many at once: each is verified, or refused with its reason. */
export const bulkVerify = z
  .strictObject({
    items: z
      .array(z.strictObject({ id: helperId, version: seenVersion }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'HelperBulkVerify' });
export const bulkAnswer = z
  .strictObject({
    verified: z.int(),
    refused: z.array(z.strictObject({ id: helperId, text: z.string() })),
  })
  .meta({ id: 'HelperBulkAnswer' });

export const helperDisclosure = z
  .strictObject({ person: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
  .meta({ id: 'HelperDisclosure' });
