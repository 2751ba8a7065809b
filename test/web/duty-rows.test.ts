// The rows of a roster under the hand, before anything is saved.
import { describe, expect, test } from 'vitest';
import {
  decoded,
  fromWeekBefore,
  gapsOf,
  newRow,
  rowsForGaps,
  rowsFromCsv,
  spanOfRow,
  type Row,
} from '../../web/console/duty/rows.ts';
import { at } from '../domain/time/cast.ts';

const people = [
  { id: 'u1', name: '周小梅', username: 'grid' },
  { id: 'u2', name: '孙丽娟', username: 'office' },
  { id: 'u3', name: '孙丽娟', username: 'office2' },
];
const brief = (rows: Row[]) => rows.map(({ date, from, to, userId }) => `${date} ${from}-${to} ${userId}`.trim());
const row = (date: string, from = '18:00', to = '08:30', userId = 'u1') => newRow({ date, from, to, userId });

describe('gaps under the hand', () => {
  const weekend = { from: at('2026-11-27 18:00'), to: at('2026-11-30 08:30') };

  test('are cut into nights and days where the watch usually changes', () => {
    expect(brief(rowsForGaps([weekend], '2026-11'))).toEqual([
      '2026-11-27 18:00-08:30',
      '2026-11-28 08:30-08:30',
      '2026-11-29 08:30-08:30',
    ]);
    expect(brief(rowsForGaps([{ from: at('2026-11-30 18:00'), to: at('2026-12-01 00:00') }], '2026-11'))).toEqual([
      '2026-11-30 18:00-00:00',
    ]);
  });

  test('are gone once a row covers them, before anything is saved', () => {
    const rows = rowsForGaps([weekend], '2026-11');
    expect(gapsOf([weekend], rows)).toEqual([]);
    expect(gapsOf([weekend], rows.slice(1))).toEqual([{ from: weekend.from, to: at('2026-11-28 08:30') }]);
    expect(spanOfRow(newRow({ date: '', from: '18:00', to: '08:30' }))).toBeNull();
  });
});

describe('the week before', () => {
  test('is copied day by day, not over what stands and not into the past', () => {
    const rows = [row('2026-11-16'), row('2026-11-17'), row('2026-11-24', '20:00', '23:00', 'u2')];
    expect(brief(fromWeekBefore('2026-11-23', rows, [], '2026-11', 0))).toEqual(['2026-11-23 18:00-08:30 u1']);
    expect(fromWeekBefore('2026-11-23', rows, [], '2026-11', at('2026-11-23 18:00'))).toEqual([]);
  });

  test('of a month’s first week is partly in the month before', () => {
    const copied = fromWeekBefore('2026-11-30', [], [row('2026-11-24')], '2026-12', 0);
    expect(brief(copied)).toEqual(['2026-12-01 18:00-08:30 u1']);
  });
});

describe('a CSV file', () => {
  test('is read with its head, by name or user name, in several ways of writing', () => {
    const text =
      '日期,开始,结束,值班人,替补\r\n2026-12-05,18:00,8:30,周小梅,office\n2026年12月6日，8：30，24:00，grid，\n\n';
    const { rows, errors } = rowsFromCsv(text, people, '2026-12');
    expect(errors).toEqual([]);
    expect(brief(rows)).toEqual(['2026-12-05 18:00-08:30 u1', '2026-12-06 08:30-00:00 u1']);
    expect(rows.map(({ backupId }) => backupId)).toEqual(['u2', null]);
  });

  test('says line by line what it cannot take, and takes the rest', () => {
    const text =
      '2026-12-05,18:00,08:30,孙丽娟\n12月,18,8,李四,王五\n2026-11-30,18:00,08:30,grid\n2026-12-07,18:00,08:30,grid';
    const { rows, errors } = rowsFromCsv(text, people, '2026-12');
    expect(brief(rows)).toEqual(['2026-12-07 18:00-08:30 u1']);
    expect(errors).toEqual([
      '第 1 行：没有叫“孙丽娟”的人，或重名（请写用户名）',
      '第 2 行：日期“12月”看不懂，请写作 2026-12-05；时间“18–8”看不懂，请写作 18:00；没有叫“李四”的人，或重名（请写用户名）；没有叫“王五”的替补，或重名（请写用户名）',
      '第 3 行：2026-11-30 不在本月',
    ]);
  });

  test('may be written in GB 18030, as spreadsheets do', () => {
    const bytes = new Uint8Array([0xd6, 0xdc, 0xd0, 0xa1, 0xc3, 0xb7]).buffer;
    expect(decoded(bytes)).toBe('周小梅');
    expect(decoded(new TextEncoder().encode('周小梅').buffer)).toBe('周小梅');
  });
});
