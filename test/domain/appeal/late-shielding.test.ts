// Whom a report is about comes out when it is over: from then on it is kept from them all the same, and doing it again is not theirs.
import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../domain/appeal/case-messages.ts';
import { allowedActions } from '../../../domain/appeal/allowed.ts';
import { hear } from '../../../domain/appeal/decide.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import { rowOf } from '../../../domain/appeal/row.ts';
import type { Telling } from '../../../domain/appeal/tell.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { actionNames, states } from '../../../domain/words.ts';
import { act, anAppeal, append, attempt, clockOf, lastAt, logOf, openNames, passTime, refusalOf } from './builders.ts';
import { assistUnit, handler, leadUnit, otherUnit, supervisor } from './cast.ts';

const over = states.filter((state) => ['closed', 'declined', 'transferredOut', 'withdrawn'].includes(state));
const closed = () => anAppeal({ type: 'REPORT', state: 'closed' });
const archived = () => passTime(closed(), clockOf(closed(), 'reopen').dueAt);
const about = [leadUnit, 'zhou'];
const news = (before: Appeal, after: Appeal) => messagesFor(before, after, logOf(after).slice(logOf(before).length));

describe('§4.6 report whose target becomes known after its end', () => {
  test.each(over)('one that is %s is kept from them, also from who led it', (state) => {
    const before = anAppeal({ type: 'REPORT', state });
    const after = act(before, 'shield', { from: about, helpers: ['helper-1'] });
    expect(after).toMatchObject({ state, shieldedFrom: about, shieldedHelpers: ['helper-1'], clocks: before.clocks });
    expect(rowOf(after)).toMatchObject({
      shieldedFrom: about,
      closedAt: before.closedAt,
      archivedAt: before.archivedAt,
    });
    expect(rebuild(logOf(after))).toEqual(after);
  });

  test('archived it never wakes, whatever clock a log of older rules left running', () => {
    expect(rowOf({ ...archived(), clocks: closed().clocks }).nextWake).toBeNull();
    expect(rowOf(closed()).nextWake).not.toBeNull();
  });

  test('archived as well, at any time: its log grows by that one entry, and nothing wakes it', () => {
    const before = archived();
    const after = act(before, 'shield', { from: about }, { at: lastAt(before) + 400 * 86_400_000 });
    expect(logOf(after).length).toBe(logOf(before).length + 1);
    expect(after).toMatchObject({ state: 'closed', archivedAt: before.archivedAt, shieldedFrom: about, clocks: [] });
    expect(rowOf(after).nextWake).toBeNull();
    expect(actionNames.filter((action) => attempt(before, action).refusal === null)).toEqual(['shield']);
  });

  test('by the rules that hold before the end: who may, once for each, nobody themselves, and nothing of what was seen is stale', () => {
    const before = archived();
    expect(refusalOf(before, 'shield', { from: about }, { actor: handler })).toBe('notPermitted');
    expect(refusalOf(before, 'shield', { from: [supervisor.id] }, { actor: supervisor })).toBe('notPermitted');
    expect(refusalOf(before, 'shield', { from: about }, { seq: before.personSeq - 1 })).toBe('stale');
    const after = act(before, 'shield', { from: about });
    expect(refusalOf(after, 'shield', { from: about })).toBe('alreadyShielded');
    expect(act(after, 'shield', { from: [otherUnit] }).shieldedFrom).toEqual([...about, otherUnit]);
  });

  test('to its target nothing of it can be done from then on, and no page offers it', () => {
    const after = act(closed(), 'shield', { from: ['zhou'] });
    const zhou = { ...supervisor, id: 'zhou' };
    for (const action of actionNames) expect(attempt(after, action, {}, { actor: zhou }).events).toEqual([]);
    const grants = [{ role: 'supervisor' as const, communityId: 'shuangta', unitId: null }];
    expect(allowedActions(after, { id: 'zhou', grants }, lastAt(after))).toEqual([]);
  });

  test.each([
    ['the unit that led it', [leadUnit]],
    ['who handled it', [handler.id]],
  ])('done again it goes to be dispatched to somebody else than %s, with its clocks anew', (_whom, from) => {
    const again = act(act(closed(), 'shield', { from }), 'redo');
    expect(again).toMatchObject({ state: 'accepted', round: 1, assignment: null });
    expect(openNames(again)).toEqual(['dispatch', 'handling']);
    if (from.includes(leadUnit)) expect(refusalOf(again, 'dispatch', { unitId: leadUnit })).toBe('recused');
    expect(act(again, 'dispatch', { unitId: otherUnit })).toMatchObject({ state: 'dispatched', shieldedFrom: from });
    expect(rebuild(logOf(again))).toEqual(again);
  });

  test('about somebody else the lead keeps it when it is done again', () => {
    const again = act(act(closed(), 'shield', { from: [otherUnit] }), 'redo');
    expect(again).toMatchObject({ state: 'handling', assignment: { unitId: leadUnit } });
  });

  test('answered, but not closed yet, it is kept from its lead at once: the work is done', () => {
    const replied = act(anAppeal({ type: 'REPORT', state: 'replied' }), 'shield', { from: about });
    expect(replied).toMatchObject({ state: 'replied', shieldedFrom: about });
    expect(refusalOf(anAppeal({ state: 'handling' }), 'shield', { from: about })).toBe('redispatchFirst');
  });

  test('what an assisting unit owed when nobody could be reached is not owed by it any more', () => {
    const waiting = act(anAppeal({ type: 'REPORT', state: 'handling', assist: [null] }), 'needInfo');
    const gone = passTime(waiting, clockOf(waiting, 'residentAnswer').dueAt);
    expect(gone).toMatchObject({ state: 'closed', outcome: 'unreachable', tasks: [{ state: 'open' }] });
    const kept = act(gone, 'shield', { from: [assistUnit] });
    expect(kept.tasks).toMatchObject([{ state: 'waived', by: supervisor.id }]);
    expect(openNames(act(kept, 'redo'))).toEqual(['handling']);
    const anew = act(act(gone, 'shield', { from: [leadUnit] }), 'redo');
    expect(anew).toMatchObject({ state: 'accepted', tasks: [{ state: 'waived' }] });
  });
});

