// Every refusal of the HTTP face: one table from code to RFC 9457. Never a raw message of a library or of the database.
import type { Response } from 'express';
import type { DomainError } from '../domain/errors.ts';
import { type RefusalCode } from '../domain/errors.ts';
import type { State } from '../domain/words.ts';
import type { FieldIssue } from '../contracts/issues.ts';
import type { ApiCode, Problem } from '../contracts/problem.ts';
import { httpProblems, type ProblemEntry } from './http-problems.ts';

type Code = RefusalCode | ApiCode;

export const problems = {
  wrongState: { status: 409, title: '当前状态不能这样办理', detail: '案件现在的状态不允许此项办理，请刷新后再看。' },
  stale: { status: 409, title: '案件已有新的办理', detail: '您看到之后已有人办理过此案，请刷新后再决定。' },
  notPermitted: { status: 403, title: '没有此项权限', detail: '您的角色不能办理此事项。' },
  notYourCase: { status: 403, title: '不是您单位承办的案件', detail: '只有承办或协办单位的人员可以办理此事项。' },
  sameHandler: { status: 422, title: '回访员不能是承办人', detail: '办理过此案的人不能回访同一案件，请换人回访。' },
  contactFirst: { status: 422, title: '请先联系诉求人', detail: '办结之前须先记录与诉求人的联系。' },
  tasksOpen: { status: 422, title: '协办任务尚未完成', detail: '所有协办任务办完或免除之后，方可办结。' },
  unknownTask: { status: 422, title: '没有这项协办任务', detail: '此案没有这项未完成的协办任务。' },
  taskDueTooLate: { status: 422, title: '协办期限过长', detail: '协办任务的期限不能晚于主办期限。' },
  consultOnly: { status: 422, title: '仅限咨询、表扬', detail: '只有咨询和表扬可以当场答复。' },
  pauseNotAllowed: { status: 422, title: '此类诉求不能暂停', detail: '此类诉求的处理时限不能因等待补充而暂停。' },
  roundsUsedUp: {
    status: 422,
    title: '重办次数已用完',
    detail: '同一诉求最多重办两次，可转居民议事会、人民调解或申请复查。',
  },
  windowClosed: {
    status: 422,
    title: '已过可重办期限',
    detail: '此案已过重办期限；如仍有诉求，请另行登记并关联本案。',
  },
  noEscalation: { status: 422, title: '没有待签收的督办', detail: '此案现在没有这一级的督办。' },
  alreadyAcknowledged: { status: 422, title: '督办已签收', detail: '这一级督办已经有人签收。' },
  downgradeNeedsSupervisor: {
    status: 422,
    title: '降级须经审批',
    detail: '降低紧急等级请用“申请降级”，由另一位督办员（或书记）审批。',
  },
  sameClass: { status: 422, title: '等级没有变化', detail: '新的等级与现在的相同。' },
  sameUnit: { status: 422, title: '主办单位没有变化', detail: '诉求已由该单位主办，请改派给其他单位。' },
  assistIsLead: { status: 422, title: '主办单位不能协办', detail: '主办单位不能同时协办，请选其他单位。' },
  notOnBehalfYet: { status: 422, title: '尚不能代为答复', detail: '答复逾期一倍时限之后，督办员方可代为答复。' },
  mergeIntoItself: { status: 422, title: '不能并入自身', detail: '请选择另一件诉求作为主件。' },
  hasChildren: { status: 422, title: '本件是主件', detail: '已有诉求并入本件，本件不能再并入他件。' },
  shieldedOtherwise: {
    status: 422,
    title: '两件诉求的回避对象不同',
    detail: '并案后两件会互相看到，回避对象须相同；确需并案的，请先对另一件作同样的回避。',
  },
  writtenReplyNeeded: {
    status: 422,
    title: '信访事项须书面答复',
    detail: '电话告知不是书面答复，请选信函、当面送达或网上。',
  },
  caseListed: { status: 422, title: '已经挂牌督办', detail: '这件诉求已在挂牌督办。' },
  caseNotListed: {
    status: 422,
    title: '没有可以解除的挂牌',
    detail: '只能解除由督办员或书记（主任）作出的挂牌；因提级形成的随该级结束。',
  },
  recused: { status: 422, title: '该单位须回避', detail: '这件诉求涉及该单位，不能交给它办理。' },
  alreadyShielded: { status: 422, title: '已经回避', detail: '所选的单位、人员已经回避，或没有选择任何一个。' },
  redispatchFirst: { status: 422, title: '请先改派', detail: '所涉的单位或人员正在承办，请先改派，再作回避。' },
  siteProofNeeded: {
    status: 422,
    title: '请附现场佐证',
    detail: '匿名诉求无法回访，办结须附现场照片等佐证。',
  },
  adoptionNeeded: { status: 422, title: '请写明是否采纳', detail: '答复建议须写明采纳或不采纳，并说明理由。' },
  notXinfang: { status: 422, title: '不是信访事项', detail: '此案不是信访事项，不适用信访的法定程序。' },
  xinfangInformed: { status: 422, title: '已经告知', detail: '此案已经告知过信访受理情况。' },
  xinfangExtendedOnce: { status: 422, title: '已延长过一次', detail: '信访办结期限已延长过一次，不能再延。' },
  xinfangExtensionAsked: { status: 422, title: '已申请延期', detail: '此案的信访延期申请正等待他人决定。' },
  xinfangTooLate: { status: 422, title: '不能延期', detail: '信访办结期限已过，或已经办结，不能再延期。' },
  xinfangNothingAsked: { status: 422, title: '没有待决定的申请', detail: '此案没有待决定的信访延期或复查申请。' },
  xinfangSamePerson: { status: 422, title: '须由另一人决定', detail: '提出申请的人不能自己决定，请由其他人决定。' },
  xinfangSameReviewer: { status: 422, title: '须由另一人复核', detail: '复查由您决定，复核须由其他人决定。' },
  xinfangReviewOpen: { status: 422, title: '复查尚未结束', detail: '此案已有复查（复核）正在进行。' },
  xinfangReviewsUsedUp: { status: 422, title: '不再受理复查', detail: '复核意见是终结意见，不再受理复查、复核。' },
  policeFirst: { status: 422, title: '请先报警', detail: '有人遭受或疑似遭受伤害，请先报警并记录，再这样办理。' },
  policeTold: { status: 422, title: '没有待办的报警', detail: '此案没有需要报警的情况，或报警已经记录。' },
  mustReport: {
    status: 422,
    title: '必须报警',
    detail: '受害的是未成年人或无、限制民事行为能力人，依法必须向公安机关报案，不由任何人决定不报。',
  },
  violenceKnown: { status: 409, title: '已经记录', detail: '此案已记录有人遭受伤害，请先报警。' },
  violenceIsUrgent: {
    status: 422,
    title: '涉及伤害的按特急办理',
    detail: '有人遭受或疑似遭受伤害的按特急受理；报警之后，可由他人审批降级。',
  },
  guardianNeeded: {
    status: 422,
    title: '须监护人同意',
    detail: '诉求人未满 14 周岁，须先取得父母或其他监护人的同意，并写明监护人的称谓、电话。紧急情况除外。',
  },
  noConsentNeeded: { status: 422, title: '没有待补的同意', detail: '此案不需要监护人同意，或已经记录。' },
  answeredByHelpers: {
    status: 422,
    title: '这一级由被请求的一方答复',
    detail: '这一级由被请求的单位或党员认领；认领之后即为签收。',
  },
  textNeeded: { status: 422, title: '请写明如何得知', detail: '代镇街、部门签收，请写明何人以何方式作出答复。' },
  unknownOffer: { status: 422, title: '没有这项请求', detail: '此案没有这项可办理的协助请求。' },
  notYourOffer: { status: 403, title: '不是发给您的请求', detail: '只有被请求的单位或本人可以答复这项请求。' },
  offerTaken: { status: 409, title: '已有人先认领', detail: '谢谢您！这件事已有人先认领，暂时不需要您出力了。' },
  offerOver: { status: 409, title: '这项请求已经结束', detail: '这项请求已经答复、到期或被收回，不能再办理。' },
  offerNotAccepted: { status: 422, title: '请求尚未被认领', detail: '认领之后方可办理此项。' },
  alreadyConfirmed: { status: 422, title: '协助已经确认', detail: '这项协助已经有人确认。' },
  confirmFirst: { status: 422, title: '尚待工作人员确认', detail: '工作人员确认之后方可上门和报告进展，请稍候。' },
  helpDone: { status: 422, title: '协助已经完成', detail: '这项协助已报告完成。' },
  capReached: {
    status: 409,
    title: '手上的请求已满',
    detail: '您同时承担的事项已到上限，请先完成手上的再认领。',
  },
  requestPending: { status: 409, title: '已有申请待审批', detail: '此案已有一项申请等待审批，审批之后方可再办。' },
  noRequest: { status: 409, title: '没有待审批的申请', detail: '此案现在没有这项待审批的申请，请刷新后再看。' },
  sameAsker: { status: 422, title: '不能审批自己的申请', detail: '申请人不能审批自己提出的申请，请由他人审批。' },
  denialNeedsReason: { status: 422, title: '请写明理由', detail: '不同意的，须写明理由。' },
  returnNotAllowed: { status: 422, title: '此类诉求不能退单', detail: '此类诉求时限很短，不设退单，请先行办理。' },
  returnTooLate: { status: 422, title: '已过退单期限', detail: '退单须在派单后 1 个工作日内申请。' },
  returnsUsedUp: { status: 422, title: '退单次数已用完', detail: '同一诉求最多申请两次退单，请按派单办理。' },
  designatedUnit: { status: 422, title: '已指定承办', detail: '此案已指定由该单位承办，不能退单。' },
  unitReturned: {
    status: 422,
    title: '该单位已退单',
    detail: '该单位的退单已获同意；确须由其承办的，请用“指定”。',
  },
  extensionNotAllowed: { status: 422, title: '此类诉求不能延期', detail: '此类诉求的处理时限不能延期。' },
  extensionAfterDue: {
    status: 422,
    title: '已过处理时限',
    detail: '延期须在处理时限届满之前申请；已经超期的不能再延。',
  },
  extensionTooLong: {
    status: 422,
    title: '超过可延的上限',
    detail: '延期超过了此类诉求可延的上限；仍不能办完的，可申请挂账并写明计划。',
  },
  partiesMustAgree: { status: 422, title: '须双方同意', detail: '纠纷类诉求延期，须双方当事人都同意。' },
  parkNotAllowed: { status: 422, title: '此类诉求不能挂账', detail: '紧急和咨询类诉求不能挂账。' },
  parkTooLong: { status: 422, title: '复查时间过长', detail: '挂账后最多 90 日内须复查。' },
  notLower: { status: 422, title: '不是降级', detail: '新的等级不低于现在的；提高等级请用“调整等级”。' },
  mediationNotAllowed: {
    status: 422,
    title: '此类诉求不转调解或议事',
    detail: '紧急和咨询类诉求不转调解或议事会，请直接办理。',
  },
  partyRefuses: {
    status: 422,
    title: '当事人不同意',
    detail: '人民调解须双方当事人都不拒绝；一方不同意的，请照常处理。',
  },
  sameKeyOtherBody: {
    status: 422,
    title: '同一请求标识内容不同',
    detail: '此 Idempotency-Key 已用于另一内容的请求，请换一个新的。',
  },
  handlerCorrects: {
    status: 403,
    title: '须由他人更正',
    detail: '办理过此案的人不能更正登记内容，请由其他受理员或回访员更正。',
  },
  anonymousStays: {
    status: 422,
    title: '匿名诉求不能补填个人信息',
    detail: '匿名诉求不得代填姓名、联系方式；诉求人愿意实名的，请其另行登记并关联本案。',
  },
  nobodyOnRecord: {
    status: 422,
    title: '登记中没有此人',
    detail: '登记时没有代为反映的人或监护人，更正不能添加。',
  },
  nothingCorrected: { status: 422, title: '没有改动', detail: '所填与现有登记内容相同，没有可更正的。' },
  entryState: {
    status: 409,
    title: '现状不能这样办理',
    detail: '名录中这一项现在的状态不允许此项办理，请刷新后再看。',
  },
  selfVerified: {
    status: 422,
    title: '须由另一人核实',
    detail: '录入的人不能核实自己录入的，本人也不能核实本人，请另一位负责人核实。',
  },
  ...httpProblems,
} as const satisfies Record<Code, ProblemEntry>;

