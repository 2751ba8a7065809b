// Instants, lengths and limits as people say them, always in Shanghai's time (domain/time/shanghai.ts).
import { shanghaiDate, shanghaiDay, weekday, shanghaiMinutes, weekdayOfDay } from '../../domain/time/shanghai.ts';
import type { Duration, Instant } from '../../domain/time/types.ts';
import { durationUnitLabels } from './labels.ts';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "18:00". */
export function clockTime(at: Instant): string {
  const minutes = Math.floor(shanghaiMinutes(at));
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "10月8日（星期四）"; with the year when it is not that of `now`. */
export function dateText(at: Instant, now: Instant): string {
  return `${dayText(at, now)}（星期${weekdays[weekdayOfDay(shanghaiDay(at))]}）`;
}

/** "10月8日（星期四）18:00". */
export function instantText(at: Instant, now: Instant): string {
  return `${dateText(at, now)}${clockTime(at)}`;
}

/** Short enough for a table: "今天 18:00", "明天 08:30", "10月8日 18:00", "2025年10月8日 18:00". */
export function shortInstant(at: Instant, now: Instant): string {
  const days = shanghaiDay(at) - shanghaiDay(now);
  const named = { [-1]: '昨天', 0: '今天', 1: '明天' }[days];
  return `${named ?? dayText(at, now)} ${clockTime(at)}`;
}

/** "10月8日 18:00:05": where seconds matter (timelines of short limits, developers). */
export function exactInstant(at: Instant, now: Instant): string {
  const seconds = Math.floor((shanghaiMinutes(at) * 60) % 60);
  return `${dayText(at, now)} ${clockTime(at)}:${String(seconds).padStart(2, '0')}`;
}

/** A date of the calendar, 'YYYY-MM-DD', as "10月8日 周四". */
export function calendarDay(date: string): string {
  const [, month = '', day = ''] = date.split('-');
  return `${Number(month)}月${Number(day)}日 周${weekdays[weekday(date)]}`;
}

/** A length in its two largest units: "1天2小时", "3小时", "12分钟", "40秒". */
export function lengthText(ms: number): string {
  const whole = Math.max(0, ms);
  const parts: [number, string][] = [
    [Math.floor(whole / dayMs), '天'],
    [Math.floor((whole % dayMs) / hourMs), '小时'],
    [Math.floor((whole % hourMs) / minuteMs), '分钟'],
    [Math.floor((whole % minuteMs) / 1000), '秒'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0秒';
  // Under an hour one unit is enough.
  const shown = first >= 2 ? parts.slice(first, first + 1) : parts.slice(first, first + 2);
  return shown
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('');
}

/** "剩 3小时" or "超期 1天2小时". */
export function countdownText(dueAt: Instant, now: Instant): string {
  return dueAt >= now ? `剩 ${lengthText(dueAt - now)}` : `超期 ${lengthText(now - dueAt)}`;
}

/** "5 个工作日", "4 工作小时", "30 分钟". */
export function durationText({ value, unit }: Duration): string {
  return `${value} ${durationUnitLabels[unit]}`;
}

function dayText(at: Instant, now: Instant): string {
  const [year = '', month = '', day = ''] = shanghaiDate(at).split('-');
  const plain = `${Number(month)}月${Number(day)}日`;
  return year === shanghaiDate(now).slice(0, 4) ? plain : `${year}年${plain}`;
}
