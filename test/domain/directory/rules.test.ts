// Who decides about an entry of the directory, and with what load it begins (domain §3.7, §4.5 cap, §6).
import { describe, expect, test } from 'vitest';
import { isBarred, refusalOf, startingCaps, type Entry } from '../../../domain/directory/rules.ts';

const entry: Entry = { state: 'enrolled', enteredBy: 'grid-worker', userId: 'member' };
const asDirector = (id: string) => ({ id, roles: ['director' as const] });

describe('§3.7 an entry of the directory', () => {
  test('is verified neither by whoever entered it nor by whom it is about, whatever their roles', () => {
    expect(refusalOf(entry, 'verify', asDirector('grid-worker'))).toBe('selfVerified');
    expect(refusalOf(entry, 'verify', asDirector('member'))).toBe('selfVerified');
    expect(refusalOf(entry, 'verify', asDirector('director'))).toBeNull();
  });
});

test('§6 who has paused goes on with what they took; who left, or was put out of service, answers nothing any more', () => {
  const paused = { state: 'suspended', userId: 'member' } as const;
  expect(isBarred({ ...paused, suspendedBy: 'member' })).toBe(false);
  expect(isBarred({ ...paused, suspendedBy: 'director' })).toBe(true);
  expect(isBarred({ state: 'left', userId: 'member', suspendedBy: null })).toBe(true);
});

test('§4.5 a member begins with two open offers and one active task at most', () => {
  expect(startingCaps.member).toEqual({ maxOpenOffers: 2, maxActiveTasks: 1 });
});
