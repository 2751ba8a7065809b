// Who helps in the demo, at the article's scale: 72 units, 1,969 members, 57 teams, 64 stations. Made by a seeded generator: no name
// and no number is anybody's. Numbers begin with 140, which no person has.
import type { HelperDraft } from '../store/helper-entries.ts';
import { helperConsentVersion, startingCaps } from '../domain/directory/rules.ts';
import { capabilities, trainings, type Capability } from '../domain/matching/capabilities.ts';
import type { HelperKind, WeeklyWindow } from '../domain/matching/types.ts';
import { userIdOf } from './cast.ts';
import { articleUnits, givenNames, stationServices, surnames, teamKinds, unitKinds } from './helper-names.ts';
import type { Places } from './places.ts';

export type PlannedStation = {
  id: string;
  communityId: string;
  compoundId: string | null;
  name: string;
  address: string;
  hours: WeeklyWindow[];
  services: string[];
};
export type HelperPlan = { helpers: HelperDraft[]; stations: PlannedStation[] };

const counts = { unit: 72, team: 57, member: 1969, station: 64 } as const;
/** Of them in the demo community, where a handful must do. */
const inDemo = { unit: 6, team: 4, member: 80, station: 2 } as const;
const electricians = 24;
const demo = 'demo';
const enteredAt = Date.parse('2026-09-01T09:00:00+08:00');

type Dice = {
  below: (bound: number) => number;
  pick: <T>(values: readonly T[]) => T;
  some: <T>(values: readonly T[], most: number) => T[];
};

/** Lays out helpers and stations over the communities of the demo; the same every time. */
export function planHelpers(places: Places): HelperPlan {
  const dice = diceOf(20231969);
  const ordinary = places.communities.filter((community) => !community.demo).map(({ id }) => id);
  const communityOf = (kind: keyof typeof counts, index: number): string =>
    index < inDemo[kind] ? demo : (ordinary[index % ordinary.length] ?? demo);
  const compoundsOf = (communityId: string) =>
    places.compounds.filter((compound) => compound.communityId === communityId).map(({ id }) => id);
  const nth = <K extends keyof typeof counts>(kind: K) =>
    Array.from({ length: counts[kind] }, (_, index) => ({ index, communityId: communityOf(kind, index) }));

  const units = nth('unit').map(({ index, communityId }) => unit(dice, index, communityId));
  const teams = nth('team').map(({ index, communityId }) => team(dice, index, communityId, places));
  const members = nth('member').map(({ index, communityId }) => {
    const local = (kind: HelperDraft[]) => kind.filter((each) => each.communityId === communityId).map(({ id }) => id);
    return member(dice, index, communityId, {
      units: local(units),
      teams: local(teams),
      compounds: compoundsOf(communityId),
    });
  });
  const stations = nth('station').map(({ index, communityId }) =>
    station(dice, index, communityId, compoundsOf(communityId)),
  );
  return { helpers: [...units, ...teams, ...members], stations };
}

function unit(dice: Dice, index: number, communityId: string): HelperDraft {
  const known = articleUnits.find((each) => each.index === index);
  const { name: kindName, can } = known ?? dice.pick(communityId === demo ? quietKinds : unitKinds);
  const name = known?.name ?? `临猗县第${index + 1}${kindName}`;
  const draft = { ...start('unit', index, communityId), name, capabilities: [...can] };
  const liaison = known?.liaison === true;
  return {
    ...draft,
    ...(liaison ? { userId: userIdOf('liaison1'), maxOpenOffers: 40, maxActiveTasks: 40 } : {}),
    person: personName(dice),
    phone: phoneNo(index),
  };
}

/** Units of the demo community that can do nothing about lights: there exactly one can. */
const quietKinds = unitKinds.filter(
  ({ can }) => !can.some((each) => ['electrical', 'construction', 'materials'].includes(each)),
);

function team(dice: Dice, index: number, communityId: string, places: Places): HelperDraft {
  const { name, can } = teamKinds[index % teamKinds.length] ?? { name: '志愿服务队', can: ['labour'] as const };
  const community = places.communities.find(({ id }) => id === communityId)?.name ?? '';
  // Lights are the single members' business in the demo's walk.
  const able = communityId === demo ? can.filter((each) => each !== 'electrical') : can;
  return {
    ...start('team', index, communityId),
    name: `${community}${name}${index >= teamKinds.length ? Math.floor(index / teamKinds.length) + 1 : ''}`,
    capabilities: able.length > 0 ? [...able] : ['labour'],
    training: dice.some(trainings, 2),
    person: personName(dice),
    phone: phoneNo(1_000 + index),
  };
}

