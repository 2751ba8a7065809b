// What residents read, in plain Chinese: short sentences, no office words, dates instead of numbers of working days.
import type { PublicEvent, ResidentAction } from '../../contracts/public.ts';
import type { EventKind } from '../../domain/appeal/events.ts';
import type { AppealType, ClockName, Outcome, Rung, Satisfaction, State, Victim } from '../../domain/words.ts';
import { outcomeLabels } from './labels.ts';
import { stageNames } from './reviews.ts';

export const siteName = '居民诉求中心';
export const siteMotto = '有事您说话，件件有回应';

export const emergencyNumbers: readonly { number: string; what: string }[] = [
  { number: '110', what: '报警' },
  { number: '119', what: '火警' },
  { number: '120', what: '急救' },
  { number: '122', what: '交通事故' },
];

export const purposes: Record<AppealType, { label: string; hint: string }> = {
  HELP: { label: '请帮忙解决问题', hint: '路灯不亮、家里没暖气、下水道堵了……' },
  CONSULT: { label: '问一件事', hint: '政策怎么规定、事情怎么办、该找谁' },
  COMPLAINT: { label: '投诉', hint: '对服务或办事不满意' },
  REPORT: { label: '举报', hint: '违规违法的事；可以匿名' },
  SUGGEST: { label: '提个建议', hint: '怎样能让小区更好' },
  PRAISE: { label: '表扬', hint: '谁做得好，让大家知道' },
};

/** Who suffers, as one would say it. */
export const harmChoices: Record<Victim, { label: string; hint?: string }> = {
  minor: { label: '有，是孩子', hint: '不满 18 岁' },
  unable: { label: '有，是不能照顾自己的人', hint: '失能、失智，或者有精神、智力障碍' },
  adult: { label: '有，是其他成年人' },
};

/** Categories by theme, in everyday words; one that a policy adds later is listed last under its own name. */
export const matters: readonly { theme: string; items: readonly { code: string; label: string; hint?: string }[] }[] = [
  {
    theme: '急的、危险的',
    items: [
      { code: 'HAZARD', label: '有危险的地方', hint: '墙要倒、地面塌、电线露在外面' },
      { code: 'EMERG', label: '急事，马上要人来' },
      { code: 'HEAT_OUT', label: '没暖气了' },
      { code: 'PIPE', label: '停水、漏水、下水道堵了' },
    ],
  },
  {
    theme: '小区里的事',
    items: [
      { code: 'LIGHT', label: '路灯、楼道灯', hint: '没有灯，或者不亮' },
      { code: 'CLEAN', label: '垃圾、环境卫生' },
      { code: 'ROAD', label: '路面、巷道' },
      { code: 'GATE', label: '大门、门禁' },
      { code: 'PROP', label: '物业服务' },
      { code: 'SIGN', label: '路牌、标志牌' },
      { code: 'TOILET', label: '旱厕' },
      { code: 'RENOV', label: '老小区改造、公共设施' },
      { code: 'HEAT_NET', label: '想接大暖、改管网' },
    ],
  },
  {
    theme: '照顾和帮忙',
    items: [
      { code: 'ELDER', label: '老人照顾、体检' },
      { code: 'DISAB', label: '残疾人帮扶' },
      { code: 'HEALTH', label: '义诊、看病' },
      { code: 'CHILD', label: '孩子托管、少儿活动' },
      { code: 'PSY', label: '心里难受，想找人说说' },
      { code: 'ERRAND', label: '请人跑腿代办' },
      { code: 'VISIT', label: '请人上门办' },
    ],
  },
  {
    theme: '矛盾和其他',
    items: [
      { code: 'NEIGH', label: '邻里矛盾' },
      { code: 'FAMILY', label: '家庭矛盾', hint: '有人动手打人，请先拨打 110' },
      { code: 'POLICY', label: '问政策' },
      { code: 'ONLINE', label: '网上办事' },
      { code: 'CULT', label: '文体活动' },
      { code: 'XINF', label: '信访' },
      { code: 'OTHER', label: '其他，或者说不清' },
    ],
  },
];

