// What a caller sends with each action on an appeal, and the answer all of them give. Free text comes as `text`; the API
// writes it down and hands on its id (domain §3.9).
import { z } from 'zod';
import {
  actionNames,
  afterParking,
  appealClasses,
  appealTypes,
  declineReasons,
  helpStages,
  offerDeclineReasons,
  mediationResults,
  outcomes,
  replyChannels,
  policeResults,
  satisfactions,
  states,
  victims,
  type ActionName,
} from '../domain/words.ts';
import { appealNo, code, uuid } from './base.ts';
import { phone } from './phone.ts';
import { duration } from './policies.ts';
import { line, paragraphs } from './text.ts';

const text = paragraphs(4000);
const textIfAny = text.optional();
const way = z.enum(replyChannels);
// It travels in the message: nothing can be said with it.
const taskId = z.string().regex(/^(?:[0-9a-f-]{36}|visit-\d{1,9})$/, '协办任务的编号不对');

export const offerId = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9]+-\d{1,9}-\d{1,9}-\d{1,3}$/, '请求的编号不对');
const assisting = z
  .array(z.strictObject({ unitId: code, limit: duration.nullable().default(null) }))
  .max(10)
  .default([]);

/** Granted or denied, the one request that is named; a denial gives its reason. */
const decision = z.strictObject({
  requestSeq: z.int().min(1).meta({ description: '所审批的申请（requests[].seq）' }),
  granted: z.boolean(),
  text: textIfAny.meta({ description: '不同意时必填' }),
});

