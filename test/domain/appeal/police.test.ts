import { describe, expect, test } from 'vitest';
import { allowedActions } from '../../../domain/appeal/allowed.ts';
import { register } from '../../../domain/appeal/decide.ts';
import { evolve } from '../../../domain/appeal/evolve.ts';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import { asksForHarm, classFor, policeIsDue, protectionFlags } from '../../../domain/appeal/rules-police.ts';
import { limitOf } from '../../../domain/policy/terms.ts';
import { defaultLimits } from '../../../domain/policy/limits.ts';
import { defaultPolicy } from '../../../domain/policy/defaults.ts';
import { shutOut } from '../../../domain/ladder/climb.ts';
import { minuteMs } from '../../../domain/time/shanghai.ts';
import { appealClasses, victims } from '../../../domain/words.ts';
import { late, silent } from '../ladder/cast.ts';
import { at } from '../time/cast.ts';
import {
  act,
  anAppeal,
  attempt,
  clockOf,
  eventsOf,
  facts,
  lastAt,
  logOf,
  openNames,
  passTime,
  refusalOf,
  tuesday,
  wake,
} from './builders.ts';
import { clerk, director, gridWorker, handler, resident, supervisor } from './cast.ts';

/** A Saturday night: nobody is in the house. */
const night = at('2026-11-28 23:40');
const harmed = (victim: (typeof victims)[number] = 'minor', when = tuesday) =>
  anAppeal({ category: 'FAMILY', class: 'U1', victim, flags: protectionFlags({ victim, under14: false }), at: when });
const rungsOf = (appeal: ReturnType<typeof harmed>) => eventsOf(appeal, 'escalated').map(({ data }) => data.rung);

describe('§4.6 反家庭暴力法 §14, 未成年人保护法 §11: the duty to go to the police', () => {
  test.each(victims)('runs from the receipt where the sufferer is %s, day and night, for ten minutes', (victim) => {
    const { openedAt, dueAt } = clockOf(harmed(victim, night), 'policeReport');
    expect([openedAt, dueAt - openedAt]).toEqual([night, 10 * minuteMs]);
  });

  test('runs for nobody where nobody suffers', () => {
    expect(openNames(anAppeal({ category: 'FAMILY', class: 'MED' }))).not.toContain('policeReport');
    expect(refusalOf(anAppeal(), 'reportToPolice')).toBe('policeTold');
  });

  test('has a limit with the law as its source in every class, also in terms frozen before there was one', () => {
    const rows = defaultLimits.filter(({ name }) => name === 'policeReport');
    expect(rows.map((row) => row.source)).toEqual(appealClasses.map(() => 'L 反家庭暴力法§14 未成年人保护法§11'));
    const { terms } = anAppeal({
      policy: { ...defaultPolicy, limits: defaultLimits.filter(({ name }) => name !== 'policeReport') },
    });
    expect(limitOf(terms, 'U1', 'policeReport')).toEqual({ value: 10, unit: 'minute' });
  });

  test('ends by the report of the staff, with the receipt as a text row; what was late stays late', () => {
    const told = act(harmed(), 'reportToPolice', {}, { at: tuesday + 5 * minuteMs });
    expect(openNames(told)).not.toContain('policeReport');
    expect(told.violence?.report).toEqual({
      at: tuesday + 5 * minuteMs,
      by: 'clerk',
      result: 'reported',
      textId: 'receipt-1',
    });
    expect(refusalOf(told, 'reportToPolice')).toBe('policeTold');
    const tooLate = act(harmed(), 'reportToPolice', {}, { at: tuesday + 11 * minuteMs });
    expect(tooLate.late.map(({ clock }) => clock)).toContain('policeReport');
    expect(act(harmed(), 'reportToPolice', {}, { at: tuesday + 10 * minuteMs }).late).toEqual([]);
  });

  test.each(['minor', 'unable'] as const)('nobody may decide against it where the sufferer is %s', (victim) => {
    expect(refusalOf(harmed(victim), 'reportToPolice', { result: 'adultDeclines' })).toBe('mustReport');
  });

  test('an adult of full capacity may decline, which is recorded', () => {
    const declined = act(harmed('adult'), 'reportToPolice', { result: 'adultDeclines' });
    expect(declined.violence?.report?.result).toBe('adultDeclines');
    expect(openNames(declined)).not.toContain('policeReport');
  });

  test.each(['decline', 'transferOut', 'requestDowngrade'] as const)('%s waits for it', (action) => {
    expect(refusalOf(harmed(), action)).toBe('policeFirst');
    expect(refusalOf(act(harmed(), 'reportToPolice'), action)).not.toBe('policeFirst');
  });

  test('a question is not answered, a reply not sent, a case not merged and not classed down before it', () => {
    const asked = harmed('adult');
    expect(refusalOf({ ...asked, type: 'CONSULT' }, 'answerNow')).toBe('policeFirst');
    expect(refusalOf(asked, 'requestMerge')).toBe('policeFirst');
    // Seen when the work was done, or when the decision was waited for.
    expect(refusalOf(act(anAppeal({ state: 'handled' }), 'findViolence'), 'reply')).toBe('policeFirst');
    const waiting = anAppeal({ state: 'handling' });
    expect(refusalOf(act(act(waiting, 'requestMerge'), 'findViolence'), 'decideMerge')).toBe('policeFirst');
    const lower = act(waiting, 'requestDowngrade', { class: 'U4' });
    expect(refusalOf(act(lower, 'findViolence'), 'decideDowngrade')).toBe('policeFirst');
  });

  test('work goes on before it, but nothing is completed or replied', () => {
    let appeal = harmed();
    for (const action of ['accept', 'dispatch', 'sign', 'contact'] as const) appeal = act(appeal, action);
    expect(refusalOf(appeal, 'complete')).toBe('policeFirst');
    expect(refusalOf(act(appeal, 'reportToPolice'), 'complete')).toBeNull();
  });

  test('a withdrawal does not end it: the matter goes on as proactive', () => {
    const withdrawn = act(harmed(), 'withdraw', {}, { actor: resident });
    expect(openNames(withdrawn)).toContain('policeReport');
    expect(withdrawn.proactive).not.toBeNull();
  });

  test('the matter is of the most urgent class, and accepting it as less is refused', () => {
    expect(classFor('MED', 'adult')).toBe('U1');
    expect(classFor('MED', null)).toBe('MED');
    expect(refusalOf(harmed(), 'accept', { class: 'MED' })).toBe('violenceIsUrgent');
  });
});

