// The limits of a policy, and what can be revised, in words.
import type { LimitName } from '../../domain/policy/types.ts';
import type { RevisionKind } from '../../domain/words.ts';

export const limitLabels: Record<LimitName, string> = {
  acceptance: '受理',
  dispatch: '派单',
  signing: '签收',
  contact: '首次联系',
  handling: '处理',
  reply: '答复',
  supervision: '督办',
  feedback: '反馈',
  residentRemind: '提醒居民补充',
  residentAnswer: '居民补充期限',
  reopen: '重办窗口',
  redo: '重办处理',
  returnRequest: '申请退单期限',
  returnDecision: '退单审批',
  extension: '延期上限（合计）',
  extensionGrace: '延期到期未批的宽限',
  parkReview: '挂账复查（最长）',
  policeReport: '报警（有人受伤害）',
  guardianConsent: '补记监护人同意（紧急登记后）',
  xinfangInform: '信访告知',
  xinfangClose: '信访办结',
  xinfangExtend: '信访延期',
  xinfangRequest: '申请复查（复核）期限',
  xinfangReview: '信访复查',
  xinfangReReview: '信访复核',
};

export const revisionKindLabels: Record<RevisionKind, string> = {
  calendar: '放假安排',
  officeHours: '办公时间',
  policy: '时限政策',
};
