// Why an action does not happen, in a sentence a person can act on.
import type { ApiCode } from '../../contracts/problem.ts';
import type { RefusalCode } from '../../domain/errors.ts';
import { classLabels, durationUnitLabels, stateLabels } from './labels.ts';

export type RefusalParams = Record<string, string | number>;

/** `{name}` stands for a parameter; states and classes are put into words. */
export const refusalTexts: Record<RefusalCode, string> = {
  wrongState: '当前状态（{state}）不能办理此项',
  stale: '诉求刚被其他人办理过，请查看最新情况后再办理',
  notPermitted: '您的岗位不能办理此项',
  notYourCase: '此项由主办（或相应协办）单位的承办人办理',
  sameHandler: '承办人不得回访自己办理的诉求',
  contactFirst: '请先联系诉求人，再办结',
  tasksOpen: '还有 {count} 项协办未完成，请先完成或免除',
  unknownTask: '没有正在办理的协办任务',
  taskDueTooLate: '协办期限不得晚于主办期限',
  consultOnly: '只有咨询和表扬可以即时答复',
  pauseNotAllowed: '{class}类诉求不得暂停计时',
  roundsUsedUp: '已重办 {rounds} 次，不再重办；可走议事会、调解或复查',
  windowClosed: '重办窗口已过，请登记新诉求并注明原编号',
  noEscalation: '没有待处理的提级',
  alreadyAcknowledged: '提级已确认',
  downgradeNeedsSupervisor: '调低紧急程度请用“申请降级”，由他人审批',
  sameClass: '紧急程度没有变化',
  sameUnit: '已由该单位主办，请改派给其他单位',
  notOnBehalfYet: '答复超期达一倍时限后，督办员方可代为答复',
  mergeIntoItself: '不能并入自身，请另选主件',
  hasChildren: '已有 {count} 件并入本件，本件不能再并入他件',
  shieldedOtherwise: '两件诉求的回避对象不同，不能并案；确需并案的，请先对另一件作同样的回避',
  recused: '诉求涉及该单位，须回避，请选其他单位',
  alreadyShielded: '所选单位、人员已经回避，或没有选择',
  redispatchFirst: '所涉单位或人员正在承办，请先改派',
  siteProofNeeded: '匿名诉求不回访，办结请附现场照片等佐证',
  adoptionNeeded: '请选择是否采纳，并在答复中说明理由',
  notXinfang: '不是信访事项，不适用信访程序',
  xinfangInformed: '已经告知过受理情况',
  xinfangExtendedOnce: '信访办结延期只能申请一次',
  xinfangTooLate: '信访办结期限已过或已办结，不能延期',
  xinfangNothingAsked: '没有待决定的申请',
  xinfangSamePerson: '申请人不得自行决定，请由其他人决定',
  xinfangReviewOpen: '已有复查（复核）正在进行',
  xinfangReviewsUsedUp: '复核意见是终结意见，不再受理',
  policeFirst: '有人遭受或疑似遭受伤害，请先报警并记录',
  policeTold: '没有需要报警的情况，或已经记录过报警',
  mustReport: '受害的是未成年人或无、限制民事行为能力人，必须报警，不由任何人决定',
  violenceKnown: '已经记录，请先报警',
  violenceIsUrgent: '涉及伤害的按特急受理',
  guardianNeeded: '诉求人未满 14 周岁，须先取得监护人同意，并写明监护人的称谓、电话',
  noConsentNeeded: '不需要监护人同意，或已经记录',
  writtenReplyNeeded: '信访事项须书面答复，请选信函、当面送达或网上',
  caseListed: '已经挂牌督办',
  caseNotListed: '没有由人作出的挂牌督办可以解除',
  answeredByHelpers: '这一级由被请求的单位或党员认领，无须签收',
  textNeeded: '请写明镇街、部门何人以何方式作出答复',
  unknownOffer: '没有可办理的协助请求',
  notYourOffer: '这项请求不是发给您的',
  offerTaken: '已有人先认领，谢谢您',
  offerOver: '这项请求已经结束，不能再办理',
  offerNotAccepted: '还没有人认领，暂不能办理',
  alreadyConfirmed: '这项协助已经确认',
  confirmFirst: '请等工作人员确认之后再办理',
  helpDone: '这项协助已报告完成',
  capReached: '您手上的事项已到上限，请先完成再认领',
  requestPending: '已有申请等待审批，审批之后再办',
  noRequest: '没有待审批的申请，请刷新后再看',
  sameAsker: '这是您自己的申请，须由他人审批',
  denialNeedsReason: '不同意的，请写明理由',
  returnNotAllowed: '{class}类诉求不设退单',
  returnTooLate: '退单须在派单后 1 个工作日内申请',
  returnsUsedUp: '已申请退单 {times} 次，不能再退',
  designatedUnit: '已指定由本单位承办，不能退单',
  unitReturned: '该单位的退单已获同意；确须由其承办的，请用“指定”',
  extensionNotAllowed: '{class}类诉求不能延期',
  extensionAfterDue: '处理时限已过，不能再申请延期',
  extensionTooLong: '最多还可延长 {left} {unit}；仍办不完的可申请挂账',
  partiesMustAgree: '须双方当事人都同意，方可延期',
  parkNotAllowed: '{class}类诉求不能挂账',
  parkTooLong: '挂账后最多 {days} 日内须复查',
  notLower: '所选紧急程度不低于现在的',
  mediationNotAllowed: '{class}类诉求请直接办理，不转调解或议事会',
  partyRefuses: '有一方不同意调解，请照常处理',
  sameKeyOtherBody: '同一次提交的内容前后不一致，请刷新后重新填写',
  entryState: '名录中的现状不能这样办理，请刷新后再看',
  selfVerified: '录入的人不能核实自己录入的，本人也不能核实本人，请另一位负责人核实',
};

/** Refusals of the HTTP face. */
export const apiTexts: Record<ApiCode, string> = {
  invalid: '填写有误，请检查标红的项目',
  malformedJson: '请求格式有误',
  malformedUrl: '地址有误',
  keyRequired: '请求缺少幂等键',
  unauthenticated: '登录已失效，请重新登录',
  badCredentials: '用户名或密码不对',
  crossSite: '请求来自其他网站，已拒绝',
  forbidden: '您没有权限查看或办理',
  reasonRequired: '请填写查看理由',
  notFound: '没有找到，或不在您的社区范围内',
  methodNotAllowed: '不支持这种操作',
  tooLarge: '内容过大',
  unsupportedMediaType: '不支持这种格式',
  unknownReference: '所选的项目已不存在，请刷新后重选',
  tooManyRequests: '操作过于频繁，请稍后再试',
  staleEntry: '刚被其他人改动过，请看最新内容后再办理',
  alreadyListed: '名录中已有相同的电话（党员）或名称（单位、团队）',
  oldPreview: '预览之后名录有了变动，或预览已过期，请重新上传核对',
  unreadableTable: '表格无法读取，请用模板另存后再上传',
  internal: '系统出错，请稍后再试',
  mayHaveTakenEffect: '系统繁忙，可能已经办成，请稍候重试（不会重复办理）',
  unavailable: '服务暂时不可用，请稍后再试',
};

/** The sentence of a refusal with its facts filled in. */
export function refusalText(code: RefusalCode, params: RefusalParams = {}): string {
  return refusalTexts[code].replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = String(params[name] ?? '');
    for (const labels of [stateLabels, classLabels, durationUnitLabels] as Record<string, string>[])
      if (labels[value] !== undefined) return labels[value];
    return value;
  });
}
