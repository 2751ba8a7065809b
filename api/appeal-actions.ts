// One route per action on an appeal, all made alike from the table of payloads.
import { z } from 'zod';
import { actionAnswer, actionBody, type ActionPayload } from '../contracts/appeal-actions.ts';
import { appealNo } from '../contracts/base.ts';
import { actionNames, type ActionName } from '../domain/words.ts';
import { sendAction } from './case-door.ts';
import { route, type Route } from './handle.ts';
import { requireScope } from './scope.ts';

const params = z.strictObject({ no: appealNo });

const summaries: Record<ActionName, string> = {
  accept: '受理',
  decline: '不予受理',
  transferOut: '转出',
  answerNow: '当场答复（咨询）',
  dispatch: '派单',
  redispatch: '改派',
  sign: '签收',
  contact: '记录与诉求人的联系',
  needInfo: '请诉求人补充',
  infoGiven: '记录诉求人的补充',
  completeTask: '办完协办任务',
  waiveTask: '免除协办任务',
  complete: '办结',
  reply: '答复',
  feedback: '记录反馈',
  callbackFailed: '记录一次未接通的回访',
  redo: '重办',
  urge: '催办',
  progressCall: '记录来电催问：已答复进度，并提醒现在该办的人',
  supervise: '督办',
  list: '挂牌督办',
  unlist: '解除由督办员或书记（主任）作出的挂牌督办',
  acknowledgeEscalation: '签收督办',
  seeOffer: '查看请求（单位、党员）',
  claimOffer: '认领请求（单位、党员）',
  declineOffer: '婉拒请求（单位、党员）',
  withdrawOffer: '收回请求',
  confirmHelp: '确认由其协助',
  reportHelp: '报告协助进展（单位、党员）',
  reclass: '调整等级',
  requestReturn: '申请退单',
  decideReturn: '审批退单',
  designate: '指定承办单位',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  requestPark: '申请挂账',
  decidePark: '审批挂账',
  unpark: '销账，恢复办理',
  requestDowngrade: '申请降级',
  decideDowngrade: '审批降级',
  decideRedo: '决定是否重办（已解决但不满意）',
  toMediation: '转人民调解',
  mediated: '记录调解结果',
  toCouncil: '转居民议事会',
  resolved: '记录议事会决议',
  withdraw: '撤回',
  note: '内部备注',
  informXinfang: '告知信访受理情况',
  requestXinfangExtension: '申请信访办结延期（一次）',
  decideXinfangExtension: '决定信访办结延期（另一人）',
  requestXinfangReview: '申请复查，对复查意见不服的申请复核',
  decideXinfangReview: '作出复查、复核意见',
  requestMerge: '申请并案（并入主件）',
  decideMerge: '审批并案（另一人）',
  requestUnmerge: '申请恢复单独办理',
  decideUnmerge: '审批恢复单独办理（另一人）',
  findViolence: '发现有人遭受或疑似遭受伤害：转特急，须立即报警',
  reportToPolice: '记录报警情况',
  recordConsent: '补记监护人同意（诉求人未满 14 周岁）',
  shield: '回避：所涉单位、人员从此看不到也接不到',
};

export const actionRoutes: readonly Route[] = actionNames.map((action) =>
  route(
    {
      method: 'post',
      path: `/appeals/:no/actions/${action}`,
      tag: '办理',
      summary: summaries[action],
      access: 'session',
      params,
      body: actionBody(action),
      keyed: true,
      answer: actionAnswer,
      refusals: ['wrongState', 'stale', 'notPermitted', 'notYourCase', 'sameKeyOtherBody', 'unavailable'],
    },
    async ({ deps, person, params: { no }, body, key }) => {
      const { seq, ...payload } = body;
      return sendAction(deps, {
        no,
        action,
        // What the schema of this action let through.
        payload: payload as ActionPayload<typeof action>,
        callerKey: key,
        seq,
        by: person,
        scope: requireScope(person),
      });
    },
  ),
);
