import { describe, expect, it } from 'vitest';
import {
  countdownText,
  dateText,
  durationText,
  instantText,
  lengthText,
  shortInstant,
} from '../../web/wording/times.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-24T16:00:00');
const hour = 3_600_000;

describe('times in words', () => {
  it('a date has its weekday, and its year only when it is another', () => {
    expect(dateText(at('2026-12-01T18:00'), now)).toBe('12月1日（星期二）');
    expect(instantText(at('2027-01-04T08:30'), now)).toBe('2027年1月4日（星期一）08:30');
  });

  it('is told in Shanghai, around its midnight', () => {
    expect(shortInstant(Date.parse('2026-11-24T15:59:59Z'), now)).toBe('今天 23:59');
    expect(shortInstant(Date.parse('2026-11-24T16:00:00Z'), now)).toBe('明天 00:00');
    expect(shortInstant(at('2026-11-23T09:05'), now)).toBe('昨天 09:05');
  });

  it('a length has its two largest units, and one below the hour', () => {
    expect(lengthText(26 * hour)).toBe('1天2小时');
    expect(lengthText(24 * hour)).toBe('1天');
    expect(lengthText(3 * hour)).toBe('3小时');
    expect(lengthText(1.5 * hour)).toBe('1小时30分钟');
    expect(lengthText(12 * 60_000 + 30_000)).toBe('12分钟');
    expect(lengthText(40_000)).toBe('40秒');
    expect(lengthText(-1)).toBe('0秒');
  });

  it('a countdown says what is left, then by how much it is overdue', () => {
    expect(countdownText(now + 3 * hour, now)).toBe('剩 3小时');
    expect(countdownText(now - 26 * hour, now)).toBe('超期 1天2小时');
  });

  it('a limit has its unit', () => {
    expect(durationText({ value: 5, unit: 'workingDay' })).toBe('5 个工作日');
    expect(durationText({ value: 4, unit: 'workingHour' })).toBe('4 工作小时');
  });
});
