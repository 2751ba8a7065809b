import { describe, expect, test } from 'vitest';
import { hoursRows, hoursTrouble, quietOf, quietRow, quietTrouble, windowsOf } from '../../web/console/parts/hours.ts';
import { saidWindow } from '../../web/wording/helpers.ts';

describe('issue 4 §1 hours of helpers and stations as people fill them in', () => {
  test('windows come back as they were, a day’s end as midnight', () => {
    const windows = [
      { days: [1, 2, 3, 4, 5], from: 1110, to: 1260 },
      { days: [0, 6], from: 0, to: 1440 },
    ];
    expect(hoursRows(windows)[1]).toEqual({ days: [0, 6], from: '00:00', to: '00:00' });
    expect(windowsOf(hoursRows(windows))).toEqual(windows);
    expect(hoursTrouble(hoursRows(windows))).toBe(null);
  });

  test('days in a row are said as a span, others one by one', () => {
    const times = { from: 510, to: 1080 };
    expect(saidWindow({ days: [5, 1, 2, 3, 4], ...times })).toBe('周一至周五 08:30-18:00');
    expect(saidWindow({ days: [0, 6], ...times })).toBe('周六、周日 08:30-18:00');
    expect(saidWindow({ days: [0, 1, 2, 3, 4, 5, 6], ...times })).toBe('每天 08:30-18:00');
    expect(saidWindow({ days: [1, 3, 5], ...times })).toBe('周一、周三、周五 08:30-18:00');
  });

  test('what cannot be meant is said with its row', () => {
    const good = { days: [1], from: '09:00', to: '12:00' };
    expect(hoursTrouble([good, { ...good, days: [] }])).toBe('第 2 段：请选择星期几');
    expect(hoursTrouble([{ ...good, to: '' }])).toBe('请填写开始和结束时间');
    expect(hoursTrouble([{ ...good, from: '22:00', to: '07:00' }])).toMatch(/跨零点的请分成两段/);
  });

  test('quiet hours cross midnight, and are not of no length', () => {
    expect(quietOf(quietRow({ from: 1320, to: 420 }))).toEqual({ from: 1320, to: 420 });
    expect(quietOf(quietRow(null))).toBe(null);
    expect(quietTrouble({ from: '22:00', to: '22:00' })).toBe('开始和结束不能相同');
    expect(quietTrouble({ from: '22:00', to: '07:00' })).toBe(null);
  });
});
