// What becomes of an offer that was answered: what it counts for its helper, who may confirm and take it back, and when it is over.
import { describe, expect, test } from 'vitest';
import { ask } from '../../../domain/appeal/decide.ts';
import { mayMeet, maskedCard } from '../../../domain/ladder/card.ts';
import { loadChanges } from '../../../domain/ladder/offers.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { act, clockOf, eventsOf, lastAt, passTime, refusalOf } from '../appeal/builders.ts';
import { handler, otherHandler, partnerLiaison } from '../appeal/cast.ts';
import { aMatch, late, silent } from './cast.ts';

const two = silent(late());
const taken = act(two, 'claimOffer', {}, { actor: partnerLiaison });
const confirmed = act(taken, 'confirmHelp');
const done = act(confirmed, 'reportHelp', {}, { actor: partnerLiaison });
const change = (before: Appeal, after: Appeal) => loadChanges(before.offers, after.offers, 1000)[0];

describe('§4.5 past response', () => {
  test('declining with a reason is neutral: it is neither silence nor an acceptance', () => {
    const declined = act(two, 'declineOffer', { reason: 'noTime' }, { actor: partnerLiaison });
    expect(change(two, declined)).toMatchObject({ open: -1, tasks: 0, accepted: 0, declined: 1, silent: 0 });
  });

  test('accepting counts for the helper, once', () => {
    expect(change(two, taken)).toMatchObject({ open: -1, tasks: 1, accepted: 1, declined: 0, silent: 0 });
    expect(change(confirmed, done)).toMatchObject({ open: 0, tasks: -1, accepted: 0 });
  });

  test('a unit sends whom it can spare: it is not left in peace after a task as a member is', () => {
    expect(change(confirmed, done)?.coolingUntil).toBeNull();
  });
});

describe('§4.5 §9 the masked card', () => {
  const dueOf = (appeal: Appeal) => appeal.clocks.find(({ rung }) => rung === 2)?.dueAt ?? null;
  const shown = (appeal: Appeal) => {
    const [offer] = appeal.offers;
    if (!offer) throw new Error('nobody was asked');
    const { answerBy, actBy } = maskedCard(appeal, offer);
    return { answerBy, actBy, meets: mayMeet(offer) };
  };

  test('says until when to answer, and once it is taken until when to act', () => {
    expect(shown(two)).toMatchObject({ answerBy: dueOf(two), actBy: null });
    expect(shown(taken)).toMatchObject({ answerBy: null, actBy: dueOf(taken) });
    expect(shown(done)).toMatchObject({ answerBy: null, actBy: null });
  });

  test('a helper sees whom to help when a person has confirmed the match, and no longer when it is done', () => {
    expect([two, taken, confirmed, done].map((each) => shown(each).meets)).toEqual([false, false, true, false]);
  });
});

test('§4.5 what matching answers to a search that is over changes nothing', () => {
  const before = late();
  const seeking = passTime(before, clockOf(before, 'supervision').dueAt);
  const rung = seeking.escalations.at(-1);
  if (!rung?.seeking) throw new Error('nobody is looked for');
  const old = aMatch({ ...rung, raisedSeq: rung.raisedSeq - 1 }, [partnerLiaison.id]);
  expect(ask(seeking, old, lastAt(seeking))).toEqual([]);
});

describe('§4.5 after the acceptance', () => {
  test('of the handlers only the lead’s confirm the match', () => {
    expect(refusalOf(taken, 'confirmHelp', {}, { actor: otherHandler })).toBe('notYourCase');
    expect(refusalOf(taken, 'confirmHelp', {}, { actor: handler })).toBeNull();
  });

  test('what nobody has accepted, or another was quicker with, is not confirmed', () => {
    const three = silent(two);
    const [first, second] = three.offers.filter(({ rung }) => rung === 3);
    const won = act(three, 'claimOffer', { offerId: first?.id ?? '' });
    expect(refusalOf(won, 'confirmHelp', { offerId: second?.id ?? '' })).toBe('offerNotAccepted');
  });

  test('help that was given is not taken back', () => {
    const another = { ...done, offers: [...done.offers, { ...two.offers[0], id: 'open' } as (typeof two.offers)[0]] };
    expect(refusalOf(another, 'withdrawOffer', { offerId: done.offers[0]?.id ?? '' })).toBe('helpDone');
  });

  test('a task nobody finished is taken back when the case is over, so that it binds nobody', () => {
    const closed = act(act(act(confirmed, 'contact'), 'complete'), 'reply');
    const answered = act(closed, 'feedback');
    expect(answered.offers).toMatchObject([{ state: 'accepted' }]);
    const over = passTime(answered, clockOf(answered, 'reopen').dueAt);
    expect(over.offers).toMatchObject([{ state: 'withdrawn' }]);
    expect(eventsOf(over, 'offerWithdrawn').map(({ data }) => data.reason)).toEqual(['caseOver']);
  });

  test('a task that nobody has confirmed is taken back when the case is closed, since nobody could confirm it any more', () => {
    const replied = act(act(act(taken, 'contact'), 'complete'), 'reply');
    expect(replied.offers).toMatchObject([{ state: 'accepted', confirmedAt: null }]);
    const closed = act(replied, 'feedback');
    expect(closed).toMatchObject({ state: 'closed', archivedAt: null, offers: [{ state: 'withdrawn' }] });
    expect(eventsOf(closed, 'offerWithdrawn').map(({ data }) => data.reason)).toEqual(['causeGone']);
    const helper = { helperId: partnerLiaison.id, open: 0, tasks: -1 };
    expect(loadChanges(replied.offers, closed.offers, 0)).toMatchObject([helper]);
    // From a merge it may come back.
    const merged = act(act(taken, 'requestMerge'), 'decideMerge');
    expect(merged).toMatchObject({ state: 'merged', offers: [{ state: 'accepted' }] });
  });

  test('a task taken back when its rung has ended raises no other rung', () => {
    const handled = act(act(confirmed, 'contact'), 'complete');
    const before = eventsOf(handled, 'escalated').length;
    expect(eventsOf(act(handled, 'withdrawOffer'), 'escalated')).toHaveLength(before);
  });
});

test('§4.5 a rung for which nobody could be looked for in its time is passed over, and said so', () => {
  const before = late();
  const first = passTime(before, clockOf(before, 'supervision').dueAt);
  expect(first.escalations.at(-1)).toMatchObject({ rung: 2, seeking: true });
  const due = first.clocks.find(({ rung, firedAt }) => rung === 2 && firedAt === null)?.dueAt ?? 0;
  const after = passTime(first, due);
  expect(eventsOf(after, 'rungSkipped').map(({ data }) => [data.rung, data.reason])).toEqual([[2, 'notAsked']]);
  expect(after.escalations.at(-1)).toMatchObject({ rung: 3, seeking: true });
});
