// Offers taken back because the case is about whoever was asked, and rungs that came back from a merge without theirs.
import { describe, expect, test } from 'vitest';
import { hear } from '../../../domain/appeal/decide.ts';
import { rebuild } from '../../../domain/appeal/evolve.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { seekingRung } from '../../../domain/ladder/ask.ts';
import { liveRungs } from '../../../domain/ladder/climb.ts';
import { loadChanges } from '../../../domain/ladder/offers.ts';
import { minuteMs } from '../../../domain/time/shanghai.ts';
import { act, append, attempt, clockOf, eventsOf, lastAt, logOf, refusalOf } from '../appeal/builders.ts';
import { member, otherUnit, partnerLiaison, secondMember, thirdMember } from '../appeal/cast.ts';
import { asked, everybody, late, silent } from './cast.ts';

const atUnits = () => silent(late());
const atMembers = () => silent(atUnits());
const master = 'SQ20261124-000009';
const states = (appeal: Appeal) => appeal.offers.map(({ helperId, state }) => [helperId, state]);
const about = (helper: { id: string }) => ({ from: [otherUnit], helpers: [helper.id] });

describe('§4.6 report shielded after its target was asked to help', () => {
  test('what its target was asked is taken back with the reason; who else was asked keeps it', () => {
    const after = act(atMembers(), 'shield', about(secondMember));
    expect(states(after).slice(1)).toEqual([
      [member.id, 'sent'],
      [secondMember.id, 'withdrawn'],
      [thirdMember.id, 'sent'],
    ]);
    expect(eventsOf(after, 'offerWithdrawn').map(({ data }) => data.reason)).toEqual(['recused']);
    expect(after.shieldedHelpers).toEqual([secondMember.id]);
    expect(liveRungs(after).map(({ rung }) => rung)).toEqual(liveRungs(atMembers()).map(({ rung }) => rung));
    expect(rebuild(logOf(after))).toEqual(after);
  });

  test('was it the only one asked, the next rung comes at once', () => {
    const after = act(atUnits(), 'shield', about(partnerLiaison));
    expect(states(after)).toEqual([[partnerLiaison.id, 'withdrawn']]);
    expect(seekingRung(after)?.rung).toBe(3);
  });

  test('a task that its target took is taken back as well, and they may neither claim nor report any more', () => {
    const before = atMembers();
    const offerId = before.offers.find(({ helperId }) => helperId === member.id)?.id ?? '';
    const taken = act(before, 'claimOffer', { offerId });
    const after = act(taken, 'shield', about(member));
    expect(after.offers.find(({ id }) => id === offerId)?.state).toBe('withdrawn');
    expect(seekingRung(after)?.rung).toBe(4);
    for (const action of ['seeOffer', 'claimOffer', 'declineOffer', 'reportHelp'] as const)
      expect(refusalOf(after, action, { offerId })).toBe('notPermitted');
  });

  test('nobody whom it is about is asked afterwards: their entry is among the recused', () => {
    const after = act(late(), 'shield', about(partnerLiaison));
    expect(attempt(after, 'claimOffer', { offerId: 'none' }, { actor: partnerLiaison }).refusal?.code).toBe(
      'notPermitted',
    );
  });
});

describe('§4.5 a helper who left or was put out of service', () => {
  const barred = (appeal: Appeal, { id }: { id: string }) =>
    append(appeal, hear(appeal, { kind: 'helperBarred', helperId: id }, `helper:${id}:2`, lastAt(appeal)).events);

  test('is not waited for: the next rung at once, and nobody’s silence', () => {
    const before = atUnits();
    const after = barred(before, partnerLiaison);
    expect(states(after)).toEqual([[partnerLiaison.id, 'withdrawn']]);
    expect(eventsOf(after, 'offerWithdrawn').map(({ data }) => data.reason)).toEqual(['outOfService']);
    expect(seekingRung(after)?.rung).toBe(3);
    expect(loadChanges(before.offers, after.offers, 0)).toMatchObject([{ open: -1, silent: 0, declined: 0 }]);
    expect(rebuild(logOf(after))).toEqual(after);
  });

  test('of several who were asked, the others keep what they were asked', () => {
    const after = barred(atMembers(), secondMember);
    expect(states(after).slice(1)).toEqual([
      [member.id, 'sent'],
      [secondMember.id, 'withdrawn'],
      [thirdMember.id, 'sent'],
    ]);
    expect(seekingRung(after)).toBeNull();
  });

  test('leaves no task that nobody can report', () => {
    const before = atMembers();
    const offerId = before.offers.find(({ helperId }) => helperId === member.id)?.id ?? '';
    const after = barred(act(before, 'claimOffer', { offerId }), member);
    expect(after.offers.find(({ id }) => id === offerId)?.state).toBe('withdrawn');
    expect(seekingRung(after)?.rung).toBe(4);
  });

  test('who was not asked here changes nothing, told once or twice', () => {
    const before = atUnits();
    expect(barred(before, thirdMember)).toEqual(before);
    const once = barred(before, partnerLiaison);
    expect(barred(once, partnerLiaison)).toEqual(once);
  });
});

