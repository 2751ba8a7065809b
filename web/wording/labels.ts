// The Chinese of the domain's closed words (docs/glossary.md), keyed by their unions: a word without a label fails to compile.
// Shared by the console, the residents' pages and whatever else speaks to people.
import type { Supervision } from '../../domain/appeal/listing.ts';
import type { FlagName, Task, TaskState } from '../../domain/appeal/types.ts';
import type {
  ActionName,
  AppealClass,
  AppealType,
  Channel,
  ClockName,
  ConsentWay,
  DeclineReason,
  DurationUnit,
  Outcome,
  PoliceResult,
  ReplyChannel,
  Role,
  Satisfaction,
  Source,
  State,
  Victim,
} from '../../domain/words.ts';

export const stateLabels: Record<State, string> = {
  registered: '已登记',
  accepted: '已受理',
  dispatched: '已派单',
  handling: '处理中',
  awaitingResident: '待补充',
  returnReview: '退单审核中',
  inMediation: '调解中',
  inCouncil: '议事中',
  parked: '已挂账',
  handled: '已办结',
  replied: '已答复',
  closed: '已结案',
  declined: '不予受理',
  transferredOut: '已转出',
  withdrawn: '已撤回',
  merged: '已并案',
};

/** What a state waits for, in the words of the desk. */
export const stateHints: Record<State, string> = {
  registered: '待受理',
  accepted: '待派单',
  dispatched: '待签收',
  handling: '处理中',
  awaitingResident: '待居民补充',
  returnReview: '待审批退单',
  inMediation: '待调解结果',
  inCouncil: '待议事会决议',
  parked: '挂账，到期复查',
  handled: '待答复',
  replied: '待回访',
  closed: '已结案',
  declined: '不予受理',
  transferredOut: '已转出',
  withdrawn: '已撤回',
  merged: '随主件办理',
};

export const outcomeLabels: Record<Outcome, string> = {
  solved: '已解决',
  explained: '已解释',
  unsolved: '未解决',
  unreachable: '联系不上',
  noFeedback: '未能回访',
};

export const typeLabels: Record<AppealType, string> = {
  CONSULT: '咨询',
  HELP: '求助',
  COMPLAINT: '投诉',
  REPORT: '举报',
  SUGGEST: '建议',
  PRAISE: '表扬',
};

export const classLabels: Record<AppealClass, string> = {
  U0: '咨询',
  U1: '特急',
  U2: '紧急',
  U3: '一般',
  U4: '复杂',
  MED: '纠纷',
};

/** What stands behind the short name of a class. */
export const classHints: Record<AppealClass, string> = {
  U0: '咨询类',
  U1: '应急立办，全天候计时',
  U2: '水电气热等，全天候计时',
  U3: '一般事项，按工作时间计时',
  U4: '复杂或工程类，按工作时间计时',
  MED: '矛盾纠纷，按日计时',
};

/** In the order of urgency in which forms list them. */
export const classOrder: readonly AppealClass[] = ['U1', 'U2', 'U3', 'U4', 'U0', 'MED'];

export const actionLabels: Record<ActionName, string> = {
  accept: '受理',
  decline: '不予受理',
  transferOut: '转出',
  answerNow: '即时答复',
  dispatch: '派单',
  redispatch: '改派',
  sign: '签收',
  contact: '联系诉求人',
  needInfo: '请居民补充',
  infoGiven: '居民已补充',
  completeTask: '协办完成',
  waiveTask: '免除协办',
  complete: '办结',
  reply: '答复',
  feedback: '回访反馈',
  callbackFailed: '回访未接通',
  redo: '重办',
  urge: '催办',
  progressCall: '记录来电催问',
  supervise: '督办',
  list: '挂牌督办',
  unlist: '解除挂牌',
  acknowledgeEscalation: '签收督办',
  seeOffer: '查看请求',
  claimOffer: '认领',
  declineOffer: '婉拒',
  withdrawOffer: '收回请求',
  confirmHelp: '确认协助',
  reportHelp: '报告进展',
  reclass: '调整紧急程度',
  requestReturn: '申请退单',
  decideReturn: '审批退单',
  designate: '指定承办',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  requestPark: '申请挂账',
  decidePark: '审批挂账',
  unpark: '销账',
  requestDowngrade: '申请降级',
  decideDowngrade: '审批降级',
  decideRedo: '决定是否重办',
  toMediation: '转人民调解',
  mediated: '记录调解结果',
  toCouncil: '转议事会',
  resolved: '记录议事会决议',
  withdraw: '撤回',
  note: '内部备注',
  informXinfang: '信访受理告知',
  requestXinfangExtension: '申请信访延期',
  decideXinfangExtension: '决定信访延期',
  requestXinfangReview: '申请复查（复核）',
  decideXinfangReview: '复查（复核）决定',
  requestMerge: '申请并案',
  decideMerge: '审批并案',
  requestUnmerge: '申请恢复单独办理',
  decideUnmerge: '审批恢复单独办理',
  shield: '回避',
  findViolence: '发现伤害',
  reportToPolice: '记录报警',
  recordConsent: '补记监护人同意',
};

