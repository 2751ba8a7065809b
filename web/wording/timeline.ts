// The timeline in sentences: who did what, in plain Chinese, from an entry's own small facts.
import type { TimelineEntry } from '../../contracts/timeline.ts';
import type { EventKind } from '../../domain/appeal/events.ts';
import type { RungReason } from '../../domain/appeal/types.ts';
import { overlayClocks } from '../../domain/words.ts';
import { afterParkingLabels, mediationResultLabels, requestLabels } from './decisions.ts';
import {
  adoptionLabels,
  classLabels,
  clockLabels,
  consentWayLabels,
  declineReasonLabels,
  durationUnitLabels,
  halfLabels,
  outcomeLabels,
  replyChannelLabels,
  roleLabels,
  satisfactionLabels,
  typeLabels,
  victimLabels,
} from './labels.ts';
import { revisionKindLabels } from './policies.ts';
import {
  helpStageLabels,
  offerDeclineReasonLabels,
  skipReasonLabels,
  withdrawalReasonLabels,
  routeLabels,
  rungText,
  rungReasonText,
} from './offers.ts';
import { instantText } from './times.ts';

type Facts = TimelineEntry['facts'];
/** Names for the unit ids an entry mentions. */
export type UnitNames = (id: string) => string;
type Sentence = (facts: Facts, entry: TimelineEntry, unit: UnitNames) => string;

