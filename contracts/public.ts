// What residents can do without an account: file an appeal, follow it, answer a question, judge the reply, ask for a redo, withdraw.
// A followed case is spoken to with the short-lived capability that `follow` answers (Authorization: Bearer).
import { z } from 'zod';
import { refusalCodes } from '../domain/errors.ts';
import { appealClasses, appealTypes, clockNames, outcomes, satisfactions, states } from '../domain/words.ts';
import { appealFacts } from './appeals.ts';
import { attachment } from './attachments.ts';
import { appealNo, instant } from './base.ts';
import { privacyNoticeVersion } from './privacy.ts';
import { isHonestText, line, paragraphs } from './text.ts';
import { eventKinds } from './timeline.ts';

const { title: _title, ...facts } = appealFacts;

export const publicAppeal = z
  .strictObject({
    ...facts,
    type: z.enum(appealTypes).default('HELP'),
    linkedTo: facts.linkedTo.meta({ description: '所接续的旧诉求：须同时出示它的凭证（Authorization: Bearer）' }),
    about: line(100)
      .optional()
      .meta({ description: '举报的是谁（单位或人名）：写出的单位和工作人员看不到、也接不到这件诉求' }),
    privacyNotice: z
      .literal(privacyNoticeVersion, '请先阅读并同意现行的个人信息告知书')
      .meta({ description: '所同意的告知书版本' }),
  })
  .meta({ id: 'PublicAppeal' });
export type PublicAppeal = z.infer<typeof publicAppeal>;

const promise = z.strictObject({
  clock: z.enum(clockNames),
  dueAt: instant,
  late: z.boolean().meta({ description: '已超过而仍未兑现' }),
});

export const filed = z
  .strictObject({
    no: appealNo,
    queryCode: z.string().meta({ description: '凭此码（与电话后四位）查询；匿名的只凭此码' }),
    receivedAt: instant,
    class: z.enum(appealClasses),
    promises: z.array(promise).meta({ description: '何时之前会受理、会处理' }),
  })
  .meta({ id: 'Filed' });
export type Filed = z.infer<typeof filed>;

export const followRequest = z
  .strictObject({
    queryCode: z
      .string()
      .max(60)
      .refine((text) => isHonestText(text), { error: '查询码的格式不对', abort: true })
      .transform((text) => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))
      .pipe(z.string().regex(/^[0-9A-Z]{6,40}$/, '查询码的格式不对')),
    phoneTail: z
      .string()
      .max(20)
      .transform((text) => text.normalize('NFKC').replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{4}$/, '请填写电话号码的最后四位数字'))
      .optional()
      .meta({ description: '匿名的诉求不需要' }),
  })
  .meta({ id: 'FollowRequest' });

/** What a resident may do with their case. */
export const residentActions = ['infoGiven', 'feedback', 'redo', 'requestXinfangReview', 'withdraw'] as const;
export type ResidentAction = (typeof residentActions)[number];

const reviewStage = z.enum(['review', 'reReview']);

const publicEvent = z.strictObject({
  seq: z.int(),
  kind: z.enum(eventKinds),
  at: instant,
  unitName: z.string().nullable(),
  text: z.string().nullable(),
  clock: z.enum(clockNames).nullable().meta({ description: '到期的是哪一项承诺' }),
  dueAt: instant.nullable(),
  stage: reviewStage.nullable().meta({ description: '复查还是复核' }),
});
export type PublicEvent = z.infer<typeof publicEvent>;