describe('§4.6 report in a merge that is over', () => {
  const master = 'SQ20261124-000009';
  const child = () => {
    const following = anAppeal({ type: 'REPORT', state: 'merged' });
    const telling: Telling = {
      ...{ kind: 'masterMoved', master, childSeq: following.merge?.seq ?? 0, masterSeq: 30 },
      ...{ what: 'archived', outcome: null },
    };
    return append(following, hear(following, telling, 'm:archived', lastAt(following) + 1).events);
  };

  test('an archived child stays where it is, and its master forgets it', () => {
    const before = child();
    const after = act(before, 'shield', { from: about });
    expect(after).toMatchObject({ state: 'merged', archivedAt: before.archivedAt, shieldedFrom: about });
    const [left] = news(before, after);
    expect(left).toMatchObject({ to: master, body: { kind: 'childLeft', child: before.no } });
    const leading = { ...archived(), no: master, children: [{ no: before.no, seq: before.merge?.seq ?? 0, at: 1 }] };
    const forgotten = hear(leading, left?.body as Telling, 'm:left', lastAt(before) + 9);
    expect(append(leading, forgotten.events)).toMatchObject({ children: [], archivedAt: leading.archivedAt });
  });

  test('an archived master tells its children, and none of them sends it word of that', () => {
    const following = child();
    const leading = {
      ...archived(),
      no: master,
      children: [{ no: following.no, seq: following.merge?.seq ?? 0, at: 1 }],
    };
    const [telling] = news(leading, act(leading, 'shield', { from: about }));
    expect(telling).toMatchObject({ to: following.no, body: { kind: 'masterShielded', from: about } });
    const { events } = hear(following, telling?.body as Telling, telling?.key ?? '', lastAt(following) + 9);
    const after = append(following, events);
    expect(after).toMatchObject({ state: 'merged', shieldedFrom: about });
    expect(news(following, after)).toEqual([]);
  });
});