const sentences: Record<EventKind, Sentence> = {
  registered: () => '登记诉求，各项时限开始计算',
  resumed: () => '流程从记录恢复，状态与剩余时限不变',
  accepted: (facts) => `受理：${word(typeLabels, facts.type)}，${word(classLabels, facts.class)}`,
  declined: (facts) => `不予受理：${word(declineReasonLabels, facts.reason)}`,
  transferredOut: (facts) => `转出，去向：${text(facts.to)}`,
  answeredNow: (facts) => `即时答复（${word(replyChannelLabels, facts.channel)}）`,
  dispatched: (facts, { tasks }, unit) =>
    `派单，主办：${unit(text(facts.unitId))}${tasks.length > 0 ? `，协办：${tasks.map((task) => unit(task.unitId)).join('、')}` : ''}`,
  redispatched: (facts, _entry, unit) => `改派，主办：${unit(text(facts.unitId))}`,
  signed: () => '签收，开始处理',
  contacted: (facts) => `已联系诉求人（${word(replyChannelLabels, facts.way)}）`,
  infoNeeded: () => '请居民补充情况，处理时限暂停',
  infoGiven: (_facts, { actor }) =>
    actor.role === 'system' ? '补充期限已到，继续处理，处理时限恢复计算' : '已补充情况，处理时限恢复计算',
  taskCompleted: () => '协办任务完成',
  taskWaived: () => '免除协办任务',
  completed: (_facts, { evidence }) => `办结${evidence.length > 0 ? `，附佐证 ${evidence.length} 份` : ''}`,
  replied: (facts) =>
    `答复诉求人（${word(replyChannelLabels, facts.channel)}）${facts.adopted === undefined ? '' : `，建议${adoptionLabels[facts.adopted === true ? 'adopted' : 'notAdopted']}`}`,
  feedbackGiven: (facts) =>
    `反馈：${facts.contacted ? '已联系' : '未联系'}，${facts.solved ? '已解决' : '未解决'}，${word(satisfactionLabels, facts.satisfaction)}${facts.acceptsExplanation ? '，接受解释' : ''}`,
  callbackFailed: (facts) => `回访未接通（${word(replyChannelLabels, facts.way)}）`,
  redone: (facts) => {
    const why = { feedback: '居民反馈未解决，', decision: '经审批决定，' }[text(facts.reason)] ?? '';
    return `${why}重办，时限重新计算`;
  },
  closed: (facts) => `结案：${word(outcomeLabels, facts.outcome)}`,
  urged: (facts, { actor }) =>
    actor.role === 'system' && facts.clock ? `因${word(clockLabels, facts.clock)}超期，自动催办` : '催办',
  progressCalled: () => '诉求人来电催问，已答复进度并提醒承办',
  supervised: (facts, { actor }) =>
    actor.role === 'system' && facts.clock ? `因${word(clockLabels, facts.clock)}超期，转入督办` : '督办',
  escalated: (facts, { clocks }) =>
    clocks.length > 0
      ? `${rungText(Number(facts.rung))}，原因：${rungReasonText(text(facts.reason) as RungReason)}`
      : `${rungText(Number(facts.rung))}增加原因：${rungReasonText(text(facts.reason) as RungReason)}`,
  escalationAcknowledged: (facts) => `${rungText(Number(facts.rung))}已确认，开始计算处置时限`,
  rungSkipped: (facts) => `跳过${rungText(Number(facts.rung))}：${word(skipReasonLabels, facts.reason)}`,
  helpersAsked: (facts, { offers }) => `${rungText(Number(facts.rung))}：请求 ${offers.length} 方协助`,
  officeCalled: () => '吹哨：已致函镇街/部门',
  offerSeen: () => '已查看请求',
  offerAccepted: () => '认领，前来协助；承办单位责任不变',
  offerDeclined: (facts) => `婉拒：${word(offerDeclineReasonLabels, facts.reason)}`,
  offersExpired: (facts) => `${rungText(Number(facts.rung))}：请求到期无人答复`,
  offerWithdrawn: (facts) => `请求收回：${word(withdrawalReasonLabels, facts.reason)}`,
  helpConfirmed: () => '确认由其协助，可见联系方式（已记录）',
  helpReported: (facts) => `协助进展：${word(helpStageLabels, facts.stage)}`,
  listed: (_facts, { actor }) => (actor.role === 'system' ? '挂牌督办，列入联席会议议程' : '挂牌督办'),
  unlisted: () => '解除挂牌督办',
  helpSoughtAgain: (facts) => `恢复单独办理，${rungText(Number(facts.rung))}原来的请求已经收回，重新求助，时限重新计算`,
  reclassified: (facts) => `紧急程度调整为${word(classLabels, facts.class)}`,
  returnRequested: () => '申请退单，等待审批；居民的处理时限不停',
  returnGranted: () => '同意退单，重新派单',
  designated: (facts, { clocks }, unit) =>
    `指定由${unit(text(facts.unitId))}承办，不得退单${clocks.length > 0 ? '' : '（承办时限不变）'}`,
  extensionRequested: (facts) => `申请延期 ${length(facts)}`,
  graceBegun: (facts) =>
    `处理时限已到，延期尚未审批，最迟等到${typeof facts.until === 'string' ? instantText(Date.parse(facts.until), Date.parse(facts.until)) : '—'}；届时未批即不予延期并记为超期`,
  extensionGranted: (facts) => `同意延期 ${length(facts)}，不算超期`,
  parkRequested: (facts) => `申请挂账，${length(facts)}内复查，到期${word(afterParkingLabels, facts.after)}`,
  parked: (facts) => `同意挂账，处理时限暂停；到期${word(afterParkingLabels, facts.after)}`,
  unparked: (facts, { actor }) =>
    `${actor.role === 'system' ? '挂账到期' : '销账'}，${word(afterParkingLabels, facts.to)}，时限恢复计算`,
  downgradeRequested: (facts) => `申请将紧急程度降为${word(classLabels, facts.class)}`,
  downgradeGranted: (facts) => `同意将紧急程度降为${word(classLabels, facts.class)}`,
  redoProposed: () => '已解决但居民不满意，提请督办员决定是否重办',
  requestDenied: (facts, { actor }) =>
    actor.role === 'system'
      ? `${word(requestLabels, facts.request)}逾期未审批，按未同意处理`
      : `未同意${word(requestLabels, facts.request)}`,
  mediationBegun: () => '双方均不拒绝，转人民调解，处理时限照常计算',
  mediated: (facts) => `调解结束：${word(mediationResultLabels, facts.result)}`,
  councilCalled: () => '列入居民议事会议题，处理时限照常计算',
  resolved: (_facts, { tasks }, unit) =>
    `议事会作出决议，恢复处理${tasks.length > 0 ? `；交办：${tasks.map((task) => unit(task.unitId)).join('、')}` : ''}`,
  withdrawn: () => '诉求人撤回',
  wentProactive: () => '诉求人撤回；涉及安全，转为主动治理继续办理',
  violenceFound: (facts) => `发现有人遭受或疑似遭受伤害（${word(victimLabels, facts.victim)}），须立即报警`,
  policeReported: (facts) =>
    facts.result === 'adultDeclines' ? '已告知报警和求助途径，成年受害人本人不愿报警' : '已向公安机关报警',
  guardianConsented: (facts) => `监护人${word(consentWayLabels, facts.way)}`,
  noted: () => '内部备注',
  warned: (facts) =>
    facts.clock === 'residentAnswer'
      ? '提醒居民补充情况'
      : overlayClocks.some((each) => each === facts.clock)
        ? `${word(clockLabels, facts.clock)}法定期限临近，提醒责任人`
        : `${word(clockLabels, facts.clock)}时限已用去八成，提醒责任人`,
  expired: (facts) =>
    `${facts.clock === 'supervision' && facts.half ? `督办${word(halfLabels, facts.half)}` : word(clockLabels, facts.clock)}时限届满${facts.clock === 'residentAnswer' || facts.clock === 'reopen' ? '' : '，未办，记为超期'}`,
  homeVisitRaised: (_facts, _entry, unit) =>
    `联系不上诉求人，安排上门走访${_facts.unitId ? `：${unit(text(_facts.unitId))}` : ''}`,
  xinfangAnswered: (facts) => `并案期间书面答复诉求人（${word(replyChannelLabels, facts.channel)}）`,
  xinfangInformed: (facts) => `告知信访事项受理情况（${word(replyChannelLabels, facts.way)}）`,
  xinfangExtensionRequested: () => '申请信访办结延期，待另一人决定',
  xinfangExtensionDecided: (facts) => (facts.approved ? '批准信访办结延期，告知诉求人' : '不批准信访办结延期'),
  xinfangReviewRequested: (facts) => `诉求人申请${facts.stage === 'reReview' ? '复核' : '复查'}`,
  xinfangReviewDecided: (facts) =>
    `${facts.stage === 'reReview' ? '复核' : '复查'}意见：${facts.upheld ? '维持原处理意见' : '原处理意见需要改正'}`,
  rescheduled: (facts, { moved }) =>
    `${word(revisionKindLabels, facts.change)}有变，在办时限按新安排重新计算${moved.length > 0 ? '' : '，时限没有变化'}${facts.route ? `；求助顺序改为：${word(routeLabels, facts.route)}` : ''}`,
  shielded: () => '所涉单位、人员回避：从此看不到、也接不到这件诉求',
  mergeRequested: (facts) => `申请并入 ${text(facts.into)}`,
  unmergeRequested: () => '申请退出主件，恢复单独办理',
  merged: (facts) => `并入主件 ${text(facts.into)}，随主件办理；本件时限照旧计算`,
  unmerged: (facts) =>
    ({
      decided: `退出主件 ${text(facts.from)}，恢复单独办理，时限不变`,
      refused: `主件 ${text(facts.from)} 已结束或回避对象不同，未能并入，恢复单独办理`,
      shielded: `回避对象与主件 ${text(facts.from)} 不同，退出主件，恢复单独办理`,
      answered: `已书面答复，随主件 ${text(facts.from)} 单独结案，复查期限另行计算`,
      answerOwed: `主件 ${text(facts.from)} 已归档，本件的书面答复还没有作出，恢复单独办理，时限不变`,
      masterEnded: `主件 ${text(facts.from)} 未作答复即结束，恢复单独办理`,
    })[text(facts.reason)] ?? '恢复单独办理',
  followed: (facts) =>
    facts.what === 'closed'
      ? `主件 ${text(facts.master)} 结案：${word(outcomeLabels, facts.outcome)}，已告知诉求人`
      : facts.what === 'replied'
        ? `主件 ${text(facts.master)} 已答复，已告知诉求人`
        : `主件 ${text(facts.master)} 重办`,
  childJoined: (facts) => `诉求 ${text(facts.child)} 并入本件`,
  childLeft: (facts) => `诉求 ${text(facts.child)} 退出，恢复单独办理`,
  gathered: (facts) =>
    facts.reason === 'list'
      ? `联名诉求，共 ${text(facts.households)} 人，列为群体性诉求和议事会议题`
      : `七日内同小区同类诉求已有 ${text(facts.households)} 户，列为群体性诉求和议事会议题${facts.master ? `，建议并入 ${text(facts.master)}` : '，建议以本件为主件'}`,
  archived: () => '重办窗口结束，归档',
};

/** What happened, in one sentence without who and when. */
export function sentenceOf(entry: TimelineEntry, unit: UnitNames): string {
  // A kind that a newer server has learnt is shown by its name rather than not at all.
  const sentence = sentences[entry.kind] as Sentence | undefined;
  return sentence ? sentence(entry.facts, entry, unit) : entry.kind;
}

/** "张敏（承办人，双塔物业）", "系统". */
export function actorOf({ actor }: TimelineEntry): string {
  if (actor.role === 'system') return roleLabels.system;
  if (actor.role === 'resident') return roleLabels.resident;
  const post = [roleLabels[actor.role], actor.unitName].filter(Boolean).join('，');
  return actor.name ? `${actor.name}（${post}）` : post;
}

/** "5 个工作日", from the facts that the API takes from a length. */
function length(facts: Facts): string {
  return `${text(facts.lengthValue)} ${word(durationUnitLabels, facts.lengthUnit)}`;
}

function text(value: Facts[string] | undefined): string {
  return value === null || value === undefined ? '—' : String(value);
}

function word(labels: Record<string, string>, value: Facts[string] | undefined): string {
  return labels[text(value)] ?? text(value);
}
