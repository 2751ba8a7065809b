// The ladder (domain §4.5): from rung to rung until somebody has taken it, each rung in its own time and none passed over unsaid.
import { describe, expect, test } from 'vitest';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { liveRung } from '../../../domain/ladder/climb.ts';
import { coolDownOf, loadChanges } from '../../../domain/ladder/offers.ts';
import { dayMs } from '../../../domain/time/shanghai.ts';
import type { State } from '../../../domain/words.ts';
import {
  act,
  anAppeal,
  answeredAgain,
  clockOf,
  eventsOf,
  lastAt,
  logOf,
  passTime,
  refusalOf,
  shown,
  type Wanted,
} from '../appeal/builders.ts';
import { member, partnerLiaison, secondMember, supervisor, thirdMember } from '../appeal/cast.ts';
import { at } from '../time/cast.ts';
import { asked, everybody, late, silent } from './cast.ts';

const rungsOf = (appeal: Appeal) =>
  logOf(appeal).flatMap((event) => {
    if (event.kind === 'escalated' && event.data.clocks.length > 0) return [String(event.data.rung)];
    return event.kind === 'rungSkipped' ? [`-${event.data.rung} ${event.data.reason}`] : [];
  });

describe('§4.5 the way of the ladder', () => {
  const ways: [string, Wanted, string[]][] = [
    ['works and money ask units first', { category: 'LIGHT' }, ['1', '2', '3', '4', '5']],
    ['labour and company ask members first', { category: 'CLEAN' }, ['1', '3', '2', '4', '5']],
    [
      'statutory matters go straight to the town',
      { category: 'XINF' },
      ['1', '-2 enforcement', '-3 enforcement', '4', '5'],
    ],
    ['a dispute never reaches members', { category: 'NEIGH' }, ['1', '2', '-3 dispute', '4', '5']],
    ['a report never reaches members', { type: 'REPORT' }, ['1', '2', '-3 report', '4', '5']],
    ['what is sensitive never reaches members', { flags: ['sensitive'] }, ['1', '2', '-3 sensitive', '4', '5']],
    ['a minor’s matter never reaches members', { flags: ['minor'] }, ['1', '2', '-3 minor', '4', '5']],
    [
      'a category without helpers says so',
      { category: 'OTHER' },
      ['1', '-2 noneForCategory', '-3 noneForCategory', '4', '5'],
    ],
  ];
  test.each(ways)('%s', (_name, wanted, expected) => {
    let appeal = late(wanted);
    for (let rung = 0; rung < 5; rung += 1) appeal = silent(appeal);
    expect(rungsOf(appeal)).toEqual(expected);
  });

  test('U1 asks supervisor and units at once', () => {
    const appeal = asked(late({ class: 'U1', category: 'EMERG' }), everybody);
    expect(rungsOf(appeal)).toEqual(['1', '2']);
    expect(appeal.offers.map(({ helperId }) => helperId)).toEqual([partnerLiaison.id]);
  });

  test('no candidate: the next rung at once, and said so with how many were not asked and why', () => {
    const appeal = silent(late(), { 4: 'street' });
    expect(rungsOf(appeal)).toEqual(['1', '2', '-2 noCandidate', '3', '-3 noCandidate', '4']);
    expect(eventsOf(appeal, 'rungSkipped')[0]?.data.tally).toEqual({ noCapability: 3 });
    expect(
      new Set(
        eventsOf(appeal, 'escalated')
          .slice(1)
          .map(({ at }) => at),
      ).size,
    ).toBe(1);
  });

  test('all four promises feed it: 处理, 答复, 督办, 反馈', () => {
    for (const state of ['handling', 'handled', 'replied'] as const) {
      const appeal = anAppeal({ class: 'U2', state });
      const name = { handling: 'handling', handled: 'reply', replied: 'feedback' } as const;
      const climbed = silent(passTime(appeal, clockOf(appeal, name[state]).dueAt));
      expect(rungsOf(climbed)).toEqual(['1', '2']);
    }
  });

  test.each<[State, string]>([
    ['handling', 'work'],
    ['handled', 'visit'],
    ['replied', 'visit'],
  ])('what is asked for fits the stage: %s asks for %s', (state, ask) => {
    const appeal = anAppeal({ class: 'U2', state });
    const due = Math.max(...appeal.clocks.map(({ dueAt }) => dueAt));
    expect(silent(passTime(appeal, due)).offers[0]?.ask).toBe(ask);
  });

  test('the acting half climbs as well when nothing moves', () => {
    const acknowledged = act(late(), 'acknowledgeEscalation', {}, { actor: supervisor });
    expect(rungsOf(silent(acknowledged))).toEqual(['1', '2']);
  });

  test('rung 5 lists the case and puts it on the agenda of the joint meeting; its silence ends there', () => {
    let appeal = late();
    for (let rung = 0; rung < 4; rung += 1) appeal = silent(appeal);
    expect(appeal).toMatchObject({ councilItem: { by: 'system' } });
    expect(appeal.supervision.at(-1)).toMatchObject({ level: 'listed' });
    expect(rungsOf(silent(appeal))).toEqual(['1', '2', '3', '4', '5']);
  });

  test('when the cause is gone the rungs end and open offers are withdrawn', () => {
    const appeal = act(act(silent(late()), 'contact'), 'complete');
    expect(liveRung(appeal)).toBe(0);
    expect(appeal.offers.map(({ state }) => state)).toEqual(['withdrawn']);
    expect(eventsOf(appeal, 'offerWithdrawn').map(({ data }) => data.reason)).toEqual(['causeGone']);
  });

  test('a redo begins the ladder anew', () => {
    const replied = anAppeal({ class: 'U2', state: 'replied' });
    const climbed = silent(passTime(replied, clockOf(replied, 'feedback').dueAt));
    const again = answeredAgain(climbed);
    expect(liveRung(again)).toBe(0);
    const twice = silent(passTime(again, clockOf(again, 'feedback').dueAt), { 3: [member.id] });
    expect(rungsOf(twice).slice(2)).toEqual(['1', '2', '-2 noCandidate', '3']);
  });
});

