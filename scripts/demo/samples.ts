// Something to see for a newcomer: on the first start of a demo installation the article's matters are filed as appeals and a few
// of them taken some steps, all by demo people through the API. Repeated under the same keys it files nothing twice.
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated } from '../../contracts/appeals.ts';
import type { Community, Compound, Unit } from '../../contracts/places.ts';
import { demoPassword } from '../../config/demo.ts';
import linyi from '../../prisma/data/linyi.json' with { type: 'json' };
import { signIn, type Caller } from './caller.ts';

type Matter = (typeof linyi.matters)[number];
type People = Record<'clerk' | 'dispatcher' | 'handler', Caller>;
type Place = { communityId: string; compoundId?: string };

/** How far the n-th matter is taken: a work list with something in every state. */
const ways: (keyof typeof steps)[][] = [
  ['accept', 'dispatch', 'sign', 'contact'],
  [],
  ['accept'],
  ['accept', 'dispatch'],
  ['accept', 'dispatch', 'sign'],
];

const steps = {
  accept: 'clerk',
  dispatch: 'dispatcher',
  sign: 'handler',
  contact: 'handler',
} as const satisfies Record<string, keyof People>;

/** The demo teams, each serving its own communities. */
const teams = [
  { clerk: 'clerk', dispatcher: 'dispatcher', handler: 'handler' },
  { clerk: 'clerk2', dispatcher: 'dispatcher2', handler: 'handler3' },
] as const;

/** Files the article's matters in the communities that the demo teams serve. Answers how many. */
export async function fileSamples(url: string): Promise<number> {
  let filed = 0;
  for (const team of teams) filed = await fileOfTeam(url, team, filed);
  return filed;
}

async function fileOfTeam(url: string, team: (typeof teams)[number], before: number): Promise<number> {
  const as = (name: string) => signIn(url, name, demoPassword);
  const [clerk, dispatcher, handler] = await Promise.all([as(team.clerk), as(team.dispatcher), as(team.handler)]);
  const people: People = { clerk, dispatcher, handler };
  const places = await placesOf(clerk);
  let filed = before;
  for (const matter of linyi.matters) {
    const place = places.get(matter.compound ?? matter.community ?? '');
    if (!place) continue;
    await file(people, matter, place, filed);
    filed += 1;
  }
  return filed;
}

/** Where a compound (or a community without one) of the article stands, among the communities the clerk works for. */
async function placesOf(clerk: Caller): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const { grants } = await clerk.get<{ grants: { communityId: string }[] }>('/api/v1/me');
  const { items } = await clerk.get<{ items: Community[] }>('/api/v1/communities');
  for (const { id: communityId, name, demo } of items) {
    if (demo || !grants.some((grant) => grant.communityId === communityId)) continue;
    places.set(name, { communityId });
    const compounds = await clerk.get<{ items: Compound[] }>(`/api/v1/compounds?community=${communityId}`);
    for (const compound of compounds.items) places.set(compound.name, { communityId, compoundId: compound.id });
  }
  return places;
}

async function file(people: People, matter: Matter, place: Place, index: number): Promise<void> {
  const body = {
    ...place,
    type: 'HELP',
    category: matter.category,
    channel: 'phone',
    text: matter.matter,
    appellant: { name: index % 2 === 0 ? '李女士' : '王先生', phone: `1380000${String(2000 + index)}` },
    vulnerable: matter.category === 'ELDER',
  };
  const created = await people.clerk.post<AppealCreated>('/api/v1/appeals', body, `sample-${index}`);
  const { items } = await people.handler.get<{ items: Unit[] }>(`/api/v1/units?community=${place.communityId}`);
  const unitId = items.find((unit) => unit.kind === 'property')?.id ?? items[0]?.id ?? '';
  const payloads = {
    accept: { type: 'HELP', category: matter.category, class: created.class },
    dispatch: { unitId },
    sign: {},
    contact: { way: 'phone' },
  };
  let { seq } = created;
  for (const step of ways[index % ways.length] ?? []) {
    const path = `/api/v1/appeals/${created.no}/actions/${step}`;
    const answer = await people[steps[step]].post<ActionAnswer>(
      path,
      { seq, ...payloads[step] },
      `sample-${index}-${step}`,
    );
    seq = answer.seq;
  }
}
