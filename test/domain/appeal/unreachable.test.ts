// Awaiting the resident in vain: who cannot be reached gives up their own matter only.
import { describe, expect, test } from 'vitest';
import { hear } from '../../../domain/appeal/decide.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { act, anAppeal, append, clockOf, eventsOf, lastAt, passTime, refusalOf, shown, tuesday } from './builders.ts';

const waitedInVain = (appeal: Appeal) => passTime(appeal, clockOf(appeal, 'residentAnswer').dueAt);
const awaiting = (wanted: Parameters<typeof anAppeal>[0] = {}) => anAppeal({ state: 'awaitingResident', ...wanted });

describe('§4.4 resident’s answer', () => {
  test('an appellant’s own matter closes as unreachable', () => {
    expect(waitedInVain(awaiting())).toMatchObject({ state: 'closed', outcome: 'unreachable' });
  });

  test.each([
    ['a mass appeal', awaiting({ flags: ['mass'] })],
    ['one that others joined', leading(awaiting())],
    ['a patrol’s finding', { ...awaiting(), source: 'patrol' as const }],
    ['one that goes on although its appellant withdrew it', { ...awaiting(), proactive: { at: tuesday, by: 'x' } }],
  ])('%s goes on: it is not the appellant’s alone to let lie', (_what, appeal) => {
    const before = clockOf(appeal, 'handling').pausedRemaining;
    const at = clockOf(appeal, 'residentAnswer').dueAt;
    const after = passTime(appeal, at);
    expect(after.state).toBe('handling');
    expect(before).not.toBeNull();
    expect(clockOf(after, 'handling')).toMatchObject({ pausedRemaining: null, firedAt: null });
    expect(clockOf(after, 'handling').dueAt).toBeGreaterThan(at);
  });
});

describe('§3.1 信访工作条例 §32, 34', () => {
  const appeal = awaiting({ xinfang: true, class: 'U4' });

  test('the written answer is owed whether or not anybody can be reached: the matter goes on and its clock with it', () => {
    const after = waitedInVain(appeal);
    expect(after).toMatchObject({ state: 'handling', outcome: null });
    expect(clockOf(after, 'xinfangClose')).toEqual(clockOf(appeal, 'xinfangClose'));
    const late = passTime(after, clockOf(after, 'xinfangClose').dueAt);
    expect(eventsOf(late, 'expired').map(({ data }) => data.clock)).toContain('xinfangClose');
    expect(late.closedAt).toBeNull();
  });

  test('a call is no written answer', () => {
    const handled = anAppeal({ xinfang: true, class: 'U4', state: 'handled' });
    expect(refusalOf(handled, 'reply', { channel: 'phone' })).toBe('writtenReplyNeeded');
    for (const channel of ['letter', 'visit', 'web'] as const)
      expect(act(handled, 'reply', { channel }).clocks.map(({ name }) => name)).not.toContain('xinfangClose');
    expect(refusalOf(anAppeal({ state: 'handled' }), 'reply', { channel: 'phone' })).toBeNull();
    expect(shown(clockOf(handled, 'xinfangClose').dueAt)).not.toBe('-');
  });
});

function leading(appeal: Appeal): Appeal {
  const { events } = hear(
    appeal,
    { kind: 'childJoined', child: 'SQ20261124-000002', childSeq: 5 },
    'k',
    lastAt(appeal),
  );
  return append(appeal, events);
}