test('§4.5 a whole ladder through Spring Festival 2026: each rung has its own working day, and nine days of holidays are none', () => {
  const before = anAppeal({ state: 'handling', at: at('2026-02-05 10:00') });
  let appeal = passTime(before, clockOf(before, 'handling').dueAt);
  const dues = [shown(clockOf(before, 'handling').dueAt)];
  for (let rung = 1; rung <= 5; rung += 1) {
    const due = Math.max(...appeal.clocks.filter(({ name }) => name === 'supervision').map(({ dueAt }) => dueAt));
    dues.push(`${liveRung(appeal)}: ${shown(due)}`);
    appeal = silent(appeal);
  }
  // The 14th and the 28th are Saturdays that are worked; from the 15th to the 23rd nobody works.
  expect(dues).toEqual([
    '02-12 18:00',
    '1: 02-13 18:00',
    '2: 02-14 18:00',
    '3: 02-24 18:00',
    '4: 02-25 18:00',
    '5: 02-26 18:00',
  ]);
  expect(appeal.offers.map(({ state }) => state)).toEqual(['expired', 'expired', 'expired', 'expired']);
});

describe('§4.5 an offer', () => {
  const three = silent(silent(late()));
  const [first, second] = three.offers.filter(({ rung }) => rung === 3);

  test('goes to one unit, and on the members’ rung to the best three in parallel', () => {
    expect(three.offers.map(({ rung, state }) => [rung, state])).toEqual([
      [2, 'expired'],
      [3, 'sent'],
      [3, 'sent'],
      [3, 'sent'],
    ]);
  });

  test('goes to no fourth member and no second unit, however many could be found', () => {
    const many = { 2: [partnerLiaison.id, 'unit-2'], 3: [member.id, secondMember.id, thirdMember.id, 'member-4'] };
    const asked = silent(silent(late(), many), many);
    expect(asked.offers.map(({ helperId }) => helperId)).toEqual([
      partnerLiaison.id,
      ...[member.id, secondMember.id, thirdMember.id],
    ]);
  });

  const claimed = act(three, 'claimOffer', { offerId: first?.id ?? '' }, { actor: member });

  test('is won by the first claim, exactly one; the others are lost', () => {
    expect(claimed.offers.filter(({ rung }) => rung === 3).map(({ state }) => state)).toEqual([
      'accepted',
      'lost',
      'lost',
    ]);
    const late2 = { offerId: second?.id ?? '' };
    expect(refusalOf(claimed, 'claimOffer', late2, { actor: secondMember })).toBe('offerTaken');
    expect(refusalOf(claimed, 'claimOffer', { offerId: first?.id ?? '' }, { actor: member })).toBe('offerOver');
  });

  test('accepted is the rung’s acknowledgement and opens the acting half; the case stays its owner’s', () => {
    const rung = claimed.escalations.find(({ raisedSeq }) => raisedSeq === first?.raisedSeq);
    expect(rung).toMatchObject({ acknowledgedAt: lastAt(claimed), acknowledgedBy: member.id, endedAt: null });
    expect(claimed.clocks.filter(({ rung: of }) => of === 3)).toMatchObject([{ half: 'act' }]);
    expect(claimed).toMatchObject({ state: three.state, assignment: three.assignment, personSeq: three.personSeq });
  });

  test('claimed at the due instant is in time; the instant after it has expired and the next rung is raised', () => {
    const two = silent(late());
    const due = two.clocks.find(({ rung }) => rung === 2)?.dueAt ?? 0;
    expect(refusalOf(two, 'claimOffer', {}, { actor: partnerLiaison, at: due })).toBeNull();
    expect(refusalOf(two, 'claimOffer', {}, { actor: partnerLiaison, at: due + 1 })).toBe('offerOver');
    expect(rungsOf(passTime(two, due)).at(-1)).toBe('3');
  });

  test('is answered by nobody but the helper it was sent to', () => {
    expect(refusalOf(three, 'claimOffer', { offerId: first?.id ?? '' }, { actor: secondMember })).toBe('notYourOffer');
    expect(refusalOf(late(), 'claimOffer', { offerId: 'x' }, { actor: member })).toBe('notYourOffer');
  });

  test('declined by the unit passes on to the next rung at once', () => {
    const two = silent(late());
    const declined = act(two, 'declineOffer', { reason: 'notAble' }, { actor: partnerLiaison });
    expect(rungsOf(declined)).toEqual(['1', '2', '3']);
    expect(eventsOf(declined, 'escalated').at(-1)?.at).toBe(lastAt(declined));
  });

  test('declined by the last of three passes on, by one of three it does not', () => {
    const ids = three.offers.filter(({ rung }) => rung === 3).map(({ id }) => id);
    let appeal = three;
    [member, secondMember, thirdMember].forEach((actor, index) => {
      expect(rungsOf(appeal).at(-1)).toBe('3');
      appeal = act(appeal, 'declineOffer', { offerId: ids[index] ?? '', reason: 'noTime' }, { actor });
    });
    expect(rungsOf(appeal).at(-1)).toBe('4');
  });

  test('must be confirmed by a person before help is reported; the result gives the owner one more acting half', () => {
    const offerId = first?.id ?? '';
    const done = { offerId, stage: 'done', hours: 2, persons: 1 } as const;
    expect(refusalOf(claimed, 'reportHelp', done, { actor: member })).toBe('confirmFirst');
    const confirmed = act(claimed, 'confirmHelp', { offerId });
    expect(confirmed.offers.find(({ id }) => id === offerId)).toMatchObject({ confirmedBy: supervisor.id });
    const reported = act(confirmed, 'reportHelp', done, { actor: member });
    const half = reported.clocks.filter(({ rung }) => rung === 3);
    expect(half).toMatchObject([{ half: 'act', openedAt: lastAt(reported) }]);
    expect(reported.state).toBe('handling');
    expect(refusalOf(reported, 'reportHelp', done, { actor: member })).toBe('helpDone');
    expect(loadChanges(confirmed.offers, reported.offers, coolDownOf(reported))).toMatchObject([
      { helperId: member.id, open: 0, tasks: -1, coolingUntil: lastAt(reported) + 7 * dayMs },
    ]);
  });

  test('silence counts against the helper, declining with a reason does not', () => {
    expect(loadChanges(silent(late()).offers, three.offers, 0).find(({ silent: n }) => n > 0)).toMatchObject({
      helperId: partnerLiaison.id,
      open: -1,
      declined: 0,
    });
  });

  test('taken back by staff passes on when nobody else is left', () => {
    const two = silent(late());
    expect(rungsOf(act(two, 'withdrawOffer'))).toEqual(['1', '2', '3']);
  });
});
