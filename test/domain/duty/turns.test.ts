// Whom an urgent case reaches while the office is closed, and what waits for the morning or the week (domain §4.6, §5 OTHER).
import { describe, expect, test } from 'vitest';
import { weeklyAt } from '../../../domain/appeal/notice-timing.ts';
import { noticesFor, type NoticeDraft } from '../../../domain/appeal/notices.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { reachable } from '../../../domain/duty/turns.ts';
import { demoPolicy } from '../../../domain/policy/defaults.ts';
import { hourMs } from '../../../domain/time/shanghai.ts';
import { act, anAppeal, downgraded, logOf, shown } from '../appeal/builders.ts';

import { at } from '../time/cast.ts';

const night = at('2026-11-24 23:00');
const told = (before: Appeal | null, after: Appeal, kind: string): NoticeDraft[] =>
  noticesFor(before, after, logOf(after).slice(before?.version ?? 0)).filter((notice) => notice.kind === kind);
const turn = (before: Appeal | null, after: Appeal) => told(before, after, 'urgentTurn').map(({ to }) => to);

describe('§4.6 U1 and U2 by night', () => {
  test.each(['U1', 'U2'] as const)('a new %s is told at once to whose turn it is', (cls) => {
    const appeal = anAppeal({ class: cls, at: night });
    expect(told(null, appeal, 'urgentTurn')).toMatchObject([
      { to: { role: 'clerk' }, gather: 'alone', sendAfter: night, facts: { clock: 'acceptance' } },
    ]);
  });

  test('every hand-over goes on to the next, and an act of one’s own is told to nobody twice', () => {
    const registered = anAppeal({ class: 'U1', at: night });
    const accepted = act(registered, 'accept');
    expect(turn(registered, accepted)).toEqual([{ role: 'dispatcher' }]);
    const dispatched = act(accepted, 'dispatch');
    expect(turn(accepted, dispatched)).toEqual([{ unit: 'unit-property' }]);
    expect(turn(dispatched, act(dispatched, 'sign'))).toEqual([]);
  });

  test('a case that becomes urgent by night is told then, one that was urgent before is not told again', () => {
    const accepted = anAppeal({ state: 'accepted', at: night });
    const urgent = act(accepted, 'reclass', { class: 'U2' });
    expect(turn(accepted, urgent)).toEqual([{ role: 'dispatcher' }]);
    expect(turn(urgent, act(urgent, 'reclass', { class: 'U1' }))).toEqual([]);
    expect(turn(urgent, downgraded(urgent, 'U4'))).toEqual([]);
  });

  test('by day, for a sleeping class, and where time never sleeps, nobody is told of a turn: it stands in the list', () => {
    for (const wanted of [
      { class: 'U1', at: at('2026-11-24 18:00') },
      { class: 'U3', at: night },
      { class: 'U1', at: night, policy: demoPolicy },
    ] as const)
      expect(turn(null, anAppeal(wanted))).toEqual([]);
  });

  test('the break at noon counts as closed too', () => {
    expect(turn(null, anAppeal({ class: 'U1', at: at('2026-11-24 13:00') }))).toEqual([{ role: 'clerk' }]);
  });

  test('on duty is the first of person and backup who can be written to', () => {
    const shift = { userId: 'wang', backupId: 'li' };
    expect(reachable(shift, () => true)).toBe('wang');
    expect(reachable(shift, (id) => id === 'li')).toBe('li');
    expect(reachable({ ...shift, backupId: null }, () => false)).toBeNull();
  });
});

describe('§5 其他', () => {
  test('an appeal accepted as OTHER stands in the director’s list of the coming Monday, once', () => {
    const registered = anAppeal({ category: 'OTHER' });
    const accepted = act(registered, 'accept');
    const [listed, ...more] = told(registered, accepted, 'otherListed');
    expect(listed).toMatchObject({ to: { role: 'director' }, gather: 'weekly' });
    expect(shown(listed?.sendAfter ?? null)).toBe('11-30 08:30');
    expect(more).toEqual([]);
    expect(told(accepted, act(accepted, 'dispatch'), 'otherListed')).toEqual([]);
  });

  test('a category found at acceptance keeps it out of the list', () => {
    const registered = anAppeal({ category: 'OTHER' });
    expect(told(registered, act(registered, 'accept', { category: 'CLEAN' }), 'otherListed')).toEqual([]);
  });

  test('a week whose Monday is a holiday is told on its first working day', () => {
    const appeal = anAppeal({ at: at('2026-09-28 10:00') });
    expect(shown(weeklyAt(appeal, at('2026-09-30 10:00')))).toBe('10-08 08:30');
    expect(shown(weeklyAt(appeal, at('2026-09-28 08:30') - hourMs))).toBe('10-08 08:30');
  });
});
