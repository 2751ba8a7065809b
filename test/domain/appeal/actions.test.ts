// The table of actions (domain §4.2): from which states, to which state, by whom. Everything else is refused and changes nothing.
import { describe, expect, test } from 'vitest';
import { permissions } from '../../../domain/people/permissions.ts';
import type { Appeal } from '../../../domain/appeal/types.ts';
import { actionNames, roles, states, type ActionName, type Role, type State } from '../../../domain/words.ts';
import { act, anAppeal, attempt, clockOf, passTime, refusalOf, type Wanted } from './builders.ts';
import { callbackAgent, cast } from './cast.ts';

type Row = { from: State[]; to: State | 'same'; who: Role[]; wanted?: Wanted; ready?: (appeal: Appeal) => Appeal };

const open: State[] = [
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'awaitingResident',
  'returnReview',
  'inMediation',
  'inCouncil',
  'parked',
  'handled',
  'replied',
];
const reclassable: State[] = [
  'registered',
  'accepted',
  'dispatched',
  'handling',
  'inMediation',
  'inCouncil',
  'handled',
  'replied',
];
const staff: Role[] = [
  'clerk',
  'dispatcher',
  'handler',
  'gridWorker',
  'supervisor',
  'director',
  'callbackAgent',
  'mediator',
  'convenor',
];
const withLead: State[] = ['dispatched', 'handling', 'awaitingResident', 'returnReview', 'inMediation', 'inCouncil'];
const unanswered: State[] = ['accepted', ...withLead, 'parked', 'handled'];
const xinfang: Wanted = { xinfang: true };
const withTask: Wanted = { assist: [null] };
const contacted = (appeal: Appeal) => act(appeal, 'contact');
const asked = (action: ActionName) => (appeal: Appeal) => act(appeal, action);
const late = (appeal: Appeal) => passTime(appeal, clockOf(appeal, 'handling').dueAt);

/** What is done to offers hangs on these, not on the case's state: test/domain/ladder. */
const ofOffers = ['seeOffer', 'claimOffer', 'declineOffer', 'withdrawOffer', 'confirmHelp', 'reportHelp'] as const;
/** What hangs on whom the house protects, whatever the state: police.test.ts, guardian.test.ts. */
const ofHarm = ['reportToPolice', 'recordConsent'] as const;
const apart: readonly string[] = [...ofOffers, ...ofHarm];
type OfCases = Exclude<ActionName, (typeof ofOffers)[number] | (typeof ofHarm)[number]>;
const ofCases = actionNames.filter((action): action is OfCases => !apart.includes(action));

const mergeable: State[] = ['registered', 'accepted', 'dispatched', 'handling'];

