// What matching is asked for a rung (domain §4.5): what the case needs, and whom it must not reach.
import { describe, expect, test } from 'vitest';
import { askedBefore, matchRequest } from '../../../domain/ladder/request.ts';
import { act, anAppeal, tuesday } from '../appeal/builders.ts';
import { leadUnit, member, partnerLiaison, secondMember, thirdMember } from '../appeal/cast.ts';
import { late, silent } from './cast.ts';

describe('§4.5 what matching is asked', () => {
  test('is what the category wants, of units and of members each their own', () => {
    const appeal = anAppeal({ category: 'CLEAN', state: 'handling' });
    expect(matchRequest(appeal, 2, tuesday).capabilities).toEqual(['cleaning', 'labour']);
    expect(matchRequest(anAppeal({ category: 'HAZARD' }), 3, tuesday).capabilities).toEqual(['guarding', 'design']);
  });

  test('after the work is done is first of all for somebody who can talk to people', () => {
    const request = matchRequest(anAppeal({ state: 'handled' }), 3, tuesday);
    expect(request).toMatchObject({ ask: 'visit' });
    expect(request.capabilities[0]).toBe('companionship');
  });

  test('is money or material where units are wanted for that first, never of members', () => {
    expect(matchRequest(anAppeal({ category: 'ROAD' }), 2, tuesday).ask).toBe('supply');
    expect(matchRequest(anAppeal({ category: 'ROAD' }), 3, tuesday).ask).toBe('work');
  });

  test('names the training without which a member is not asked, and asks none of units', () => {
    const appeal = anAppeal({ category: 'CHILD' });
    expect(matchRequest(appeal, 3, tuesday).training).toEqual(['childSafety']);
    expect(matchRequest(appeal, 2, tuesday).training).toEqual([]);
  });

  test('never asks anybody twice in one case, whatever they answered', () => {
    const two = silent(late());
    const declined = act(two, 'declineOffer', { reason: 'notAble' }, { actor: partnerLiaison });
    expect([...askedBefore(declined)]).toEqual([partnerLiaison.id]);
    expect([...askedBefore(silent(two))]).toEqual([partnerLiaison.id, member.id, secondMember.id, thirdMember.id]);
  });

  test('recuses whoever works on it and whom a report is about', () => {
    const appeal = { ...anAppeal({ type: 'REPORT', state: 'handling' }), shieldedFrom: ['unit-of-the-report'] };
    const { recused } = matchRequest(appeal, 2, tuesday);
    expect(recused).toEqual(expect.arrayContaining([leadUnit, 'handler', 'unit-of-the-report']));
  });
});