export type ProblemFacts = {
  errors?: FieldIssue[];
  seq?: number;
  state?: State;
  params?: Record<string, string | number>;
  /** Seconds until a retry makes sense; the table's own by default. */
  retryAfter?: number;
};

/** Thrown anywhere under a route to answer with the problem of that code. */
export class ProblemError extends Error {
  constructor(
    readonly code: Code,
    readonly facts: ProblemFacts = {},
  ) {
    super(code);
    this.name = 'ProblemError';
  }
}

/** The sentence that says why an action is refused. */
export function sentenceOf(code: Code): string {
  return problems[code].detail;
}

/** A refusal of the domain as a problem; `facts` usually tell the case's current version. */
export function refused(error: DomainError, facts: ProblemFacts = {}): ProblemError {
  return new ProblemError(error.code, { params: error.params, ...facts });
}

/** Ends the response with the problem. */
export function sendProblem(response: Response, { code, facts }: Pick<ProblemError, 'code' | 'facts'>): void {
  const { status, title, detail, retryAfter }: ProblemEntry = problems[code];
  const { retryAfter: wait = retryAfter, ...rest } = facts;
  const body: Problem = {
    type: `/docs#${code}`,
    title,
    status,
    code,
    detail,
    requestId: String(response.locals.requestId),
    ...rest,
  };
  if (wait !== undefined) response.setHeader('Retry-After', String(wait));
  response.status(status).setHeader('Cache-Control', 'no-store');
  response.type('application/problem+json').send(JSON.stringify(body));
}
