import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostOfUnit, type Due } from '../../contracts/calendar.ts';
import { openApi, problemOf, type Api } from './client.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.stop());

describe('the public calculator', () => {
  const ask = (query: string) => api.anybody.get<Due>(`/api/v1/calendar/due?${query}`);
  const from = `from=${encodeURIComponent('2026-09-30T16:00:00+08:00')}`;

  it('counts and skips days by the calendar and names both', async () => {
    const { status, json } = await ask(`${from}&value=1&unit=workingDay&community=shuangta`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ dueAt: '2026-10-08T10:00:00.000Z', counted: ['2026-10-08'] });
    expect(json.skipped).toContain('2026-10-01');
    expect(json.why['2026-10-01']).toBe('holiday');
  });

  it('takes a date alone, and an offset whose + was not encoded', async () => {
    const day = await ask('from=2026-09-30&value=5&unit=workingDay');
    expect(day.json.dueAt).toBe('2026-10-13T10:00:00.000Z');
    const unencoded = await ask('from=2026-09-30T23:00:00+08:00&value=5&unit=workingDay');
    expect(unencoded.json.dueAt).toBe('2026-10-13T10:00:00.000Z');
    expect(problemOf(await ask('from=2026-02-30&value=1&unit=day')).code).toBe('invalid');
  });

  it('knows each unit and refuses what is none', async () => {
    for (const unitName of ['minute', 'hour', 'workingHour', 'workingDay', 'day']) {
      expect((await ask(`${from}&value=3&unit=${unitName}`)).status).toBe(200);
    }
    for (const wrong of ['value=0&unit=day', 'value=1.5&unit=day', 'value=1&unit=week', 'value=1&unit=second']) {
      expect(problemOf(await ask(`${from}&${wrong}`)).code).toBe('invalid');
    }
    expect(problemOf(await ask('from=2026-09-30T16:00:00&value=1&unit=day')).code).toBe('invalid');
    expect(problemOf(await ask(`${from}&value=1&unit=day&community=nowhere`)).code).toBe('notFound');
  });

  it('counts up to each unit’s own most, and quickly', async () => {
    for (const [unitName, most] of Object.entries(mostOfUnit)) {
      const begun = performance.now();
      expect((await ask(`${from}&value=${most}&unit=${unitName}&community=shuangta`)).status).toBe(200);
      expect(performance.now() - begun).toBeLessThan(1000);
      const [error] = problemOf(await ask(`${from}&value=${most + 1}&unit=${unitName}`)).errors ?? [];
      expect(error).toEqual({ path: 'value', message: `此单位须为 1 到 ${most} 的整数` });
    }
  });

  it('counts a start between two full minutes', async () => {
    const late = encodeURIComponent('2026-09-30T17:59:30+08:00');
    for (const unitName of ['minute', 'hour', 'workingHour']) {
      expect((await ask(`from=${late}&value=900&unit=${unitName}`)).status).toBe(200);
    }
  });

  it('never sleeps where the community’s cases do not', async () => {
    const demo = await ask(`${from}&value=12&unit=workingHour&community=demo`);
    expect(demo.json).toMatchObject({ dueAt: '2026-09-30T20:00:00.000Z', skipped: [] });
    const holiday = await ask(`${from}&value=1&unit=workingDay&community=demo`);
    expect(holiday.json).toMatchObject({ counted: ['2026-10-01'], skipped: [] });
  });
});