/** Everything beside `seq`, by action. */
export const actionPayloads = {
  accept: z.strictObject({
    type: z.enum(appealTypes),
    category: code,
    class: z.enum(appealClasses),
    xinfang: z.boolean().default(false).meta({ description: '按信访事项办理；类别为信访矛盾的必按' }),
    text: textIfAny,
  }),
  decline: z.strictObject({ reason: z.enum(declineReasons), text }),
  transferOut: z.strictObject({ to: line(100), text }),
  answerNow: z.strictObject({ channel: way, text }),
  dispatch: z.strictObject({
    unitId: code,
    assist: assisting,
    text: textIfAny,
  }),
  redispatch: z.strictObject({ unitId: code, text }),
  sign: z.strictObject({}),
  contact: z.strictObject({ way, text: textIfAny }),
  needInfo: z.strictObject({ text }),
  infoGiven: z.strictObject({ text }),
  completeTask: z.strictObject({ taskId, text: textIfAny }),
  waiveTask: z.strictObject({ taskId, text }),
  complete: z.strictObject({ evidence: z.array(uuid).max(20).default([]).meta({ description: '附件编号' }), text }),
  reply: z.strictObject({
    channel: way,
    text,
    adopted: z.boolean().optional().meta({ description: '建议：是否采纳（理由写在答复中）；其他诉求不填' }),
  }),
  feedback: z.strictObject({
    contacted: z.boolean(),
    solved: z.boolean(),
    satisfaction: z.enum(satisfactions),
    acceptsExplanation: z.boolean().default(false),
    text: textIfAny,
  }),
  callbackFailed: z.strictObject({ way, text: textIfAny }),
  redo: z.strictObject({ text }),
  urge: z.strictObject({ text: textIfAny }),
  progressCall: z.strictObject({ text: textIfAny.meta({ description: '来电人补充的话' }) }),
  supervise: z.strictObject({ text }),
  list: z.strictObject({ text }),
  unlist: z.strictObject({ text }),
  acknowledgeEscalation: z.strictObject({
    rung: z.int().min(1).max(5),
    raisedSeq: z.int().min(1),
    text: textIfAny.meta({ description: '代镇街、部门签收第 4 级时必填：何人以何方式答复' }),
  }),
  seeOffer: z.strictObject({ offerId }),
  claimOffer: z.strictObject({ offerId }),
  declineOffer: z.strictObject({ offerId, reason: z.enum(offerDeclineReasons), text: textIfAny }),
  withdrawOffer: z.strictObject({ offerId, text }),
  confirmHelp: z.strictObject({ offerId }),
  reportHelp: z.strictObject({
    offerId,
    stage: z.enum(helpStages),
    hours: z.number().min(0).max(200).optional(),
    persons: z.int().min(0).max(10_000).optional(),
    evidence: z.array(uuid).max(20).default([]).meta({ description: '附件编号' }),
    text: textIfAny,
  }),
  reclass: z.strictObject({ class: z.enum(appealClasses), text }),
  requestReturn: z.strictObject({ text }),
  decideReturn: decision,
  designate: z.strictObject({ unitId: code, text }),
  requestExtension: z.strictObject({
    amount: z.int().min(1).max(1000).meta({ description: '延长多少，单位随类别的上限（见 extension.unit）' }),
    partiesAgree: z.boolean().default(false).meta({ description: '纠纷类：双方当事人均同意' }),
    text: text.meta({ description: '延期理由，批准后居民可见' }),
  }),
  decideExtension: decision,
  requestPark: z.strictObject({
    days: z.int().min(1).max(366).meta({ description: '多少日之内复查' }),
    after: z.enum(afterParking).default('handling').meta({ description: '复查到期后转往' }),
    text: text.meta({ description: '原因和计划，批准后居民可见' }),
  }),
  decidePark: decision,
  unpark: z.strictObject({ to: z.enum(afterParking).default('handling'), text }),
  requestDowngrade: z.strictObject({ class: z.enum(appealClasses), text }),
  decideDowngrade: decision,
  decideRedo: decision,
  toMediation: z.strictObject({ appellantAgrees: z.boolean(), otherAgrees: z.boolean(), text }),
  mediated: z.strictObject({ result: z.enum(mediationResults), text }),
  toCouncil: z.strictObject({ text }),
  resolved: z.strictObject({ assist: assisting, text: text.meta({ description: '议事会决议，居民可见' }) }),
  withdraw: z.strictObject({ text: textIfAny }),
  note: z.strictObject({ text }),
  informXinfang: z.strictObject({ way, text }),
  requestXinfangExtension: z.strictObject({ text }),
  decideXinfangExtension: z.strictObject({ approved: z.boolean(), text }),
  requestXinfangReview: z.strictObject({ text }),
  decideXinfangReview: z.strictObject({ upheld: z.boolean(), text }),
  requestMerge: z.strictObject({ into: appealNo.meta({ description: '并入哪一件（主件）' }), text }),
  decideMerge: decision,
  requestUnmerge: z.strictObject({ text }),
  decideUnmerge: decision,
  findViolence: z.strictObject({ victim: z.enum(victims, { error: '请选择受到伤害的是谁' }), text }),
  reportToPolice: z.strictObject({
    result: z.enum(policeResults),
    text: text.meta({ description: '报警：何时、向何处、接警单号或接警人；成年人不愿报警：告知了什么、本人怎么说' }),
  }),
  recordConsent: z.strictObject({ way: z.enum(['phone', 'visit']), name: line(40), phone }),
  shield: z.strictObject({
    unitIds: z.array(code).max(5).default([]).meta({ description: '所涉单位' }),
    userIds: z.array(code).max(5).default([]).meta({ description: '所涉工作人员' }),
    text,
  }),
} as const satisfies Record<ActionName, z.ZodObject>;

export type ActionPayload<A extends ActionName> = z.infer<(typeof actionPayloads)[A]>;
/** As the caller writes it: fields with a default may be missing. */
export type ActionInput<A extends ActionName> = z.input<(typeof actionPayloads)[A]>;

const seq = z.int().min(0).meta({ description: '调用者看到的版本号：其后若有人办理过，则拒绝（409）' });

/** The body of `POST /appeals/{no}/actions/{action}`. */
export function actionBody<A extends ActionName>(action: A) {
  return z
    .strictObject({ seq, ...actionPayloads[action].shape })
    .meta({ id: `${action.charAt(0).toUpperCase()}${action.slice(1)}Action` });
}

export const actionAnswer = z
  .strictObject({
    no: appealNo,
    state: z.enum(states),
    outcome: z.enum(outcomes).nullable(),
    seq: z.int(),
    allowedActions: z.array(z.enum(actionNames)),
  })
  .meta({ id: 'ActionAnswer' });
export type ActionAnswer = z.infer<typeof actionAnswer>;