describe('§4.2 unmerge with a helpers’ rung', () => {
  const merged = (appeal: Appeal, now: number) =>
    act(act(appeal, 'requestMerge', {}, { at: now }), 'decideMerge', {}, { at: now });
  const apart = (appeal: Appeal, now: number) => {
    const childSeq = appeal.merge?.seq ?? 0;
    return append(appeal, hear(appeal, { kind: 'masterRefused', master, childSeq }, `refused:${childSeq}`, now).events);
  };

  test('looks for help again at once, with its whole time, and says why', () => {
    const before = atUnits();
    const following = merged(before, lastAt(before) + 5 * minuteMs);
    expect(states(following)).toEqual([[partnerLiaison.id, 'withdrawn']]);
    const back = apart(following, lastAt(before) + 50 * minuteMs);
    expect(seekingRung(back)).toMatchObject({ rung: 2 });
    expect(eventsOf(back, 'helpSoughtAgain')[0]?.data).toMatchObject({ rung: 2, reason: 'unmerged' });
    const rungs = back.clocks.filter(({ name, rung }) => name === 'supervision' && rung === 2);
    expect(rungs).toMatchObject([{ half: 'acknowledge' }]);
    expect((rungs[0]?.dueAt ?? 0) - lastAt(back)).toBe(60 * minuteMs);
    expect(rebuild(logOf(back))).toEqual(back);
    const again = asked(back, { 2: ['another-unit'] });
    expect(states(again).at(-1)).toEqual(['another-unit', 'sent']);
    const ids = again.offers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = logOf(again).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('goes on to the next rung at once where nobody else is found', () => {
    const before = atUnits();
    const back = apart(merged(before, lastAt(before) + minuteMs), lastAt(before) + 2 * minuteMs);
    const after = asked(back, { ...everybody, 2: [] });
    expect(eventsOf(after, 'rungSkipped').at(-1)?.data).toMatchObject({ rung: 2, reason: 'noCandidate' });
    expect(liveRungs(after).map(({ rung }) => rung)).toContain(3);
  });

  test('whoever took a task can be freed of it meanwhile: no rung goes on without the master, and after it help is looked for again', () => {
    const taken = act(atUnits(), 'claimOffer', {}, { actor: partnerLiaison });
    const following = merged(taken, lastAt(taken) + minuteMs);
    expect(states(following)).toEqual([[partnerLiaison.id, 'accepted']]);
    const offerId = following.offers[0]?.id ?? '';
    const freed = act(following, 'withdrawOffer', { offerId });
    expect(states(freed)).toEqual([[partnerLiaison.id, 'withdrawn']]);
    expect([seekingRung(freed), freed.escalations]).toEqual([null, following.escalations]);
    expect(seekingRung(apart(freed, lastAt(freed) + minuteMs))).toMatchObject({ rung: 2 });
  });

  test('a rung whose help was taken, and the house’s own rungs, are as they were', () => {
    const before = act(atUnits(), 'claimOffer', {}, { actor: partnerLiaison });
    const due = (appeal: Appeal) => clockOf(appeal, 'supervision').dueAt;
    const back = apart(merged(before, lastAt(before) + minuteMs), lastAt(before) + 2 * minuteMs);
    expect(eventsOf(back, 'helpSoughtAgain')).toEqual([]);
    expect([seekingRung(back), due(back)]).toEqual([null, due(before)]);
    const first = late();
    const again = apart(merged(first, lastAt(first) + minuteMs), lastAt(first) + 2 * minuteMs);
    expect(again.escalations).toEqual(first.escalations);
    expect(again.clocks.map(({ dueAt }) => dueAt)).toEqual(first.clocks.map(({ dueAt }) => dueAt));
  });
});