const table: Record<OfCases, Row> = {
  accept: { from: ['registered'], to: 'accepted', who: ['clerk'] },
  decline: { from: ['registered', 'accepted'], to: 'declined', who: ['clerk'] },
  transferOut: { from: ['registered', 'accepted'], to: 'transferredOut', who: ['clerk'] },
  answerNow: { from: ['registered'], to: 'replied', who: ['clerk'], wanted: { type: 'CONSULT' } },
  dispatch: { from: ['accepted'], to: 'dispatched', who: ['dispatcher'] },
  redispatch: { from: ['dispatched', 'handling'], to: 'dispatched', who: ['dispatcher'] },
  sign: { from: ['dispatched'], to: 'handling', who: ['handler'] },
  contact: { from: ['handling', 'inMediation'], to: 'same', who: ['handler', 'mediator'] },
  needInfo: { from: ['handling'], to: 'awaitingResident', who: ['handler'] },
  infoGiven: { from: ['awaitingResident'], to: 'handling', who: ['resident', 'clerk', 'handler'] },
  completeTask: {
    from: withLead,
    to: 'same',
    who: ['handler'],
    wanted: withTask,
  },
  waiveTask: {
    from: withLead,
    to: 'same',
    who: ['dispatcher', 'supervisor'],
    wanted: withTask,
  },
  complete: { from: ['handling'], to: 'handled', who: ['handler'], ready: contacted },
  reply: { from: ['handled'], to: 'replied', who: ['handler', 'supervisor'] },
  feedback: { from: ['replied'], to: 'closed', who: ['callbackAgent', 'resident', 'clerk'] },
  callbackFailed: { from: ['replied'], to: 'same', who: ['callbackAgent'] },
  redo: { from: ['replied', 'closed'], to: 'handling', who: ['callbackAgent', 'resident', 'supervisor', 'clerk'] },
  urge: { from: open, to: 'same', who: ['supervisor'] },
  supervise: { from: open, to: 'same', who: ['supervisor'] },
  list: { from: open, to: 'same', who: ['supervisor', 'director'] },
  unlist: { from: open, to: 'same', who: ['supervisor', 'director'], ready: asked('list') },
  acknowledgeEscalation: {
    from: ['registered', 'accepted', 'dispatched', 'handling'],
    to: 'same',
    who: ['supervisor', 'director', 'office'],
    ready: late,
  },
  reclass: {
    from: reclassable,
    to: 'same',
    who: ['supervisor', 'clerk', 'dispatcher'],
  },
  requestReturn: { from: ['dispatched', 'handling'], to: 'returnReview', who: ['handler'] },
  decideReturn: { from: ['returnReview'], to: 'accepted', who: ['dispatcher', 'supervisor'] },
  designate: { from: ['accepted', 'dispatched', 'handling'], to: 'dispatched', who: ['dispatcher', 'supervisor'] },
  requestExtension: { from: ['handling', 'inMediation'], to: 'same', who: ['handler', 'mediator'] },
  decideExtension: {
    from: ['handling', 'awaitingResident', 'returnReview', 'inMediation', 'inCouncil'],
    to: 'same',
    who: ['supervisor', 'director'],
    wanted: { asking: 'requestExtension' },
  },
  requestPark: { from: ['handling', 'inCouncil'], to: 'same', who: ['handler', 'supervisor'] },
  decidePark: { from: ['handling', 'inCouncil'], to: 'parked', who: ['director'], ready: asked('requestPark') },
  unpark: { from: ['parked'], to: 'handling', who: ['director'] },
  requestDowngrade: { from: reclassable, to: 'same', who: ['clerk', 'dispatcher', 'handler', 'supervisor'] },
  decideDowngrade: {
    from: reclassable,
    to: 'same',
    who: ['supervisor', 'director'],
    ready: asked('requestDowngrade'),
  },
  decideRedo: {
    from: ['closed'],
    to: 'handling',
    who: ['supervisor', 'director'],
    wanted: { dissatisfied: true },
  },
  toMediation: { from: ['handling'], to: 'inMediation', who: ['handler'] },
  mediated: { from: ['inMediation'], to: 'handling', who: ['mediator'] },
  toCouncil: { from: ['handling'], to: 'inCouncil', who: ['supervisor'] },
  resolved: { from: ['inCouncil'], to: 'handling', who: ['convenor'] },
  withdraw: { from: open, to: 'withdrawn', who: ['resident', 'clerk'] },
  requestMerge: { from: mergeable, to: 'same', who: ['dispatcher', 'clerk'] },
  decideMerge: {
    from: mergeable,
    to: 'merged',
    who: ['dispatcher', 'supervisor', 'director'],
    ready: asked('requestMerge'),
  },
  requestUnmerge: { from: ['merged'], to: 'same', who: ['dispatcher', 'clerk'] },
  decideUnmerge: {
    from: ['merged'],
    to: 'handling',
    who: ['dispatcher', 'supervisor', 'director'],
    ready: asked('requestUnmerge'),
  },
  findViolence: { from: reclassable.filter((state) => state !== 'replied'), to: 'same', who: staff },
  progressCall: {
    from: open,
    to: 'same',
    who: ['clerk', 'callbackAgent', 'gridWorker', 'supervisor', 'director'],
  },
  // At any time, also after the end: late-shielding.test.ts.
  shield: {
    from: [...open, 'closed', 'declined', 'transferredOut', 'withdrawn'],
    to: 'same',
    who: ['clerk', 'supervisor', 'director'],
  },
  note: {
    from: open,
    to: 'same',
    who: staff,
  },
  informXinfang: { from: [...unanswered, 'replied'], to: 'same', who: ['clerk', 'director'], wanted: xinfang },
  requestXinfangExtension: { from: unanswered, to: 'same', who: ['handler', 'clerk'], wanted: xinfang },
  decideXinfangExtension: {
    from: unanswered,
    to: 'same',
    who: ['director', 'supervisor'],
    wanted: xinfang,
    ready: (appeal) => act(appeal, 'requestXinfangExtension'),
  },
  requestXinfangReview: { from: ['closed'], to: 'same', who: ['resident', 'clerk'], wanted: xinfang },
  decideXinfangReview: {
    from: ['closed'],
    to: 'same',
    who: ['director', 'supervisor'],
    wanted: xinfang,
    ready: (appeal) => act(appeal, 'requestXinfangReview'),
  },
};

