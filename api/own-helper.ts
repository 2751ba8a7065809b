// A helper's own entry: theirs to see whole, to correct and to leave; and the public door by which people enrol themselves.
import {
  helperToJoin,
  joined,
  ownCorrection,
  ownHelper,
  stateChange,
  type HelperToJoin,
} from '../contracts/helpers.ts';
import { findOwnHelper, type HelperEntry } from '../store/directory.ts';
import { addHelpers } from '../store/helper-entries.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import { correctEntry, draftOf, moveEntry } from './helper-change.ts';
import { ownView } from './helper-view.ts';
import type { Person } from './people.ts';
import { ProblemError } from './problem.ts';

const tag = '双报到';

export const ownHelperRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/me/helper',
      tag,
      summary: '本人（本单位）在名录中的资料与响应情况',
      access: 'session',
      answer: ownHelper,
      refusals: ['notFound'],
    },
    async ({ deps, person }) => ownView(deps, person, await own(deps, person)),
  ),
  route(
    {
      method: 'patch',
      path: '/me/helper',
      tag,
      summary: '本人更正自己的资料，同意或撤回同意',
      access: 'session',
      body: ownCorrection,
      answer: ownHelper,
      refusals: ['notFound', 'entryState', 'staleEntry', 'alreadyListed', 'unknownReference'],
    },
    async ({ deps, person, body }) =>
      ownView(deps, person, await correctEntry(deps, person, await own(deps, person), body)),
  ),
  ...ownMoves(),
  route(
    {
      method: 'post',
      path: '/public/helpers',
      tag,
      summary: '自行报到：单位、党员、团队；由社区核实后生效',
      access: 'public',
      body: helperToJoin,
      answer: joined,
      status: 201,
      refusals: ['unknownReference', 'tooManyRequests'],
    },
    async ({ deps, request, body }) => {
      await join(deps, body, request.ip ?? 'unknown');
      return { received: true } as const;
    },
  ),
];

function ownMoves(): Route[] {
  const summaries = {
    leave: '本人退出名录',
    suspend: '本人暂停：暂时不再收到新的求助，手上的照常办理',
    reinstate: '本人结束自己的暂停（被社区暂停的，由社区恢复）',
  } as const;
  return (Object.keys(summaries) as (keyof typeof summaries)[]).map((action) =>
    route(
      {
        method: 'post',
        path: `/me/helper/${action}`,
        tag,
        summary: summaries[action],
        access: 'session',
        body: stateChange,
        answer: ownHelper,
        refusals: ['notFound', 'notPermitted', 'entryState', 'staleEntry'],
      },
      async ({ deps, person, body }) =>
        ownView(deps, person, await moveEntry(deps, person, await own(deps, person), action, body)),
    ),
  );
}

/**
 * Enrols somebody who asks for it. Whether they are in the directory already is nobody's business at this door: the answer is the
 * same, and nobody is entered twice.
 */
export async function join(deps: Dependencies, given: HelperToJoin, address: string): Promise<void> {
  await deps.residents.file(address);
  // A stranger names no unit and no team of the directory: the community puts members to theirs when it verifies them.
  const draft = await draftOf(
    deps,
    { ...given, unitId: null, teamId: null, recusals: [] },
    { enteredBy: 'self', source: 'self', consented: true, training: [] },
  );
  await addHelpers(deps.store.pool, deps.cipher, [draft]);
}

async function own(deps: Dependencies, person: Person): Promise<HelperEntry> {
  const entry = await findOwnHelper(deps.store, deps.cipher, person.id);
  if (!entry) throw new ProblemError('notFound');
  return entry;
}