/** Where the case is, as one would say it at the door. */
export const standing: Record<State, { title: string; text: string }> = {
  registered: { title: '已经收到', text: '您反映的事已登记，等社区受理。' },
  accepted: { title: '已经受理', text: '社区接下了这件事，正在安排由谁来办。' },
  dispatched: { title: '已经派下去', text: '已交给承办单位，等他们接手。' },
  handling: { title: '正在办', text: '承办单位正在处理。' },
  awaitingResident: { title: '等您补充情况', text: '承办单位有一个问题要问您，您答复后接着办。' },
  returnReview: { title: '正在确定由谁来办', text: '承办单位说这件事不归它管，社区正在核实；答应您的时间不变。' },
  inMediation: { title: '正在调解', text: '人民调解员正在请双方坐下来谈；答应您的时间不变。' },
  inCouncil: { title: '正在请居民商议', text: '这件事要由居民议事会商量决定；答应您的时间不变。' },
  parked: { title: '暂时办不了，已经列入计划', text: '这件事现在条件还不够，社区没有忘记，到时候会再办。' },
  handled: { title: '办完了，等答复', text: '承办单位说已经办完，正在给您写答复。' },
  replied: { title: '已经答复，请您评价', text: '请看看下面的答复，告诉我们办得怎么样。' },
  closed: { title: '已经办结', text: '这件事已经结束。' },
  declined: { title: '不能受理', text: '这件事社区办不了，原因和该找谁请看下面。' },
  transferredOut: { title: '已转到别的部门', text: '这件事归别的部门管，请看下面的说明。' },
  withdrawn: { title: '您已撤回', text: '按您的意思，这件事不再办理。' },
  merged: {
    title: '和同一件事一起办',
    text: '别的住户也反映了这件事，社区合在一起办。办到哪里、怎么答复，都会在这里告诉您。',
  },
};

/** What comes of a question that is not answered in time. */
export const unansweredText = '到时没有等到您的答复，这件事可能先结束；情况还在的话，可以重新反映。';

export const outcomeTexts: Record<Outcome, string> = {
  solved: '您说问题已经解决。',
  explained: '问题没有解决，您接受了说明。',
  unsolved: '问题没有解决。您可以请社区安排居民议事会讨论，或者人民调解。',
  unreachable: '一直没有等到您的补充，所以先结束了。情况还在的话，请重新反映。',
  noFeedback: '三天都没有联系上您，所以先结束了。',
};

/** Where the matter stands that one's own appeal was joined to. */
export function mergedText({ state, outcome }: { state: State; outcome: Outcome | null }): string {
  return outcome === null ? `现在：${standing[state].title}。` : `这件事已经办结：${outcomeLabels[outcome]}。`;
}

/** A promise by its clock: what will have happened by then. Only those the resident is told of. */
export const promiseTexts: Partial<Record<ClockName, string>> = {
  acceptance: '社区决定是否受理',
  contact: '工作人员联系您',
  handling: '办完这件事',
  reply: '给您答复',
  feedback: '回访您是否满意',
  xinfangInform: '告知您信访事项是否受理',
  xinfangClose: '信访事项办结并书面答复您',
  xinfangReview: '作出复查意见',
  xinfangReReview: '作出复核意见',
};

/** The same promise, broken. */
const brokenPromises: Partial<Record<ClockName, string>> = {
  acceptance: '没有按时决定是否受理',
  handling: '没有按时办完',
  reply: '没有按时答复您',
  xinfangInform: '没有按时告知您信访事项是否受理',
  xinfangClose: '信访事项没有按时办结',
  xinfangReview: '没有按时作出复查意见',
  xinfangReReview: '没有按时作出复核意见',
};

