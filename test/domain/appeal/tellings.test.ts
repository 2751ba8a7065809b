// What a case says to those that follow it, and hears from them, one message at a time (the whole traffic: merge.test.ts).
import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../domain/appeal/case-messages.ts';
import { hear } from '../../../domain/appeal/decide.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { act, anAppeal, append, clockOf, eventsOf, lastAt, logOf, passTime } from './builders.ts';

const child = 'SQ20261124-000002';
const joining = { kind: 'childJoined', child, childSeq: 5 } as const;
const led = (appeal: Appeal) => append(appeal, hear(appeal, joining, 'joined', lastAt(appeal)).events);
const said = (before: Appeal, after: Appeal) =>
  messagesFor(before, after, logOf(after).slice(before.version)).map(({ to, body }) => [
    to,
    body.kind,
    'what' in body && body.what,
  ]);

describe('§4.2 merge: what a master hears', () => {
  test.each(['closed', 'declined', 'withdrawn', 'merged'] as const)('%s it takes nobody in, and says so', (state) => {
    expect(hear(anAppeal({ state }), joining, 'joined', 0)).toEqual({ events: [], told: 'refused' });
  });

  test('told twice that a case has joined it has it once', () => {
    const once = led(anAppeal({ state: 'handling' }));
    expect(hear(once, joining, 'again', lastAt(once))).toEqual({ events: [], told: 'taken' });
  });
});

describe('§4.2 merge: what those who follow are told', () => {
  const registered = led(anAppeal({ state: 'registered', type: 'CONSULT' }));

  test.each([
    ['decline', 'ended'],
    ['transferOut', 'ended'],
    ['answerNow', 'replied'],
  ] as const)('of %s that it is %s', (action, what) => {
    expect(said(registered, act(registered, action))).toEqual([[child, 'masterMoved', what]]);
  });

  test('of a case withdrawn that it has ended', () => {
    const withdrawn = anAppeal({ state: 'withdrawn' });
    const before = { ...anAppeal(), children: led(anAppeal()).children };
    const events = logOf(withdrawn).slice(-1);
    expect(messagesFor(before, withdrawn, events)).toMatchObject([{ to: child, body: { what: 'ended' } }]);
  });

  test('closed without a window to reopen it, a case says that it is archived as well, once', () => {
    const before = led(anAppeal({ state: 'handling' }));
    const [event] = eventsOf(act(led(anAppeal({ state: 'replied' })), 'feedback'), 'closed');
    if (!event) throw new Error('not closed');
    const atOnce = { ...event, data: { ...event.data, clocks: [] } };
    const whats = (events: Parameters<typeof messagesFor>[2]) =>
      messagesFor(before, before, events).map(({ body }) => 'what' in body && body.what);
    expect(whats([atOnce])).toEqual(['closed', 'archived']);
    const archived = { ...event, kind: 'archived' as const, data: {} };
    expect(whats([atOnce, archived])).toEqual(['closed', 'archived']);
  });

  test('who has left is told nothing of what comes with it', () => {
    const replied = led(anAppeal({ state: 'replied' }));
    const left = append(replied, hear(replied, { ...joining, kind: 'childLeft' }, 'left', lastAt(replied)).events);
    const after = act(left, 'feedback');
    expect(messagesFor(replied, after, logOf(after).slice(replied.version))).toEqual([]);
  });
});

describe('§4.6 mass on a case whose rung 1 is live', () => {
  test('adds its reason and gives nobody a new time', () => {
    const handling = anAppeal({ state: 'handling', class: 'U2' });
    const late = passTime(handling, clockOf(handling, 'handling').dueAt);
    const telling = { kind: 'gather', households: 3, master: null } as const;
    const mass = append(late, hear(late, telling, 'gather', lastAt(late) + 1000).events);
    expect(mass.escalations).toMatchObject([{ rung: 1, reasons: ['handling', 'mass'] }]);
    expect(mass.clocks).toEqual(late.clocks);
  });

  test('a redo begins the ladder anew all the same', () => {
    const replied = anAppeal({ state: 'replied' });
    const telling = { kind: 'gather', households: 3, master: null } as const;
    const mass = append(replied, hear(replied, telling, 'gather', lastAt(replied)).events);
    expect(mass.escalations).toMatchObject([{ rung: 1, endedAt: null }]);
    expect(act(mass, 'redo').escalations.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });
});
