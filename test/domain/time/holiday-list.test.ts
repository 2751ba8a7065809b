import { describe, expect, test } from 'vitest';
import { calendarWindow, isWorkingDay, missingYears } from '../../../domain/time/calendar.ts';
import { calendarChanges, readHolidayCsv, readHolidayJson, withLists } from '../../../domain/time/holiday-list.ts';
import { calendar } from './cast.ts';

const json = (value: unknown) => readHolidayJson(JSON.stringify(value));
const day = (date: string, isOffDay: boolean, name = '元旦') => ({ name, date, isOffDay });
const faults = ({ problems }: ReturnType<typeof json>) => problems.map(({ row, fault }) => `${row} ${fault}`);

describe("§3.3 the State Council's list", () => {
  test('is read in the public JSON form', () => {
    const { lists, problems } = json({
      $schema: 'https://example.org/schema.json',
      year: 2027,
      papers: ['https://www.gov.cn/x.htm'],
      days: [day('2027-01-01', true), day('2027-01-31', false, '春节')],
    });
    expect(problems).toEqual([]);
    expect(lists).toEqual([
      {
        year: 2027,
        papers: ['https://www.gov.cn/x.htm'],
        days: [day('2027-01-01', true), day('2027-01-31', false, '春节')],
      },
    ]);
  });

  test.each([
    ['name,date,isOffDay\n元旦,2027-01-01,true\n春节,2027-01-31,false\n'],
    ['\uFEFF日期,名称,是否休息\r\n2027/1/1,元旦,休\r\n2027/1/31,春节,班\r\n'],
    ['元旦,2027-01-01,1\n春节,2027.1.31,0'],
  ])('is read as CSV as well, with a heading or without, as Excel writes dates', (text) => {
    const { lists, problems } = readHolidayCsv(text);
    expect(problems).toEqual([]);
    expect(lists[0]?.year).toBe(2027);
    expect(lists[0]?.days).toEqual([day('2027-01-01', true), day('2027-01-31', false, '春节')]);
  });

  test('every row that is wrong is named, with what is wrong with it', () => {
    const read = json({
      year: 2027,
      days: [
        day('2027-01-01', true),
        day('2027-13-01', true),
        day('2027-01-01', true),
        { name: '春节', date: '2027-02-06', isOffDay: 'yes' },
        day('2030-01-01', true),
        day('2027-02-01', false),
      ],
    });
    expect(faults(read)).toEqual(['2 notADate', '3 twice', '4 notAFlag', '5 otherYear', '6 workdayOnWeekday']);
    expect(faults(readHolidayJson('not json'))).toEqual(['0 notJson']);
    expect(faults(json({ days: [] }))).toEqual(['0 noYear']);
    expect(faults(json({ year: 2027, days: [] }))).toEqual(['0 noDays']);
    expect(faults(readHolidayCsv('名称,日期\n元旦,2027-01-01'))).toEqual(['0 noColumns']);
    expect(faults(readHolidayCsv('name,date,isOffDay\n元旦,一月一日,true'))).toEqual(['0 noYear']);
  });

  test('replaces its own year and leaves the others as they are; the changes are listed day by day', () => {
    const list = { year: 2027, papers: [], days: [day('2027-01-01', true), day('2027-01-31', false)] };
    const next = withLists(calendar, [list], 'CN-2027-1');
    expect(next.knownYears).toEqual([...calendar.knownYears, 2027]);
    expect(calendarChanges(calendar, next)).toEqual([
      { date: '2027-01-01', from: 'usual', to: 'holiday' },
      { date: '2027-01-31', from: 'usual', to: 'workday' },
    ]);
    expect([isWorkingDay('2027-01-01', next), isWorkingDay('2027-01-31', next)]).toEqual([false, true]);
    const again = withLists(next, [{ ...list, days: [day('2027-01-04', true)] }], 'CN-2027-2');
    expect(again.holidays.filter((date) => date.startsWith('2027'))).toEqual(['2027-01-04']);
    expect(again.workdays.filter((date) => date.startsWith('2027'))).toEqual([]);
    expect(again.holidays.filter((date) => date.startsWith('2026'))).toEqual(
      calendar.holidays.filter((date) => date.startsWith('2026')),
    );
  });

  test('an unknown next year is missed from November on, an unknown present one always', () => {
    expect(missingYears(calendar, '2026-10-31')).toEqual([]);
    expect(missingYears(calendar, '2026-11-01')).toEqual([2027]);
    expect(missingYears(calendar, '2027-03-01')).toEqual([2027]);
    expect(missingYears(calendar, '2027-12-01')).toEqual([2027, 2028]);
  });
});

test('§3.3 a list that says something of a day beyond its year takes the place of what was said of it, and of nothing else', () => {
  const known = { version: 'a', holidays: ['2026-12-30', '2026-12-31'], workdays: [], knownYears: [2026] };
  const days = [{ name: '元旦', date: '2026-12-31', isOffDay: false }];
  const { holidays, workdays } = withLists(known, [{ year: 2027, papers: [], days }], 'b');
  expect([holidays, workdays]).toEqual([['2026-12-30'], ['2026-12-31']]);
});

test('§3.3 what a case carries of the calendar reaches to its last day, that day included', () => {
  const known = {
    version: 'a',
    holidays: ['2026-12-01', '2026-12-03', '2026-12-04'],
    workdays: [],
    knownYears: [2026],
  };
  expect(calendarWindow(known, '2026-12-01', 2).holidays).toEqual(['2026-12-01', '2026-12-03']);
});