type Local = { units: string[]; teams: string[]; compounds: string[] };

function member(dice: Dice, index: number, communityId: string, { units, teams, compounds }: Local): HelperDraft {
  const inDemoToo = communityId === demo;
  // The first three can sign in, live in the compound and always have time: in the demo's walk they are who is asked.
  const known = inDemoToo && index < 3;
  const able: Capability[] = dice.some(inDemoToo ? unlit : capabilities, 3);
  const lights = inDemoToo && index < electricians;
  const draft: HelperDraft = {
    ...start('member', index, communityId),
    person: known ? (knownMembers[index] ?? personName(dice)) : personName(dice),
    phone: phoneNo(10_000 + index),
    email: known ? `member${index + 1}@huying.example` : null,
    userId: known ? userIdOf(`member${index + 1}`) : null,
    compoundId: compounds.length > 0 ? dice.pick(compounds) : null,
    unitId: units.length > 0 ? dice.pick(units) : null,
    teamId: teams.length > 0 && dice.below(3) === 0 ? dice.pick(teams) : null,
    capabilities: lights ? ['electrical', ...able] : able,
    training: dice.below(5) === 0 ? dice.some(trainings, 2) : [],
    hours: known ? [{ days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 1440 }] : dice.pick(usualHours),
    // The demo is watched at any hour.
    quiet: inDemoToo ? null : { from: 22 * 60, to: 7 * 60 },
  };
  return known || inDemoToo ? draft : { ...draft, ...standing(dice) };
}

const knownMembers = ['何立新', '吕向阳', '施文斌'];
const unlit = capabilities.filter((each) => each !== 'electrical');
const usualHours: readonly WeeklyWindow[][] = [
  [],
  [{ days: [1, 2, 3, 4, 5], from: 18 * 60 + 30, to: 21 * 60 }],
  [{ days: [0, 6], from: 9 * 60, to: 18 * 60 }],
  [
    { days: [5], from: 14 * 60, to: 18 * 60 },
    { days: [6], from: 9 * 60, to: 12 * 60 },
  ],
];

/** Most are verified; some wait for it, a few are out of service. */
function standing(dice: Dice): Partial<Pick<HelperDraft, 'state' | 'verifiedBy'>> {
  const throwOf = dice.below(100);
  if (throwOf < 5) return { state: 'enrolled', verifiedBy: null };
  return throwOf < 7 ? { state: 'suspended' } : {};
}

function start(kind: HelperKind, index: number, communityId: string): HelperDraft {
  const first = ['shuangta', 'huludao', demo].includes(communityId);
  return {
    id: `${kind}-${String(index + 1).padStart(4, '0')}`,
    kind,
    communityId,
    compoundId: null,
    state: 'verified',
    ...{ name: null, person: null, phone: null, email: null, userId: null, unitId: null, teamId: null },
    ...{ capabilities: [], training: [], recusals: [], hours: [], quiet: null },
    ...startingCaps[kind],
    consentVersion: helperConsentVersion,
    consentAt: enteredAt,
    source: 'seed',
    enteredBy: userIdOf(first ? 'clerk' : 'clerk2'),
    enteredAt,
    verifiedBy: userIdOf(first ? 'supervisor' : 'supervisor2'),
  };
}

function station(dice: Dice, index: number, communityId: string, compounds: string[]): PlannedStation {
  return {
    id: `station-${String(index + 1).padStart(3, '0')}`,
    communityId,
    compoundId: compounds.length > 0 ? dice.pick(compounds) : null,
    name: `第${index + 1}党群服务站`,
    address: `${index + 1}号院门口`,
    hours: [{ days: [1, 2, 3, 4, 5], from: 8 * 60 + 30, to: 18 * 60 }],
    services: dice.some(stationServices, 4),
  };
}

function personName(dice: Dice): string {
  return dice.pick(surnames) + dice.pick(givenNames) + (dice.below(2) === 0 ? dice.pick(givenNames) : '');
}

function phoneNo(index: number): string {
  return `140${String(index).padStart(8, '0')}`;
}

/** Mulberry32: the same throws for the same seed, on every machine. */
function diceOf(seed: number): Dice {
  let state = seed;
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * bound);
  };
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const some = <T>(values: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: 1 + below(most) }, () => pick(values))),
  ];
  return { below, pick, some };
}
