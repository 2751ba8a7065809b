// The default ladder of every category (domain §4.5 routing, §5 columns R2 and R3).
import { describe, expect, test } from 'vitest';
import { defaultLadder } from '../../../domain/ladder/routes.ts';
import { maskedCard } from '../../../domain/ladder/card.ts';
import { matchRequest } from '../../../domain/ladder/request.ts';
import { loadChanges } from '../../../domain/ladder/offers.ts';
import { defaultCategories } from '../../../domain/policy/categories.ts';
import { act, anAppeal, tuesday } from '../appeal/builders.ts';
import { late, silent } from './cast.ts';

const codes = defaultCategories.map(({ code }) => code);
const thatAre = (holds: (code: string) => boolean) => codes.filter(holds).join(' ');

describe('§4.5 §5 routing', () => {
  test('labour, company, errands and expertise go to members first; 信访 straight to the town; the rest to units', () => {
    expect(thatAre((code) => defaultLadder(code).route === 'labour')).toBe(
      'CLEAN ELDER HEALTH PSY CHILD ERRAND VISIT EMERG POLICY CULT DISAB'.split(' ').sort(byForm).join(' '),
    );
    expect(thatAre((code) => defaultLadder(code).route === 'enforcement')).toBe('XINF');
  });

  test('where §5 says never or names nobody, members are not asked', () => {
    expect(thatAre((code) => defaultLadder(code).members === null)).toBe(
      'HEAT_NET RENOV PROP NEIGH FAMILY XINF ONLINE OTHER',
    );
  });

  test('where §5 names nobody, no unit is asked; in an emergency all hands are', () => {
    expect(thatAre((code) => defaultLadder(code).units === null)).toBe('ERRAND VISIT ONLINE OTHER');
    expect(thatAre((code) => defaultLadder(code).units?.length === 0)).toBe('EMERG');
  });

  test('advice and what is done online is done from anywhere: distance adds nothing', () => {
    expect(thatAre((category) => matchRequest(anAppeal({ category }), 3, tuesday).remote)).toBe('ONLINE POLICY');
  });
});

test('§5 members go to the old and the disabled in pairs; a team sees to that itself', () => {
  const asked = silent(late({ category: 'ELDER' }));
  const [offer] = asked.offers;
  if (offer?.rung !== 3) throw new Error('no member was asked');
  expect(maskedCard(asked, offer).inPairs).toBe(true);
  expect(maskedCard(asked, { ...offer, kind: 'team' }).inPairs).toBe(false);
});

test('§3 of helpers whose load one event changes, the record locks the ids in their order', () => {
  const three = silent(silent(late()));
  const claimed = act(
    three,
    'claimOffer',
    { offerId: three.offers[3]?.id ?? '' },
    { actor: { id: 'member-3', role: 'member', unitId: null } },
  );
  const ids = loadChanges([...three.offers].reverse(), [...claimed.offers].reverse(), 0).map(
    ({ helperId }) => helperId,
  );
  expect(ids).toEqual([...ids].sort());
  expect(ids).toHaveLength(3);
});

/** In the order of the forms. */
function byForm(a: string, b: string): number {
  return codes.indexOf(a) - codes.indexOf(b);
}
