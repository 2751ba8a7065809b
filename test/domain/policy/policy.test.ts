import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPolicy, demoPolicy } from '../../../domain/policy/defaults.ts';
import {
  compactLimit,
  freezeTerms,
  handlingLimit,
  limitOf,
  parseLimit,
  workingTimeOf,
} from '../../../domain/policy/terms.ts';
import { limitNames, type LimitName } from '../../../domain/policy/types.ts';
import { alwaysOpen } from '../../../domain/time/working-time.ts';
import { appealClasses, durationUnits, type AppealClass } from '../../../domain/words.ts';
import { at, calendar, usual } from '../time/cast.ts';

const registeredAt = at('2026-11-24 09:00');
const terms = freezeTerms(defaultPolicy, calendar, usual.officeHours, registeredAt);
const demo = freezeTerms(demoPolicy, calendar, usual.officeHours, registeredAt);

describe('§4.3 the default limits of every class', () => {
  const classes: AppealClass[] = ['U1', 'U2', 'U3', 'U4', 'U0', 'MED'];
  const table: [LimitName, string][] = [
    ['acceptance', '10m 30m 4wh 1wd - 1wd'],
    ['dispatch', '10m 30m 4wh 4wh - 1wd'],
    ['signing', '15m 30m 1wd 1wd - 1wd'],
    ['contact', '15m 2h 1wd 1wd - 3wd'],
    ['handling', '2h 24h 5wd 15wd 1wd 30d'],
    ['reply', '30m 4h 1wd 1wd - 1wd'],
    ['supervision', '15m 1h 1wd 2wd 1wd 1wd'],
    ['feedback', '24h 1wd 3wd 3wd - 3wd'],
    ['residentRemind', '- - 5wd 5wd - 5wd'],
    ['residentAnswer', '- 4h 10wd 10wd - 10wd'],
    ['reopen', '72h 72h 7d 15d 72h 15d'],
    ['redo', '1h 12h 3wd 8wd 1wd 15d'],
    ['returnRequest', '1wd 1wd 1wd 1wd - 1wd'],
    ['returnDecision', '10m 30m 4wh 1wd - 1wd'],
    ['extension', '- 24h 10wd 10wd - 30d'],
    ['extensionGrace', '- 1h 4wh 4wh - 4wh'],
    ['parkReview', '- - 90d 90d - 90d'],
    ['policeReport', '10m 10m 10m 10m 10m 10m'],
    ['xinfangInform', '15d 15d 15d 15d 15d 15d'],
    ['xinfangClose', '60d 60d 60d 60d 60d 60d'],
    ['xinfangExtend', '30d 30d 30d 30d 30d 30d'],
    ['xinfangRequest', '30d 30d 30d 30d 30d 30d'],
    ['xinfangReview', '30d 30d 30d 30d 30d 30d'],
    ['xinfangReReview', '30d 30d 30d 30d 30d 30d'],
  ];
  test.each(table)('%s: U1 U2 U3 U4 U0 MED are %s', (name, row) => {
    const limits = classes.map((cls) => limitOf(terms, cls, name));
    expect(limits.map((limit) => (limit ? compactLimit(limit) : '-')).join(' ')).toBe(row);
  });

  test('every class and clock has exactly one row, each with its source', () => {
    for (const policy of [defaultPolicy, demoPolicy]) {
      expect(policy.limits).toHaveLength(appealClasses.length * limitNames.length);
      expect(new Set(policy.limits.map((row) => `${row.class} ${row.name}`)).size).toBe(policy.limits.length);
      for (const row of policy.limits) expect(row.source).toMatch(/^(L|P|A|D)( |$)/);
    }
    const source = (cls: AppealClass, name: LimitName) =>
      defaultPolicy.limits.find((row) => row.class === cls && row.name === name)?.source;
    expect(source('U1', 'handling')).toBe('P 北京');
    expect(source('U3', 'handling')).toBe('P 济南 潍坊');
    expect(source('MED', 'handling')).toBe('L');
    expect(source('U3', 'acceptance')).toBe('D');
  });
});

