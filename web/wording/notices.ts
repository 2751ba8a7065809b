// The kinds and fates of notices in words.
import type { NoticeState } from '../../contracts/notices.ts';
import type { NoticeKind } from '../../domain/appeal/notices.ts';

export const noticeKindLabels: Record<NoticeKind, string> = {
  handlingOverdue: '处理超期',
  replyOverdue: '答复超期',
  signingOverdue: '签收超期',
  feedbackOverdue: '反馈超期',
  acceptanceOverdue: '受理超期',
  dispatchOverdue: '派单超期',
  supervisionSilent: '督办无回应',
  urged: '催办',
  supervised: '督办',
  warning: '临期提醒',
  dissatisfied: '已解决但不满意',
  urgentTurn: '紧急待办',
  dutyGap: '无人值班',
  otherListed: '“其他”类清单',
  homeVisit: '上门走访',
  xinfangOverdue: '信访超期',
  xinfangAsked: '信访待审批',
  xinfangInformed: '信访受理告知',
  xinfangExtended: '信访延期告知',
  xinfangReviewed: '复查复核告知',
  listed: '挂牌督办',
  officeCalled: '吹哨函',
  offer: '请求协助',
  offerLost: '已有人认领',
  offerWithdrawn: '请求收回',
  helperAccepted: '有人认领',
  helpConfirmed: '协助已确认',
  helperDone: '协助完成',
  answerReminder: '提醒补充信息',
  registered: '登记告知',
  replied: '答复告知',
  closed: '结案告知',
  massGathered: '群体性诉求',
  merged: '并案告知',
  unmerged: '恢复单独办理告知',
};

export const noticeStateLabels: Record<NoticeState, string> = {
  waiting: '待发',
  sent: '已发',
  failed: '失败',
  dropped: '无收件人',
  moot: '已办不发',
};