export const roleLabels: Record<Role, string> = {
  resident: '居民',
  clerk: '受理员',
  dispatcher: '派单员',
  handler: '承办人',
  gridWorker: '网格员',
  supervisor: '督办员',
  director: '书记/主任',
  mediator: '调解员',
  convenor: '议事召集人',
  callbackAgent: '回访员',
  auditor: '审计员',
  admin: '管理员',
  partnerLiaison: '共建单位联络员',
  member: '在职党员',
  office: '镇街/部门',
  system: '系统',
};

export const clockLabels: Record<ClockName, string> = {
  acceptance: '受理',
  dispatch: '派单',
  signing: '签收',
  contact: '首次联系',
  handling: '处理',
  task: '协办',
  reply: '答复',
  supervision: '督办',
  feedback: '反馈',
  residentAnswer: '居民补充',
  returnDecision: '退单审批',
  parkReview: '挂账复查',
  reopen: '重办窗口',
  xinfangInform: '信访告知',
  xinfangClose: '信访办结',
  xinfangReview: '信访复查',
  xinfangReReview: '信访复核',
  policeReport: '报警',
  guardianConsent: '补记监护人同意',
};

export const halfLabels: Record<'acknowledge' | 'act', string> = { acknowledge: '确认', act: '处置' };

export const channelLabels: Record<Channel, string> = {
  phone: '电话',
  visit: '来访',
  web: '网上',
  patrol: '巡查',
};

export const sourceLabels: Record<Source, string> = {
  resident: '居民本人',
  clerk: '受理员代录',
  gridWorker: '网格员上报',
  patrol: '巡查发现',
  proxy: '他人代为反映',
};

/** How staff speak to a resident: the way of a contact, a callback or a reply. */
export const replyChannelLabels: Record<ReplyChannel, string> = {
  phone: '电话',
  visit: '上门',
  web: '网上',
  letter: '书面',
};

export const declineReasonLabels: Record<DeclineReason, string> = {
  notOurs: '不属于社区职责范围',
  duplicate: '与正在办理的诉求重复',
  noFacts: '缺少具体事实',
  inCourt: '已进入诉讼、仲裁等法定程序',
  alreadyAnswered: '已作出答复且无新的事实',
};

export const satisfactionLabels: Record<Satisfaction, string> = {
  satisfied: '满意',
  mostlySatisfied: '基本满意',
  dissatisfied: '不满意',
};

export const durationUnitLabels: Record<DurationUnit, string> = {
  second: '秒',
  minute: '分钟',
  hour: '小时',
  workingHour: '工作小时',
  workingDay: '个工作日',
  day: '日',
};

export const flagLabels: Record<FlagName, string> = {
  vulnerable: '重点人群',
  sensitive: '敏感',
  anonymous: '匿名',
  safety: '安全',
  mass: '群体性',
  minor: '未成年人',
};

/** Who suffers; the order in which forms list them. */
export const victimLabels: Record<Victim, string> = {
  minor: '未成年人',
  unable: '失能、失智或有精神、智力障碍的人',
  adult: '其他成年人',
};

export const consentWayLabels: Record<ConsentWay, string> = {
  phone: '电话同意',
  visit: '当面同意',
  web: '陪同填写，当场同意',
};

export const policeResultLabels: Record<PoliceResult, string> = {
  reported: '已报警',
  adultDeclines: '本人不愿报警',
};

/** How a suggestion was answered. */
export const adoptionLabels = { adopted: '采纳', notAdopted: '不采纳' } as const;

export const supervisionLabels: Record<Supervision['level'], string> = {
  urged: '已催办',
  supervised: '已督办',
  listed: '挂牌督办',
};

export const taskStateLabels: Record<TaskState, string> = { open: '办理中', done: '已完成', waived: '已免除' };

export const taskKindLabels: Record<Task['kind'], string> = { assist: '协办', homeVisit: '上门走访' };
