// The ladder when a case changes under it (domain §4.5, §9), and the outside office.
import { describe, expect, test } from 'vitest';
import type { Payload } from '../../../domain/appeal/commands.ts';
import { hear } from '../../../domain/appeal/decide.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { ladderOf, liveRung, shutOut } from '../../../domain/ladder/climb.ts';
import { minuteMs } from '../../../domain/time/shanghai.ts';
import type { SkipReason } from '../../../domain/words.ts';
import {
  act,
  anAppeal,
  append,
  attempt,
  clockOf,
  lastAt,
  logOf,
  passTime,
  refusalOf,
  type Wanted,
} from '../appeal/builders.ts';
import { director, member, office } from '../appeal/cast.ts';
import { asked, everybody, late, silent } from './cast.ts';

const rungsOf = (appeal: Appeal) =>
  logOf(appeal).flatMap((event) => {
    if (event.kind === 'escalated' && event.data.clocks.length > 0) return [String(event.data.rung)];
    return event.kind === 'rungSkipped' ? [`-${event.data.rung} ${event.data.reason}`] : [];
  });

describe('§4.5 U1 with rung 1 raised before', () => {
  test('asks the units as soon as a promise breaks, whether many households or another class came first', () => {
    const gathered = anAppeal({ state: 'handling', class: 'U1', category: 'LIGHT' });
    const telling = { kind: 'gather', households: 3, master: null } as const;
    const mass = append(gathered, hear(gathered, telling, 'gather', lastAt(gathered)).events);
    expect(rungsOf(mass)).toEqual(['1']);
    expect(rungsOf(passTime(mass, clockOf(mass, 'handling').dueAt)).slice(0, 2)).toEqual(['1', '2']);
  });
});

describe('§4.5 U1 with rung 1 raised before, still within its time', () => {
  test('the units are asked at the instant at which the promise breaks', () => {
    const urgent = anAppeal({ state: 'handling', class: 'U1', category: 'LIGHT' });
    const { dueAt } = clockOf(urgent, 'handling');
    const before = passTime(act(urgent, 'contact'), dueAt - 5 * minuteMs);
    const telling = { kind: 'gather', households: 3, master: null } as const;
    const mass = append(before, hear(before, telling, 'gather', dueAt - 5 * minuteMs).events);
    expect(rungsOf(passTime(mass, dueAt - 1))).toEqual(['1']);
    expect(rungsOf(passTime(mass, dueAt))).toEqual(['1', '2']);
  });
});

test('§4.5 U1: of two rungs that are silent together the further one climbs on, and one rung comes of it', () => {
  const urgent = asked(late({ class: 'U1', category: 'LIGHT' }), everybody);
  expect(rungsOf(urgent)).toEqual(['1', '2']);
  expect(rungsOf(silent(urgent))).toEqual(['1', '2', '3']);
});

describe('§4.5 rungs shut to a case', () => {
  const neverMembers: [string, Wanted, SkipReason][] = [
    ['of class MED, whatever its category', { class: 'MED' }, 'dispute'],
    ['a quarrel in a family', { category: 'FAMILY' }, 'dispute'],
    ['a quarrel of neighbours', { category: 'NEIGH' }, 'dispute'],
    ['a report', { type: 'REPORT' }, 'report'],
    ['a sensitive one', { flags: ['sensitive'] }, 'sensitive'],
    ['a child’s', { flags: ['minor'] }, 'minor'],
  ];
  test.each(neverMembers)('%s never reaches members', (_name, wanted, reason) => {
    expect(shutOut(anAppeal({ state: 'handling', ...wanted }), 3)).toBe(reason);
  });

  test('a 信访 matter goes past units and members, whatever its category', () => {
    const marked = anAppeal({ state: 'handling', class: 'U4', category: 'LIGHT', xinfang: true });
    expect(([2, 3, 4] as const).map((rung) => shutOut(marked, rung))).toEqual(['enforcement', 'enforcement', null]);
  });
});

describe('§4.5 §9 a case that becomes one members never see', () => {
  /** Three members asked before anybody accepted the case. */
  const early = () => {
    let appeal = anAppeal({ state: 'registered', class: 'U2', category: 'CLEAN' });
    appeal = passTime(appeal, clockOf(appeal, 'handling').dueAt);
    while (appeal.offers.length === 0) appeal = silent(appeal, { 3: everybody[3] ?? [] });
    return appeal;
  };
  const kept: [string, Partial<Payload<'accept'>>][] = [
    ['a report', { type: 'REPORT' }],
    ['sensitive', { category: 'PSY', flags: ['sensitive'] }],
    ['a dispute', { category: 'NEIGH' }],
  ];
  test.each(kept)('accepted as %s takes its offers back, and goes on to the next rung', (_name, payload) => {
    const before = early();
    const after = act(before, 'accept', { category: 'CLEAN', class: 'U2', ...payload });
    expect(after.offers.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect(after.escalations.filter(({ rung, endedAt }) => rung === 3 && endedAt === null)).toEqual([]);
    expect(after.climbed).toEqual([1, 3, 2]);
    expect(liveRung(after)).toBe(2);
  });

  test('what a member has accepted is taken back too, confirmed or not', () => {
    const claimed = act(act(early(), 'claimOffer'), 'confirmHelp');
    const after = act(claimed, 'accept', { category: 'PSY', class: 'U2', flags: ['sensitive'] });
    expect(after.offers.find(({ helperId }) => helperId === member.id)?.state).toBe('withdrawn');
  });
});

test('§5 a case accepted under another category climbs as that category does', () => {
  const units = { route: 'works', units: ['electrical'], members: null } as const;
  const light = { ...anAppeal({ category: 'LIGHT' }), ladder: { ...units, units: [...units.units] } };
  expect(ladderOf(act(light, 'accept', { category: 'CLEAN' })).route).toBe('labour');
  expect(ladderOf(act(light, 'accept')).members).toBeNull();
});

describe('§4.5 the outside office', () => {
  const four = silent(silent(silent(late())));
  const rung = four.escalations.find((each) => each.rung === 4);
  const raisedSeq = rung?.raisedSeq ?? 0;

  test('is called by letter and acknowledges by itself', () => {
    expect(rung).toMatchObject({ officeId: 'street', acknowledgedAt: null });
    const acknowledged = act(four, 'acknowledgeEscalation', { rung: 4, raisedSeq }, { actor: office });
    expect(acknowledged.escalations.find((each) => each.rung === 4)?.acknowledgedBy).toBe(office.id);
  });

  test('staff acknowledge on its behalf only with what it said', () => {
    expect(refusalOf(four, 'acknowledgeEscalation', { rung: 4, raisedSeq }, { actor: director })).toBe('textNeeded');
    const told = { rung: 4, raisedSeq, textId: 'text-1' };
    expect(attempt(four, 'acknowledgeEscalation', told, { actor: director }).refusal).toBeNull();
  });

  test('another office has nothing to acknowledge, and helpers’ rungs are answered by claiming', () => {
    const stranger = { ...office, id: 'office:other' };
    expect(refusalOf(four, 'acknowledgeEscalation', { rung: 4, raisedSeq }, { actor: stranger })).toBe(
      'answeredByHelpers',
    );
    const two = silent(late());
    const seq = two.escalations.find((each) => each.rung === 2)?.raisedSeq ?? 0;
    expect(refusalOf(two, 'acknowledgeEscalation', { rung: 2, raisedSeq: seq })).toBe('answeredByHelpers');
  });
});