const rows = ofCases.map((action) => ({ action, ...table[action] }));

describe.each(rows)('§4.2 $action', ({ action, from, to, who, wanted, ready }) => {
  const made = ready ?? ((appeal: Appeal) => appeal);

  test.each(from.map((state) => [state, to === 'same' ? state : to] as const))(
    'leads from %s to %s, with one entry in the log for it',
    (state, target) => {
      const before = made(anAppeal({ ...wanted, state }));
      const after = act(before, action);
      expect(after.state).toBe(target);
      expect(after.version).toBeGreaterThan(before.version);
      expect(after.personSeq).toBeGreaterThan(before.personSeq);
    },
  );

  // Acknowledging hangs on a raised rung, not on a state: without one it is refused everywhere (see oversight.test.ts).
  // So do sub-tasks of a case that was returned and is to be dispatched anew (see returning.test.ts).
  // What is merged is shielded by leaving its master (see merge-shielding.test.ts).
  const aside = (state: State) =>
    (state === 'accepted' && (action === 'completeTask' || action === 'waiveTask')) ||
    (state === 'merged' && action === 'shield');
  const elsewhere = states.filter(
    (state) => !from.includes(state) && action !== 'acknowledgeEscalation' && !aside(state),
  );
  test.each(elsewhere)('is refused in %s with wrongState', (state) => {
    const decision = attempt(anAppeal({ type: wanted?.type, state }), action);
    expect(decision).toEqual({ events: [], refusal: { code: 'wrongState', params: { state } } });
  });

  const others = roles.filter((role) => !who.includes(role));
  test.each(others)('is refused to a %s with notPermitted', (role) => {
    const before = made(anAppeal({ ...wanted, state: from[0] ?? 'registered' }));
    expect(attempt(before, action, {}, { actor: cast[role] })).toEqual({
      events: [],
      refusal: { code: 'notPermitted' },
    });
  });

  test('may be done by the roles of the permission table and nobody else', () => {
    expect([...permissions[action].roles].sort()).toEqual([...who].sort());
  });
});

test.each(states.filter((state) => !open.includes(state) && state !== 'closed' && state !== 'merged'))(
  '§4.2 nothing can be done to a case that is %s, but to keep it from somebody',
  (state) => {
    const appeal = anAppeal({ state });
    for (const action of actionNames.filter((each) => each !== 'shield'))
      expect(attempt(appeal, action).events).toEqual([]);
  },
);

test('§4.2 a merged case may be asked back or shielded, and nothing else', () => {
  const appeal = anAppeal({ state: 'merged' });
  const possible = actionNames.filter((action) => attempt(appeal, action).events.length > 0);
  expect(possible).toEqual(['shield', 'requestUnmerge']);
});

test('§4.2 a closed case accepts a redo within its window, to be kept from somebody, and nothing else', () => {
  const closed = anAppeal({ state: 'closed' });
  const accepted = actionNames.filter((action) => attempt(closed, action).refusal === null);
  expect(accepted.sort()).toEqual(['redo', 'shield']);
  const over = passTime(closed, clockOf(closed, 'reopen').dueAt);
  expect(over.archivedAt).toBe(clockOf(closed, 'reopen').dueAt);
  expect(refusalOf(over, 'redo', {}, { actor: callbackAgent })).toBe('windowClosed');
});
