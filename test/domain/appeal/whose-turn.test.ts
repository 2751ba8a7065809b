// Who hears that a resident asks again, that something waits for a decision, and that a rung was silent to the end (domain §4.4, §4.6).
import { describe, expect, test } from 'vitest';
import { noticesFor } from '../../../domain/appeal/notices.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { act, anAppeal, clockOf, logOf, passTime } from './builders.ts';
import { partnerLiaison, secondMember, thirdMember } from './cast.ts';
import { late, silent } from '../ladder/cast.ts';

const told = (before: Appeal, after: Appeal) => noticesFor(before, after, logOf(after).slice(before.version));
const kindsTo = (before: Appeal, after: Appeal) => told(before, after).map(({ kind, to }) => [kind, to]);

describe('§4.6 a repeated call is told to whose turn it is', () => {
  test.each([
    ['registered', { role: 'clerk' }],
    ['accepted', { role: 'dispatcher' }],
    ['handling', { user: 'handler' }],
    ['returnReview', { role: 'dispatcher' }],
    ['inMediation', { role: 'mediator' }],
    ['inCouncil', { role: 'convenor' }],
    ['parked', { role: 'director' }],
    ['replied', { role: 'callbackAgent' }],
  ] as const)('in %s', (state, to) => {
    const before = anAppeal({ state, class: 'U4' });
    expect(kindsTo(before, act(before, 'progressCall'))).toEqual([['urged', to]]);
  });
});

describe('§3.7 what waits for a decision', () => {
  const asked = act(anAppeal({ state: 'handling' }), 'requestExtension');

  test('is told to whoever decides, but not to the person who asked', () => {
    expect(kindsTo(anAppeal({ state: 'handling' }), asked).at(-1)).toEqual([
      'decisionAsked',
      { role: 'supervisor', except: 'handler' },
    ]);
  });

  test('is pressed when the due has passed and the grace begins', () => {
    const grace = passTime(asked, clockOf(asked, 'handling').dueAt);
    expect(kindsTo(asked, grace)).toContainEqual(['decisionPressing', { role: 'supervisor' }]);
  });
});

describe('§4.4 supervision', () => {
  test('silent on the last rung is told to the director: there is none to climb to', () => {
    const fifth = silent(silent(silent(silent(late()))));
    const supervision = fifth.clocks.find(({ name, rung }) => name === 'supervision' && rung === 5);
    const over = passTime(fifth, supervision?.dueAt ?? 0);
    expect(kindsTo(fifth, over)).toContainEqual(['supervisionSilent', { role: 'director' }]);
    const second = silent(late());
    expect(kindsTo(late(), second).map(([kind]) => kind)).not.toContain('supervisionSilent');
  });

  test('its mark on a helpers’ rung warns nobody: their letter names the time', () => {
    const asked = silent(late());
    const clock = asked.clocks.find(({ name, rung }) => name === 'supervision' && rung === 2);
    const warned = passTime(asked, clock?.warnAt ?? 0);
    expect(logOf(warned).at(-1)?.kind).toBe('warned');
    expect(told(asked, warned)).toEqual([]);
  });
});

describe('§4.5 what helpers and the house are told of an offer', () => {
  test('the others of a rung that somebody took learn that it is taken', () => {
    const three = silent(silent(late()));
    const letters = kindsTo(three, act(three, 'claimOffer', { offerId: three.offers[1]?.id ?? '' }));
    expect(letters.filter(([kind]) => kind === 'offerLost')).toEqual([
      ['offerLost', { helper: secondMember.id }],
      ['offerLost', { helper: thirdMember.id }],
    ]);
  });

  test('what a helper has done is told to whoever must close it, and to the supervisor', () => {
    const confirmed = act(act(silent(late()), 'claimOffer', {}, { actor: partnerLiaison }), 'confirmHelp');
    const done = act(confirmed, 'reportHelp', {}, { actor: partnerLiaison });
    expect(kindsTo(confirmed, done)).toEqual([
      ['helperDone', { user: 'handler' }],
      ['helperDone', { role: 'supervisor' }],
    ]);
  });
});
