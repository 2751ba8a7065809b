import { describe, expect, test } from 'vitest';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import { isAlike } from '../../../domain/appeal/repeating.ts';
import { dayMs } from '../../../domain/time/shanghai.ts';
import { act, anAppeal, clockOf, lastAt, logOf, refusalOf, tuesday } from './builders.ts';
import { clerk, gridWorker, handler, resident } from './cast.ts';

describe('§4.6 repeat callers: the same person repeating gets a progress answer', () => {
  test('the call is recorded on the case with who and when, as often as they call', () => {
    const once = act(anAppeal({ state: 'handling' }), 'progressCall');
    const twice = act(once, 'progressCall', {}, { actor: gridWorker });
    expect(twice.progressCalls).toEqual([
      { at: lastAt(once), by: 'clerk' },
      { at: lastAt(twice), by: 'grid-worker' },
    ]);
  });

  test('it moves no due time and no state', () => {
    const before = anAppeal({ state: 'handling' });
    const after = act(before, 'progressCall');
    expect(after.state).toBe(before.state);
    expect(clockOf(after, 'handling')).toEqual(clockOf(before, 'handling'));
  });

  test('whose turn it is hears of it, and nobody else', () => {
    const before = anAppeal({ state: 'handling' });
    const after = act(before, 'progressCall');
    const notices = noticesFor(before, after, logOf(after).slice(before.version));
    expect(notices.map(({ kind, to }) => [kind, to])).toEqual([['urged', { user: 'handler' }]]);
  });

  test('it is for those who take the call, and for cases that are open', () => {
    expect(refusalOf(anAppeal({ state: 'handling' }), 'progressCall', {}, { actor: handler })).toBe('notPermitted');
    expect(refusalOf(anAppeal({ state: 'handling' }), 'progressCall', {}, { actor: resident })).toBe('notPermitted');
    expect(refusalOf(anAppeal({ state: 'closed' }), 'progressCall', {}, { actor: clerk })).toBe('wrongState');
  });
});

describe('§4.6 duplicate hint: what looks like one’s own earlier appeal', () => {
  const place = { communityId: 'c', compoundId: 'c.1', buildingId: 'c.1.2' };
  const earlier = { category: 'LIGHT', place, receivedAt: tuesday };
  const wish = { category: 'LIGHT', place };

  test('is of the same category and building, within 14 日, the fourteenth included', () => {
    expect(isAlike(earlier, wish, tuesday + 14 * dayMs)).toBe(true);
    expect(isAlike(earlier, wish, tuesday + 14 * dayMs + 1)).toBe(false);
  });

  test.each([
    ['another category', { ...wish, category: 'CLEAN' }],
    ['another building', { ...wish, place: { ...place, buildingId: 'c.1.3' } }],
    ['another community', { ...wish, place: { ...place, communityId: 'd' } }],
    ['no place at all', { ...wish, place: { communityId: 'c', compoundId: null, buildingId: null } }],
  ])('is not of %s', (_name, other) => {
    expect(isAlike(earlier, other, tuesday)).toBe(false);
  });

  test('without a building is of the same compound', () => {
    expect(isAlike(earlier, { ...wish, place: { ...place, buildingId: null } }, tuesday)).toBe(true);
  });
});
