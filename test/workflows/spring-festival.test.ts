// Whole ladders through a Spring Festival on the time-skipping server, whatever the day and hour at which the test runs: the server's
// clock goes forward to the next festival, and its list arrives when cases are open.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppealEvent, EventData } from '../../domain/appeal/events.ts';
import type { Appeal } from '../../domain/appeal/types.ts';
import { isWorkingDay } from '../../domain/time/calendar.ts';
import { dueAt } from '../../domain/time/due.ts';
import { dayMs, hourMs, shanghaiDate } from '../../domain/time/shanghai.ts';
import type { Calendar, Instant } from '../../domain/time/types.ts';
import type { Cipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { readLog } from '../../store/log.ts';
import { onCase, person } from './cast.ts';
import { announce, festivalAfter, type Festival } from './festival.ts';
import { fileAppeal, startCase, type Filing } from './filed.ts';
import { openRevisedScene, type Scene } from './scene.ts';

/** A case as the festival has left it. */
type Played = { appeal: Appeal; log: AppealEvent[]; expired: EventData<'expired'>[] };

let scene: Scene;
let env: TestWorkflowEnvironment;
let store: Store;
let cipher: Cipher;
let festival: Festival;
let calendar: Calendar;
let early: Played;
let late: Played;
let statutory: Played;
let urgent: Played;

beforeAll(async () => {
  scene = await openRevisedScene();
  ({ env, store, cipher } = scene);
  await playThrough();
});

afterAll(() => scene?.close());

/** Nobody does anything but accept the statutory matter, and the time passes. */
async function playThrough(): Promise<void> {
  festival = festivalAfter(shanghaiDate((await env.currentTimeMs()) + 12 * dayMs));
  const { on } = festival;
  // The Thursday of the week before last: nobody knows of the break yet.
  await goTo(on(-10, 10));
  const before = await file({});
  const byLaw = await file({ category: 'XINF', class: 'U4' });
  await onCase(env.client, byLaw).act(person('clerk', 'clerk'), 'accept', {
    ...{ type: 'HELP', category: 'XINF', class: 'U4', ownHandling: null, flags: [], xinfang: true },
  });
  await goTo(on(-9, 9));
  calendar = await announce(store, env.client, festival);
  // Tuesday of the last week.
  await goTo(on(-5, 10));
  const after = await file({});
  // In the middle of the break.
  await goTo(on(3, 10));
  const atOnce = await file({ class: 'U2' });
  await goTo(on(60, 12));
  early = await played(before);
  late = await played(after);
  statutory = await played(byLaw);
  urgent = await played(atOnce);
}

async function goTo(at: Instant): Promise<void> {
  await env.sleep(at - (await env.currentTimeMs()));
}

async function file(filing: Partial<Filing>): Promise<string> {
  const receivedAt = await env.currentTimeMs();
  const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U3', receivedAt, ...filing });
  await startCase(env.client, no);
  return no;
}

async function played(no: string): Promise<Played> {
  const { look, handle } = onCase(env.client, no);
  const { appeal } = await look();
  await handle.terminate();
  const log = await readLog(store, no);
  return { appeal, log, expired: log.flatMap((event) => (event.kind === 'expired' ? [event.data] : [])) };
}

/** The expiries that make up the climb: the promise, and the five rungs. */
const climbOf = ({ expired }: Played) => expired.filter(({ clock }) => clock === 'handling' || clock === 'supervision');
const told = (expired: EventData<'expired'>[]) => expired.map(({ dueAt: due }) => festival.told(due));

describe('§3.2 §3.3 §4.5 a whole ladder through a Spring Festival', () => {
  test('climbs R0 to R5, each rung once, at what the calendar says of its limit, and never on a day off', () => {
    for (const one of [early, late]) {
      const climb = climbOf(one);
      expect(climb.map(({ rung }) => rung)).toEqual([null, 1, 2, 3, 4, 5]);
      expect(one.appeal.escalations.map(({ rung }) => rung)).toEqual([1, 2, 3, 4, 5]);
      expect(new Set(one.log.map(({ key }) => key)).size).toBe(one.log.length);
      // Each limit from when the one before it fired, by the domain's own reckoning with the list as it was published.
      const wt = { calendar, officeHours: one.appeal.terms.officeHours };
      const from = [one.appeal.receivedAt, ...climb.map(({ firedAt }) => firedAt)];
      const dues = climb.map((_each, i) => dueAt(from[i] ?? 0, { value: i === 0 ? 5 : 1, unit: 'workingDay' }, wt));
      expect(climb.map(({ dueAt: due }) => due)).toEqual(dues);
      for (const { dueAt: due, firedAt } of one.expired) {
        expect(firedAt).toBeGreaterThanOrEqual(due);
        expect(shanghaiDate(firedAt)).toBe(shanghaiDate(due));
        expect(isWorkingDay(shanghaiDate(due), calendar), shanghaiDate(due)).toBe(true);
      }
    }
  });

  test('a make-up Saturday is a rung’s day like any other, and the nine days off are none', () => {
    // Thursday, Friday and the worked Saturday before them; Tuesday, Wednesday, Thursday after them.
    expect(told(climbOf(early))).toEqual([-3, -2, -1, 9, 10, 11].map((day) => [day, 18]));
    // Wednesday to Saturday and the Tuesday after them make five; the fourth rung's day is the second worked Saturday.
    expect(told(climbOf(late))).toEqual([9, 10, 11, 12, 13, 15].map((day) => [day, 18]));
  });

  test('a list that came when the case was open has reached it, by a revision on record', () => {
    for (const { appeal, log } of [early, statutory]) {
      expect(appeal.terms.calendar.version).toBe(calendar.version);
      expect(log.filter(({ kind }) => kind === 'rescheduled')).toHaveLength(1);
    }
    expect(late.log.some(({ kind }) => kind === 'rescheduled')).toBe(false);
  });

  test('日 count every day of it; what ends within it ends when the first day worked after it does', () => {
    const byLaw = statutory.expired.filter(({ clock }) => clock.startsWith('xinfang'));
    expect(byLaw.map(({ clock }) => clock)).toEqual(['xinfangInform', 'xinfangClose']);
    // 15 日 from day −10 would be the 5th day off; 60 日 are the 50th day, a Monday.
    expect(told(byLaw)).toEqual([
      [9, 18],
      [50, 18],
    ]);
  });

  test('hours of an urgent class are hours in the middle of it', () => {
    const [handling] = climbOf(urgent);
    expect(handling?.dueAt).toBe(urgent.appeal.receivedAt + 24 * hourMs);
    expect(isWorkingDay(shanghaiDate(handling?.dueAt ?? 0), calendar)).toBe(false);
    expect(handling?.firedAt).toBeGreaterThanOrEqual(handling?.dueAt ?? Number.POSITIVE_INFINITY);
  });
});