describe('§4.4 issue 4 §4: the expiry of the duty to go to the police', () => {
  const expired = () => passTime(harmed('minor', night), night + 10 * minuteMs);

  test('tells supervisor and director at once, at night as by day, each alone', () => {
    const before = harmed('minor', night);
    const after = expired();
    const notices = noticesFor(before, after, logOf(after).slice(before.version)).filter(
      ({ kind }) => kind === 'policeOverdue',
    );
    expect(notices.map(({ to }) => to)).toEqual([{ role: 'supervisor' }, { role: 'director' }]);
    expect(notices.map(({ sendAfter, gather }) => [sendAfter, gather])).toEqual(
      notices.map(() => [night + 10 * minuteMs, 'alone']),
    );
  });

  test('raises rung 1 alone: no unit, no member is asked to do what only the house can', () => {
    expect(rungsOf(expired())).toEqual([1]);
  });

  test('a supervisor who is silent too: the town is called, helpers are passed over', () => {
    const unheard = passTime(expired(), night + 26 * minuteMs);
    expect(rungsOf(unheard)).toEqual([1, 4]);
    expect(eventsOf(unheard, 'rungSkipped').map(({ data }) => [data.rung, data.reason])).toEqual([
      [2, 'enforcement'],
      [3, 'enforcement'],
    ]);
  });

  test('is a promise like the others: the list shows it as the soonest, and the case as overdue', () => {
    expect(rowOf(harmed('minor', night)).dueClock).toBe('policeReport');
    expect(rowOf(expired())).toMatchObject({ overdue: true, dueClock: 'policeReport' });
  });

  test('the rung ends with the report', () => {
    const told = act(expired(), 'reportToPolice', {}, { actor: supervisor });
    expect(told.escalations.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  test('fires once after an outage, with due and firing apart', () => {
    const found = wake(harmed('minor', night), night + 90 * minuteMs);
    const fired = eventsOf(found, 'expired').filter(({ data }) => data.clock === 'policeReport');
    expect(fired.map(({ data }) => [data.dueAt, data.firedAt])).toEqual([
      [night + 10 * minuteMs, night + 90 * minuteMs],
    ]);
  });
});

describe('§4.5 §9: whoever suffers is kept from all who need not know', () => {
  test.each([
    ['a minor', 'minor', ['sensitive', 'safety', 'minor']],
    ['a person of limited capacity', 'unable', ['sensitive', 'safety']],
    ['an adult', 'adult', ['sensitive', 'safety']],
  ] as const)('%s: the case is sensitive and a matter of safety', (_name, victim, flags) => {
    expect(protectionFlags({ victim, under14: false })).toEqual(flags);
  });

  test('members are never asked, whatever the category', () => {
    const appeal = anAppeal({
      category: 'ELDER',
      class: 'U1',
      flags: protectionFlags({ victim: 'unable', under14: false }),
    });
    expect(shutOut(appeal, 3)).toBe('sensitive');
  });

  test('accepting under another category takes no protection away', () => {
    const accepted = act(harmed(), 'accept', { category: 'CHILD', flags: [] });
    expect(Object.keys(accepted.flags)).toEqual(expect.arrayContaining(['sensitive', 'safety', 'minor']));
  });

  test('whose turn it is and the supervisor are told at once; the appellant is not told of it', () => {
    const event = register({ ...facts({ class: 'U1', victim: 'minor' }, night) }, 'run-1', resident, night);
    const notices = noticesFor(null, evolve(null, event), [event]).filter(({ kind }) => kind === 'policeDue');
    expect(notices.map(({ to, facts: { clock, dueAt } }) => [to, clock, dueAt])).toEqual([
      [{ role: 'clerk' }, 'policeReport', night + 10 * minuteMs],
      [{ role: 'supervisor' }, 'policeReport', night + 10 * minuteMs],
    ]);
  });

  test('residents are asked where the matter is about people, and in categories that a policy adds', () => {
    expect(['FAMILY', 'CHILD', 'ELDER', 'NEIGH', 'OTHER', 'NEWONE'].map(asksForHarm)).toEqual(Array(6).fill(true));
    expect(['LIGHT', 'CLEAN', 'POLICY'].map(asksForHarm)).toEqual([false, false, false]);
  });
});

describe('反家庭暴力法 §14: violence that is seen in the work (工作中发现)', () => {
  test('the duty runs from then; the case becomes urgent, sensitive, and the handling shorter', () => {
    const before = anAppeal({ state: 'handling', category: 'NEIGH', class: 'MED' });
    const found = act(before, 'findViolence', { victim: 'minor' });
    const now = lastAt(found);
    expect([found.class, policeIsDue(found)]).toEqual(['U1', true]);
    expect(clockOf(found, 'policeReport').dueAt).toBe(now + 10 * minuteMs);
    expect(clockOf(found, 'handling').dueAt).toBeLessThan(clockOf(before, 'handling').dueAt);
    expect(Object.keys(found.flags)).toEqual(expect.arrayContaining(['sensitive', 'minor', 'safety']));
  });

  test.each([clerk, handler, gridWorker, supervisor, director])('by $role', (actor) => {
    expect(attempt(anAppeal({ state: 'handling' }), 'findViolence', {}, { actor }).refusal).toBeNull();
  });

  test('protects also where the category alone had marked the case: another category takes nothing away', () => {
    const marks = Object.fromEntries(
      (['sensitive', 'safety'] as const).map((name) => [name, { at: tuesday, by: 'clerk' }]),
    );
    const family = anAppeal({ category: 'FAMILY', class: 'MED' });
    const before = { ...family, flags: marks, categoryFlags: ['sensitive' as const, 'safety' as const] };
    const found = act(before, 'findViolence', { victim: 'unable' }, { at: tuesday });
    const accepted = act(found, 'accept', { category: 'CHILD', flags: [] }, { at: tuesday });
    expect(Object.keys(accepted.flags).sort()).toEqual(['safety', 'sensitive']);
    expect(Object.keys(act(before, 'accept', { category: 'CHILD', flags: [] }, { at: tuesday }).flags)).toEqual([]);
  });

  test('a second finding waits for the first to be reported, and opens the duty anew', () => {
    const found = act(anAppeal({ state: 'handling' }), 'findViolence');
    expect(refusalOf(found, 'findViolence')).toBe('violenceKnown');
    const again = act(act(found, 'reportToPolice'), 'findViolence', { victim: 'adult' });
    expect([again.violence?.victim, policeIsDue(again)]).toEqual(['adult', true]);
    expect(eventsOf(again, 'policeReported')).toHaveLength(1);
  });

  test('offers that members hold are taken back', () => {
    const offered = silent(late({ category: 'CLEAN' }));
    expect(offered.offers.map(({ rung, state }) => [rung, state])).toEqual([3, 3, 3].map((rung) => [rung, 'sent']));
    const found = act(offered, 'findViolence', { victim: 'unable' });
    expect(found.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
  });

  test('is offered as a button to staff, never to the resident', () => {
    const appeal = anAppeal({ state: 'handling' });
    const offered = (role: 'clerk' | 'resident') =>
      allowedActions(appeal, { id: role, grants: [{ role, communityId: 'shuangta', unitId: null }] }, lastAt(appeal));
    expect(offered('clerk').some(({ action, allowed }) => action === 'findViolence' && allowed)).toBe(true);
    expect(offered('resident').map(({ action }) => action)).not.toContain('findViolence');
  });
});
