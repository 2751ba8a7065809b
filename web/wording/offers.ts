// The words of the ladder: offers to helpers and their fates, and why a rung is passed over.
import type { RungReason } from '../../domain/appeal/types.ts';
import type { Ask, HelperKind, MatchPart, RejectReason } from '../../domain/matching/types.ts';
import type {
  HelpStage,
  OfferDeclineReason,
  OfferState,
  Route,
  SkipReason,
  WithdrawalReason,
} from '../../domain/words.ts';
import { clockLabels } from './labels.ts';

export const offerStateLabels: Record<OfferState, string> = {
  sent: '已发出',
  seen: '已查看',
  accepted: '已认领',
  declined: '已婉拒',
  lost: '他人已认领',
  expired: '到期未答复',
  withdrawn: '已收回',
};

export const offerDeclineReasonLabels: Record<OfferDeclineReason, string> = {
  noTime: '时间安排不开',
  notAble: '不具备所需条件',
  tooFar: '路途较远',
  concerned: '与此事有关，应当回避',
  other: '其他原因',
};

export const withdrawalReasonLabels: Record<WithdrawalReason, string> = {
  staff: '工作人员收回',
  causeGone: '事情已有着落，不再需要',
  caseOver: '诉求已经办结',
  recused: '诉求涉及对方，应当回避',
  outOfService: '对方已停用或退出',
};

export const helpStageLabels: Record<HelpStage, string> = { arrived: '已到场', working: '正在办', done: '已完成' };

/** What kind of helper somebody is, where no name is to be shown. */
export const helperKindLabels: Record<HelperKind, string> = {
  unit: '共建单位',
  member: '在职党员',
  team: '党员服务团队',
};

export const askLabels: Record<Ask, string> = { work: '出力办理', visit: '上门或电话沟通', supply: '出资出物' };

/** What each part of the match score stands for. */
export const matchPartLabels: Record<MatchPart, string> = {
  capability: '能力',
  distance: '远近',
  availability: '时间',
  headroom: '余力',
  response: '回应',
};

/** Why somebody of the directory is not asked. */
export const rejectReasonLabels: Record<RejectReason | 'askedBefore', string> = {
  wrongKind: '不属于这一级',
  otherCommunity: '不在本社区',
  notVerified: '尚未核实',
  suspended: '已停用',
  left: '已退出',
  noConsent: '未同意接收请求',
  notForMembers: '此事不向志愿者公开',
  recused: '应当回避',
  noCapability: '不具备所需能力',
  untrained: '没有所需培训',
  quietHours: '在其免打扰时段',
  offersFull: '待答复的请求已满',
  tasksFull: '手上的任务已满',
  coolingOff: '刚办完一件，正在休息',
  askedBefore: '这件事已请过',
};

export const routeLabels: Record<Route, string> = {
  works: '先请共建单位',
  labour: '先请在职党员',
  enforcement: '直接上报镇街/部门',
};

export const skipReasonLabels: Record<SkipReason, string> = {
  enforcement: '属法定或执法事项，直接上报',
  noneForCategory: '此类事项不设这一级',
  dispute: '矛盾纠纷不请志愿者介入',
  report: '举报事项不请志愿者介入',
  sensitive: '敏感事项不向志愿者公开',
  minor: '涉及未成年人，不向志愿者公开',
  noCandidate: '没有合适的对象',
  notAsked: '时限内未能完成匹配',
};

export const rungLabels: Record<number, string> = {
  1: '社区督办员',
  2: '共建单位',
  3: '在职党员/党员服务团队',
  4: '镇街/部门',
  5: '联席会议',
};

/** "1 级提级（社区督办员）". */
export function rungText(rung: number): string {
  const target = rungLabels[rung];
  return target ? `${rung} 级提级（${target}）` : `${rung} 级提级`;
}

/** Why a rung was raised: many households, a broken promise of the house, or the rung before it led to nothing. */
export function rungReasonText(reason: RungReason): string {
  if (reason === 'mass') return '群体性诉求';
  return reason === 'supervision' ? '上一级未能解决' : `${clockLabels[reason]}超期`;
}
