// What the dialogs say: the text field of each action, whether the resident reads it, and what an act that hurts leads to.
import type { ActionName } from '../../../domain/words.ts';

export type TextWords = { label: string; hint?: string; optional?: true; toResident?: true };

/** null: the action has no text. Who reads it is as in api/action-payload.ts. */
export const textWords: Record<ActionName, TextWords | null> = {
  accept: { label: '受理说明', optional: true },
  decline: { label: '向居民说明', hint: '为什么不予受理，应当找谁、怎么找', toResident: true },
  transferOut: { label: '向居民说明', hint: '转到哪里、怎样联系、何时会有回音', toResident: true },
  answerNow: { label: '答复内容', hint: '结论在前，依据在后，通俗易懂', toResident: true },
  dispatch: { label: '派单要求', optional: true },
  redispatch: { label: '改派理由' },
  sign: null,
  contact: { label: '联系情况', optional: true },
  needInfo: { label: '请居民补充什么', hint: '写清需要哪些情况、照片或材料', toResident: true },
  infoGiven: { label: '居民补充的情况' },
  completeTask: { label: '完成情况', optional: true },
  waiveTask: { label: '免除理由' },
  complete: { label: '办理结果', hint: '做了什么、结果如何、现场情况' },
  reply: { label: '答复内容', hint: '结论在前；做了什么、何时完成；如有后续，写明时间', toResident: true },
  feedback: { label: '居民的意见', optional: true },
  callbackFailed: { label: '情况', hint: '如 无人接听、关机、空号', optional: true },
  redo: { label: '重办理由' },
  urge: { label: '催办要求', optional: true },
  supervise: { label: '督办要求' },
  acknowledgeEscalation: { label: '签收情况', hint: '代镇街、部门签收时必填：何人以何方式答复', optional: true },
  seeOffer: null,
  claimOffer: null,
  declineOffer: { label: '说明', optional: true },
  withdrawOffer: { label: '收回理由' },
  confirmHelp: null,
  reportHelp: { label: '进展情况', optional: true },
  reclass: { label: '调整理由' },
  withdraw: { label: '居民的说法', optional: true },
  informXinfang: { label: '告知内容', hint: '是否受理、由谁办理、何时办结', toResident: true },
  requestXinfangExtension: { label: '延期理由', hint: '情况复杂在哪里，还需要做什么' },
  decideXinfangExtension: { label: '决定及理由', hint: '批准的，会告知诉求人', toResident: true },
  requestXinfangReview: { label: '诉求人的请求和理由' },
  decideXinfangReview: { label: '复查（复核）意见', hint: '事实、依据、结论', toResident: true },
  note: { label: '备注', hint: '只有工作人员能看到' },
};

/** Acts that end something for good, and what they end. They ask for a tick before they are done. */
export const hurts: Partial<Record<ActionName, string>> = {
  decline: '诉求将就此结束，居民会看到您的说明。',
  transferOut: '诉求将在本中心结束，居民会看到去向和您的说明。',
  withdraw: '诉求将就此结束，不再办理（涉及安全的转为主动治理，继续办理）。请确认这是诉求人本人的意思。',
  waiveTask: '该协办单位将不再需要完成此项任务。',
};

/** What an act without fields means. */
export const meanings: Partial<Record<ActionName, string>> = {
  sign: '签收后由您承办：须尽快联系诉求人，处理时限已自登记起计算。',
  acknowledgeEscalation: '确认表示您已知悉并负责推动；自确认起开始计算处置时限。',
  confirmHelp: '确认后对方可见联系方式，每次查看都有记录；承办单位责任不变。',
  needInfo: '处理时限将暂停，居民补充后继续计算。',
  redo: '诉求回到处理中，处理时限重新计算；原有的超期记录保留。',
  requestXinfangExtension: '信访办结可延期一次，三十日，由另一人批准并告知诉求人；期限已过不能申请。',
  requestXinfangReview: '收到书面答复（或复查意见）三十日内可以申请；三十日内作出意见。',
  callbackFailed: '在三个不同日期都未接通，将按“未能回访”结案。',
};