/** What each public event says; `{unit}` is the unit's name, `{stage}` 复查 or 复核. Kinds that residents are not told of are null. */
export const eventTexts: Record<EventKind, string | null> = {
  registered: '收到您的诉求',
  resumed: null,
  accepted: '社区受理了',
  declined: '社区说明不能受理',
  transferredOut: '转到了别的部门',
  answeredNow: '社区答复了您',
  dispatched: '交给{unit}办理',
  redispatched: '改由{unit}办理',
  signed: '承办人接手了',
  contacted: '工作人员联系了您',
  infoNeeded: '请您补充情况',
  infoGiven: '继续办理',
  taskCompleted: null,
  taskWaived: null,
  completed: '承办单位说已经办完',
  replied: '答复了您',
  feedbackGiven: '收到了评价',
  callbackFailed: '回访时没有联系上您',
  redone: '重新办理',
  closed: '办结',
  urged: null,
  progressCalled: '您来电询问，已告诉您进展并提醒承办人',
  supervised: '已督办：社区要求加快办理',
  escalated: '已提级：报给了社区督办员',
  helpersAsked: '已提级：请了共建单位或党员来帮忙',
  officeCalled: '已提级：报给了镇街和有关部门',
  offerAccepted: '已有人认领，前来帮忙',
  listed: '已挂牌督办，由负责人盯着办',
  unlisted: null,
  helpSoughtAgain: null,
  rungSkipped: null,
  offerSeen: null,
  offerDeclined: null,
  offersExpired: null,
  offerWithdrawn: null,
  helpConfirmed: null,
  helpReported: null,
  escalationAcknowledged: '已经有人在跟进',
  reclassified: null,
  returnRequested: null,
  returnGranted: '承办单位不归口，正在另找单位',
  designated: '指定由{unit}办理',
  extensionRequested: null,
  graceBegun: null,
  extensionGranted: '办理时间延长了，原因如下',
  parkRequested: null,
  parked: '暂时办不了，列入计划，说明如下',
  unparked: '重新开始办理',
  downgradeRequested: null,
  downgradeGranted: null,
  redoProposed: null,
  requestDenied: null,
  mediationBegun: '请人民调解员来调解',
  mediated: '调解结束，继续办理',
  councilCalled: '提交居民议事会商议',
  resolved: '居民议事会有了结果，继续办理',
  withdrawn: '您撤回了诉求',
  wentProactive: '您撤回了诉求；因为关系到安全，社区会继续处理',
  noted: null,
  warned: null,
  expired: '超过了承诺的时间',
  homeVisitRaised: '安排人上门看您',
  xinfangInformed: '告知您信访事项已受理',
  xinfangAnswered: '书面答复您的信访事项',
  xinfangExtensionRequested: null,
  xinfangExtensionDecided: '信访事项经批准延期办理',
  xinfangReviewRequested: '收到您的{stage}申请',
  xinfangReviewDecided: '作出了{stage}意见',
  rescheduled: '放假安排、办公时间或时限规定有变，办理期限已重新计算',
  shielded: null,
  violenceFound: null,
  policeReported: null,
  guardianConsented: null,
  mergeRequested: null,
  unmergeRequested: null,
  merged: '和别的住户反映的同一件事合在一起办',
  unmerged: '改为单独办理，期限不变',
  followed: null,
  childJoined: null,
  childLeft: null,
  gathered: '好几户都反映了这件事，已报社区督办员，并列入居民议事会的议题',
  archived: null,
};

/** Who is being asked now, by the rung; never by name. */
const askedNow: Record<Rung, string> = {
  1: '已自动督办：报给了社区督办员，由督办员盯着办。',
  2: '已提级：正在请共建单位来帮忙。',
  3: '已提级：正在请党员和服务队来帮忙。',
  4: '已提级：报给了镇街和有关部门，请他们到场解决。',
  5: '已提级：挂牌督办，由联席会议商定办法。',
};

/** What is being done about a promise that was broken. */
export function escalationText({ rung, helped }: { rung: number; helped: boolean }): string {
  if (helped) return '已提级：有人答应来帮忙了，承办单位继续负责到底。';
  return (askedNow as Record<number, string>)[rung] ?? '已自动督办：社区要求加快办理。';
}

/** The line of an event in the progress list. */
export function eventText(event: Pick<PublicEvent, 'kind' | 'unitName' | 'clock' | 'stage'>): string {
  const { kind, unitName, clock, stage } = event;
  if (kind === 'followed') return '这件事有了新的进展';
  if (kind === 'expired') return `超过了承诺的时间：${(clock && brokenPromises[clock]) ?? '没有按时办理'}`;
  const words = (eventTexts[kind] ?? '').replace('{unit}', unitName ?? '承办单位');
  return words.replace('{stage}', stage === null ? '复查（复核）' : stageNames[stage]);
}

export const actionButtons: Record<ResidentAction, string> = {
  infoGiven: '补充情况',
  feedback: '评价这次办理',
  redo: '没办好，要求重办',
  requestXinfangReview: '对答复不服，申请复查',
  withdraw: '撤回这件诉求',
};

export const satisfactionTexts: Record<Satisfaction, string> = {
  satisfied: '满意',
  mostlySatisfied: '基本满意',
  dissatisfied: '不满意',
};

/** What became of a suggestion; the reason follows in the reply. */
export const adoptionTexts = { adopted: '您的建议已采纳。', notAdopted: '您的建议没有采纳，原因如下。' } as const;

/** Thanks after an action, on the case's page. */
export const doneTexts: Record<ResidentAction, string> = {
  infoGiven: '您补充的情况已经收到，会接着办。',
  feedback: '谢谢，您的评价已经收到。',
  redo: '已经要求重办，会重新给您办理。',
  requestXinfangReview: '您的申请已经收到。',
  withdraw: '您的诉求已经撤回。',
};
