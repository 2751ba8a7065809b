// Merging and parting are asked by one person and decided by another.
import { describe, expect, test } from 'vitest';
import { hear } from '../../../domain/appeal/decide.ts';
import { act, anAppeal, append, lastAt, refusalOf } from './builders.ts';
import { dispatcher, supervisor } from './cast.ts';

const master = 'SQ20261124-000009';

describe('§3.7 merge and unmerge', () => {
  const asked = (state: 'handling' | 'merged', action: 'requestMerge' | 'requestUnmerge') =>
    act(anAppeal({ state }), action);

  test('have a requester and a different decider, as persons', () => {
    const merging = asked('handling', 'requestMerge');
    expect(refusalOf(merging, 'decideMerge', {}, { actor: dispatcher })).toBe('sameAsker');
    expect(act(merging, 'decideMerge')).toMatchObject({
      state: 'merged',
      merge: { into: master, by: supervisor.id },
    });
    const leaving = asked('merged', 'requestUnmerge');
    expect(refusalOf(leaving, 'decideUnmerge', {}, { actor: dispatcher })).toBe('sameAsker');
    expect(act(leaving, 'decideUnmerge').state).toBe('handling');
  });

  test('denied, change nothing but that it was denied, and the denial has a reason', () => {
    const merging = asked('handling', 'requestMerge');
    const requestSeq = merging.requests.at(-1)?.seq ?? 0;
    expect(refusalOf(merging, 'decideMerge', { granted: false, requestSeq, textId: undefined })).toBe(
      'denialNeedsReason',
    );
    const denied = act(merging, 'decideMerge', { granted: false, requestSeq, textId: 'text-2' });
    expect(denied).toMatchObject({ state: 'handling', merge: null });
    expect(denied.requests.at(-1)).toMatchObject({ kind: 'merge', state: 'denied' });
  });

  test('are not for a case into itself, nor for one that leads others', () => {
    const appeal = anAppeal({ state: 'handling' });
    expect(refusalOf(appeal, 'requestMerge', { into: appeal.no })).toBe('mergeIntoItself');
    const leading = append(
      appeal,
      hear(appeal, { kind: 'childJoined', child: 'SQ20261124-000002', childSeq: 5 }, 'k', lastAt(appeal)).events,
    );
    expect(refusalOf(leading, 'requestMerge')).toBe('hasChildren');
  });
});
