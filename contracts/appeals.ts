// The appeal as callers file it, list it and read it. Names and telephone numbers are always masked here.
import { z } from 'zod';
import { refusalCodes } from '../domain/errors.ts';
import {
  actionNames,
  appealClasses,
  appealTypes,
  channels,
  clockNames,
  consentWays,
  outcomes,
  replyChannels,
  roles,
  satisfactions,
  sources,
  states,
  victims,
  policeResults,
} from '../domain/words.ts';
import { appealNo, code, cursor, givenInstant, instant, queryFlag } from './base.ts';
import { requestView } from './decisions.ts';
import { duration } from './policies.ts';
import { clock } from './clock.ts';
import { intakeState } from './corrections.ts';
import { about, appellant, guardian, joint, maskedAppellant } from './appellants.ts';
import { ladderFacts } from './ladder.ts';
import { phone } from './phone.ts';
import { line, paragraphs } from './text.ts';

/** The fields of an appeal that a clerk and a resident fill in alike. */
export const appealFacts = {
  type: z.enum(appealTypes),
  category: code,
  communityId: code,
  compoundId: code.optional(),
  buildingId: code.optional(),
  title: line(60).optional().meta({ description: '不写则取正文开头；不得含个人信息，电话与证件号会被遮去' }),
  text: paragraphs(4000),
  appellant: appellant.optional().meta({ description: '缺省即匿名' }),
  vulnerable: z.boolean().default(false).meta({ description: '老年人、残疾人等' }),
  linkedTo: appealNo.optional().meta({ description: '所重复或接续的旧诉求' }),
  under14: z.boolean().optional().meta({ description: '诉求人未满 14 周岁' }),
  guardian: guardian.optional().meta({
    description: '未满 14 周岁的具名诉求须有监护人同意；紧急的可后补，有人受伤害的不问。不需要时不保存',
  }),
  victim: z.enum(victims, { error: '请选择受到伤害的是谁' }).optional().meta({
    description:
      '有人遭受或疑似遭受家庭暴力等伤害时，受害的是谁：minor 未成年人，unable 无、限制民事行为能力人，adult 其他成年人。按特急办理，并须立即报警',
  }),
};

/** Filed by a clerk or grid worker for a resident. */
export const appealToCreate = z
  .strictObject({
    ...appealFacts,
    channel: z.enum(channels).default('phone'),
    about: about.optional().meta({ description: '举报的是哪些单位、哪些工作人员：此后他们看不到、也接不到这件诉求' }),
    joint: joint.optional().meta({ description: '多人联名；5 人以上按群体性诉求办理' }),
    proxy: z
      .strictObject({ name: line(40), phone })
      .optional()
      .meta({ description: '代为反映的人' }),
  })
  .refine(({ joint, appellant }) => !joint || appellant !== undefined, {
    path: ['joint'],
    error: '匿名诉求不能联名，请写明诉求人',
  })
  .meta({ id: 'AppealToCreate' });
export type AppealToCreateInput = z.input<typeof appealToCreate>;

export const duplicateHint = z
  .strictObject({ no: appealNo, title: z.string(), state: z.enum(states), receivedAt: instant })
  .meta({ id: 'DuplicateHint' });

/** Answered as soon as the appeal is on record, whether or not its workflow has started. */
export const appealCreated = z
  .strictObject({
    no: appealNo,
    queryCode: z.string().meta({ description: '居民凭此码查询' }),
    receivedAt: instant,
    class: z.enum(appealClasses),
    state: z.enum(states),
    seq: z.int().meta({ description: '首次办理时所用的版本号' }),
    duplicates: z
      .array(duplicateHint)
      .meta({ description: '14 日内同类别、同楼院的诉求；同一请求重复提交时重新查找，状态为当前状态' }),
  })
  .meta({ id: 'AppealCreated' });
export type AppealCreated = z.infer<typeof appealCreated>;

export const appealSummary = z
  .strictObject({
    no: appealNo,
    seq: z.int(),
    title: z.string(),
    type: z.enum(appealTypes),
    category: z.string(),
    categoryName: z.string(),
    class: z.enum(appealClasses),
    state: z.enum(states),
    outcome: z.enum(outcomes).nullable(),
    communityId: code,
    communityName: z.string(),
    compoundId: code.nullable(),
    compoundName: z.string().nullable(),
    buildingId: code.nullable(),
    buildingName: z.string().nullable(),
    unitId: code.nullable(),
    unitName: z.string().nullable(),
    handlerId: z.string().nullable(),
    handlerName: z.string().nullable(),
    round: z.int(),
    rung: z.int(),
    listed: z.boolean().meta({ description: '挂牌督办中' }),
    overdue: z.boolean(),
    dueAt: instant.nullable(),
    dueClock: z.enum(clockNames).nullable(),
    policeDue: z.boolean().meta({ description: '须报警而尚未报警' }),
    receivedAt: instant,
    closedAt: instant.nullable(),
    allowedActions: z.array(z.enum(actionNames)).meta({ description: '当前用户此刻可办的' }),
  })
  .meta({ id: 'AppealSummary' });
export type AppealSummary = z.infer<typeof appealSummary>;

const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)).min(1).max(values.length))
    .meta({ description: `可用逗号分隔多个：${values.join(', ')}` });