describe('§5 the categories', () => {
  const codes =
    'LIGHT HEAT_OUT HEAT_NET PIPE HAZARD GATE CLEAN TOILET RENOV ROAD SIGN PROP NEIGH FAMILY XINF ELDER DISAB HEALTH PSY ' +
    'CHILD ERRAND VISIT ONLINE EMERG POLICY CULT OTHER';
  const find = (code: string) => defaultPolicy.categories.find((category) => category.code === code);

  test('are those of the table, each once, with name, owner and source', () => {
    expect(defaultPolicy.categories.map(({ code }) => code).join(' ')).toBe(codes);
    for (const category of defaultPolicy.categories) {
      expect(category.name && category.firstOwner && category.source).toBeTruthy();
    }
  });

  test.each([
    ['CLEAN', '3wd'],
    ['ELDER', '3wd'],
    ['DISAB', '3wd'],
    ['PSY', '1wd'],
    ['ERRAND', '1wd'],
    ['VISIT', '2wd'],
    ['ONLINE', '4wh'],
    ['CULT', '10wd'],
  ])('%s has a handling limit of its own, %s', (code, limit) => {
    expect(find(code)?.handling).toEqual(parseLimit(limit));
  });

  test('all others are handled within their class’s limit', () => {
    expect(defaultPolicy.categories.filter(({ handling }) => handling)).toHaveLength(8);
  });

  test('a hazard runs by the most urgent class until somebody has judged it', () => {
    expect(find('HAZARD')?.class).toBe('U1');
    expect(find('PIPE')?.class).toBe('U2');
  });

  test('mark what is sensitive, vulnerable and a matter of safety', () => {
    const marked = (mark: 'sensitive' | 'vulnerable' | 'safety') =>
      defaultPolicy.categories.filter((category) => category[mark]).map(({ code }) => code);
    expect(marked('sensitive')).toEqual(['FAMILY', 'DISAB', 'PSY']);
    expect(marked('vulnerable')).toEqual(['ELDER', 'DISAB']);
    expect(marked('safety')).toEqual(['HAZARD', 'FAMILY', 'EMERG']);
  });
});

describe('§4.3 the terms a case freezes', () => {
  test('carry all classes’ limits, the policy’s version and of the calendar the coming year only', () => {
    expect(terms.policyVersion).toBe('2026-1');
    expect(terms.limits.U3).toMatchObject({ acceptance: '4wh', handling: '5wd', reopen: '7d' });
    expect(terms.limits.U0.acceptance).toBeUndefined();
    expect(terms.calendar).toEqual({ version: calendar.version, holidays: [], workdays: [], knownYears: [2026] });
    const early = freezeTerms(defaultPolicy, calendar, usual.officeHours, at('2026-01-01'));
    expect(JSON.stringify(early).length).toBeLessThan(2850);
  });

  test('do not change with the policy they were taken from', () => {
    const policy = structuredClone(defaultPolicy);
    const hours: [number, number][] = [[510, 720]];
    const frozen = freezeTerms(policy, calendar, hours, registeredAt);
    policy.settings.warnAt = 0.1;
    policy.limits.length = 0;
    hours[0] = [0, 1];
    expect(frozen.settings.warnAt).toBe(0.8);
    expect(frozen.limits.U1.handling).toBe('2h');
    expect(frozen.officeHours).toEqual([[510, 720]]);
  });

  test('are plain data: they survive being written down', () => {
    expect(JSON.parse(JSON.stringify(terms))).toEqual(terms);
  });

  test('the category’s own handling limit goes before the class’s, the redo limit of the class from the first 重办 on', () => {
    expect(handlingLimit(terms, 'U3', null, 0)).toEqual({ value: 5, unit: 'workingDay' });
    expect(handlingLimit(terms, 'U3', '3wd', 0)).toEqual({ value: 3, unit: 'workingDay' });
    expect(handlingLimit(terms, 'U3', '3wd', 1)).toEqual({ value: 3, unit: 'workingDay' });
    expect(handlingLimit(terms, 'U4', '3wd', 2)).toEqual({ value: 8, unit: 'workingDay' });
  });

  test('clocks run by the frozen calendar and office hours', () => {
    expect(workingTimeOf(terms)).toEqual({ calendar: terms.calendar, officeHours: usual.officeHours });
  });
});

describe('the demo policy', () => {
  test('has every limit in seconds and no limit of a category’s own', () => {
    for (const { limit } of demoPolicy.limits) expect(limit?.unit ?? 'second').toBe('second');
    expect(demoPolicy.categories.every(({ handling }) => handling === null)).toBe(true);
    expect(limitOf(demo, 'U3', 'handling')).toEqual({ value: 12, unit: 'second' });
  });

  test('is always open, holds no mail back and spreads nothing', () => {
    expect(workingTimeOf(demo)).toBe(alwaysOpen);
    expect(demoPolicy.settings).toMatchObject({ offsetSeconds: 0, gatherSeconds: 0, holdOutsideOfficeHours: false });
  });

  test('lacks the clocks the default policy lacks', () => {
    for (const cls of appealClasses) {
      for (const name of limitNames) expect(limitOf(demo, cls, name) === null).toBe(limitOf(terms, cls, name) === null);
    }
  });
});

describe('a limit in compact form', () => {
  test('is read as it was written', () => {
    const values = fc.integer({ min: 1, max: 9_999_999 });
    fc.assert(
      fc.property(values, fc.constantFrom(...durationUnits), (value, unit) => {
        expect(parseLimit(compactLimit({ value, unit }))).toEqual({ value, unit });
      }),
    );
  });

  test('is refused when it is none', () => {
    for (const text of ['', '5', 'wd', '0d', '-1d', '1.5h', '5 wd', '5WD', '5w', '5wdd', '5d\n']) {
      expect(() => parseLimit(text)).toThrow(RangeError);
    }
  });
});