export const publicCard = z
  .strictObject({
    no: appealNo,
    seq: z.int(),
    type: z.enum(appealTypes),
    categoryName: z.string(),
    class: z.enum(appealClasses),
    place: z.string(),
    text: z.string(),
    textCorrectedAt: instant.nullable().meta({ description: '工作人员何时更正过内容的文字；null 为您的原话' }),
    receivedAt: instant,
    state: z.enum(states),
    outcome: z.enum(outcomes).nullable(),
    round: z.int().meta({ description: '重办的次数' }),
    unitName: z.string().nullable().meta({ description: '承办单位' }),
    promises: z.array(promise).meta({ description: '正在计时的承诺' }),
    wasLate: z.boolean().meta({ description: '曾超过承诺时间' }),
    supervised: z.boolean().meta({ description: '已督办' }),
    rung: z.int().meta({ description: '提级到第几级' }),
    helped: z.boolean().meta({ description: '已有单位或党员认领，前来帮忙' }),
    proactive: z.boolean().meta({ description: '撤回后社区仍在主动处理' }),
    question: z.string().nullable().meta({ description: '待补充时：要您补充什么' }),
    answerBy: instant.nullable().meta({ description: '请在何时之前补充' }),
    extended: z
      .strictObject({ reason: z.string(), until: instant.nullable() })
      .nullable()
      .meta({ description: '最近一次延期的原因和新的时限' }),
    parked: z
      .strictObject({ plan: z.string(), reviewBy: instant })
      .nullable()
      .meta({ description: '暂时办不了：原因、计划和复查日期' }),
    replies: z.array(z.strictObject({ at: instant, text: z.string() })),
    merged: z
      .strictObject({ state: z.enum(states), outcome: z.enum(outcomes).nullable() })
      .nullable()
      .meta({ description: '并案办理时：主件办到哪里；承办、承诺与答复均为主件的' }),
    adopted: z.boolean().nullable().meta({ description: '您的建议是否采纳' }),
    review: reviewStage.nullable().meta({ description: '信访事项结案后、期限（redoBy）之内可以申请的：复查或复核' }),
    xinfang: z
      .strictObject({
        reviews: z.array(
          z.strictObject({
            stage: reviewStage,
            askedAt: instant,
            dueAt: instant.nullable().meta({ description: '最晚何时给出意见' }),
            decidedAt: instant.nullable(),
            upheld: z.boolean().nullable().meta({ description: '是否维持原来的处理意见' }),
            text: z.string().nullable().meta({ description: '意见全文' }),
          }),
        ),
      })
      .nullable()
      .meta({ description: '信访事项的复查、复核，先提的在前；不是信访事项的为空' }),
    redoBy: instant.nullable().meta({ description: '可在何时之前要求重办' }),
    anonymous: z.boolean(),
    actions: z.array(
      z.strictObject({
        action: z.enum(residentActions),
        allowed: z.boolean(),
        reason: z.strictObject({ code: z.enum(refusalCodes), text: z.string() }).nullable(),
      }),
    ),
    events: z.array(publicEvent),
    attachments: z.array(attachment),
  })
  .meta({ id: 'PublicCard' });
export type PublicCard = z.infer<typeof publicCard>;

export const followed = z
  .strictObject({
    card: publicCard,
    capability: z.string().meta({ description: '放在 Authorization: Bearer 中；只对此案有效' }),
    expiresAt: instant,
  })
  .meta({ id: 'Followed' });
export type Followed = z.infer<typeof followed>;

const text = paragraphs(2000);

/** What a resident sends with each action; `seq` is not asked of them. */
export const residentPayloads = {
  infoGiven: z.strictObject({ text }).meta({ id: 'ResidentInformation' }),
  feedback: z
    .strictObject({
      contacted: z.boolean().meta({ description: '工作人员是否联系过您' }),
      solved: z.boolean(),
      satisfaction: z.enum(satisfactions),
      acceptsExplanation: z.boolean().default(false).meta({ description: '未解决，但接受解释，同意结案' }),
      text: text.optional(),
    })
    .meta({ id: 'ResidentFeedback' }),
  redo: z.strictObject({ text }).meta({ id: 'ResidentRedo' }),
  requestXinfangReview: z.strictObject({ text }).meta({ id: 'ResidentReview' }),
  withdraw: z.strictObject({ text: text.optional() }).meta({ id: 'ResidentWithdrawal' }),
} as const;
