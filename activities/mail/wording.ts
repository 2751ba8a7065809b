// The words letters are made of: labels by identifier, and instants and spans as a person reads them.
import { hourMs, dayMs, minuteMs, shanghaiDate, shanghaiMinutes, weekday } from '../../domain/time/shanghai.ts';
import type { Instant } from '../../domain/time/types.ts';
import type { EventKind } from '../../domain/appeal/events.ts';
import type { AppealClass, ClockName, Outcome, State } from '../../domain/words.ts';

export const classLabels: Record<AppealClass, string> = {
  U0: 'U0 咨询',
  U1: 'U1 特急',
  U2: 'U2 紧急',
  U3: 'U3 一般',
  U4: 'U4 复杂/工程',
  MED: 'MED 纠纷',
};

export const stateLabels: Record<State, string> = {
  registered: '已登记，待受理',
  accepted: '已受理，待派单',
  dispatched: '已派单，待签收',
  handling: '处理中',
  awaitingResident: '待居民补充',
  handled: '已办结，待答复',
  replied: '已答复，待回访',
  closed: '已结案',
  declined: '不予受理',
  transferredOut: '已转出',
  withdrawn: '已撤回',
};

export const outcomeLabels: Record<Outcome, string> = {
  solved: '已解决',
  explained: '已解释说明',
  unsolved: '未解决',
  unreachable: '联系不上诉求人',
  noFeedback: '多次回访未果',
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
  feedback: '回访',
  residentAnswer: '居民补充',
  reopen: '重办期',
};

/** What has been done in a case, for "tried so far"; null: nothing that was tried. */
export const triedLabels: Record<EventKind, string | null> = {
  registered: '登记',
  resumed: null,
  accepted: '受理',
  declined: '不予受理',
  transferredOut: '转出',
  answeredNow: '当场答复',
  dispatched: '派单',
  redispatched: '改派',
  signed: '承办人签收',
  contacted: '联系诉求人',
  infoNeeded: '请居民补充',
  infoGiven: '居民已补充',
  taskCompleted: '协办完成',
  taskWaived: '协办免除',
  completed: '办结',
  replied: '答复',
  feedbackGiven: '回访',
  callbackFailed: '回访未接通',
  redone: '重办',
  closed: '结案',
  urged: '催办',
  supervised: '督办',
  escalated: '提级',
  escalationAcknowledged: '督办已签收',
  reclassified: '调整类别',
  withdrawn: '撤回',
  wentProactive: '转为主动办理',
  noted: '记录',
  warned: '到期预警',
  expired: '超期',
  homeVisitRaised: '安排上门',
  archived: null,
};

/** As in '11月24日(星期二)18:00', Shanghai time; with the year where it is not the year of `now`. */
export function whenText(at: Instant, now: Instant): string {
  const date = shanghaiDate(at);
  const [year = '', month = '', day = ''] = date.split('-');
  const minutes = Math.floor(shanghaiMinutes(at));
  const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  const withYear = year === shanghaiDate(now).slice(0, 4) ? '' : `${year}年`;
  return `${withYear}${Number(month)}月${Number(day)}日(星期${'日一二三四五六'.charAt(weekday(date))})${time}`;
}

/** A span in its two largest units: '3天4小时', '2小时5分钟', '不足1分钟'. */
export function spanText(ms: number): string {
  if (ms < minuteMs) return '不足1分钟';
  const days = Math.floor(ms / dayMs);
  const hours = Math.floor((ms % dayMs) / hourMs);
  const minutes = Math.floor((ms % hourMs) / minuteMs);
  const parts: [number, string][] =
    days > 0
      ? [
          [days, '天'],
          [hours, '小时'],
        ]
      : [
          [hours, '小时'],
          [minutes, '分钟'],
        ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