export const appealQuery = z.strictObject({
  state: listOf(states).optional(),
  class: listOf(appealClasses).optional(),
  category: code.optional(),
  community: code.optional(),
  compound: code.optional(),
  handler: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/)
    .optional()
    .meta({ description: '承办人编号，me 为本人' }),
  overdue: queryFlag.optional(),
  listed: queryFlag.optional().meta({ description: 'true：挂牌督办中；false：未挂牌' }),
  open: queryFlag.optional().meta({ description: 'true：未办结；false：已办结' }),
  dueBefore: givenInstant.optional(),
  text: line(60).optional().meta({ description: '标题或编号中的文字' }),
  sort: z.enum(['overdue', 'due', 'received']).default('overdue').meta({ description: '超期在前、到期先后、受理新旧' }),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(30),
  cursor: cursor.optional(),
});

export const appealPage = z
  .strictObject({
    items: z.array(appealSummary),
    next: cursor.nullable().meta({ description: '下一页的 cursor；null 为末页' }),
  })
  .meta({ id: 'AppealPage' });
export type AppealPage = z.infer<typeof appealPage>;

export const allowedAction = z
  .strictObject({
    action: z.enum(actionNames),
    allowed: z.boolean(),
    reason: z.strictObject({ code: z.enum(refusalCodes), text: z.string() }).nullable(),
  })
  .meta({ id: 'AllowedAction' });

const mark = z.strictObject({ at: instant, by: z.string() });

export const appealDetail = appealSummary
  .omit({ allowedActions: true })
  .extend({
    actions: z.array(allowedAction).meta({ description: '当前用户的角色所能有的办理，及不能办的原因' }),
    channel: z.enum(channels),
    source: z.enum(sources),
    text: z.string(),
    appellant: maskedAppellant,
    intake: intakeState.meta({ description: '登记内容本身：版本与更正' }),
    joint: z
      .strictObject({
        appellants: z.int().meta({ description: '联名人数' }),
        representatives: z
          .array(z.strictObject({ name: z.string(), phone: z.string() }))
          .meta({ description: '代表，已遮掩；不能查看电话的人连遮掩的也看不到' }),
      })
      .nullable()
      .meta({ description: '多人联名的诉求' }),
    disclosure: z.enum(['allowed', 'withReason', 'never']).meta({ description: '当前用户能否看到电话' }),
    flags: z.array(z.string()),
    xinfang: z
      .strictObject({
        informedAt: instant.nullable(),
        extension: z.enum(['asked', 'approved', 'refused']).nullable(),
        reviews: z.array(
          z.strictObject({
            stage: z.enum(['review', 'reReview']),
            askedAt: instant,
            askedBy: z.string().nullable().meta({ description: '谁申请的：居民本人为空，代为记录的工作人员为姓名' }),
            upheld: z.boolean().nullable(),
          }),
        ),
      })
      .nullable()
      .meta({ description: '信访事项的法定程序；不是信访事项的为空' }),
    guardian: z
      .strictObject({ consent: z.enum(consentWays).nullable() })
      .nullable()
      .meta({ description: '诉求人未满 14 周岁：监护人怎样同意的；consent 为 null 是尚待补记' }),
    violence: z
      .strictObject({
        victim: z.enum(victims),
        at: instant,
        report: z
          .strictObject({ at: instant, by: z.string(), result: z.enum(policeResults), text: z.string().nullable() })
          .nullable()
          .meta({ description: '报警情况；null 为尚未报警' }),
      })
      .nullable()
      .meta({ description: '有人遭受或疑似遭受伤害' }),
    proactive: z.boolean(),
    linkedTo: appealNo.nullable(),
    shieldedFrom: z.array(z.string()).meta({ description: '须回避的单位与人员' }),
    merge: z
      .strictObject({ into: appealNo, at: instant, by: z.string() })
      .nullable()
      .meta({ description: '并入了哪一件' }),
    children: z.array(z.strictObject({ no: appealNo, at: instant })).meta({ description: '并入本件的诉求' }),
    agenda: z.boolean().meta({ description: '列入议事会议题' }),
    policyVersion: z.string(),
    calendarVersion: z.string(),
    clocks: z.array(clock),
    late: z.array(
      z.strictObject({
        clock: z.enum(clockNames),
        ref: z.string().nullable(),
        round: z.int(),
        dueAt: instant,
        firedAt: instant,
      }),
    ),
    tasks: z.array(
      z.strictObject({
        id: z.string(),
        unitId: code,
        unitName: z.string().nullable(),
        state: z.enum(['open', 'done', 'waived']),
        kind: z.enum(['assist', 'homeVisit']),
        dueAt: instant,
      }),
    ),
    ...ladderFacts,
    supervision: z.array(
      z.strictObject({
        level: z.enum(['urged', 'supervised', 'listed']),
        at: instant,
        by: z.string(),
        lifted: mark.nullable().meta({ description: '由人作出的挂牌何时由谁解除' }),
      }),
    ),
    feedbacks: z.array(
      z.strictObject({
        at: instant,
        role: z.enum(roles),
        round: z.int(),
        contacted: z.boolean(),
        solved: z.boolean(),
        satisfaction: z.enum(satisfactions),
      }),
    ),
    callbackAttempts: z.array(mark),
    requests: z.array(requestView).meta({ description: '须他人审批的申请，先提的在前' }),
    extension: duration.nullable().meta({ description: '还可延长多少；null 为不能延期' }),
    contactedAt: instant.nullable(),
    handledAt: instant.nullable(),
    repliedAt: instant.nullable(),
    replyChannel: z.enum(replyChannels).nullable(),
    adopted: z.boolean().nullable().meta({ description: '建议是否采纳' }),
    duplicates: z.array(duplicateHint),
  })
  .meta({ id: 'AppealDetail' });
export type AppealDetail = z.infer<typeof appealDetail>;
