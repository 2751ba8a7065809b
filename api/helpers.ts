// The directory (双报到): listed and entered by the community's staff, verified by its heads. What is outside one's communities is
// answered like what does not exist.
import { z } from 'zod';
import {
  bulkAnswer,
  bulkVerify,
  groupList,
  helper,
  helperCorrection,
  helperCounts,
  helperDetail,
  helperDisclosure,
  helperId,
  helperPage,
  helperQuery,
  helperToEnter,
  stateChange,
} from '../contracts/helpers.ts';
import { ofCommunity } from '../contracts/places.ts';
import { directoryEditors, directoryReaders, verifiers, type EntryAction } from '../domain/directory/rules.ts';
import {
  countHelpers,
  findHelper,
  groupsOf,
  listHelpers,
  noteDisclosure,
  type HelperEntry,
} from '../store/directory.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import { correctEntry, draftOf, enter, moveEntry, roleOf } from './helper-change.ts';
import { helperDetailView, helperView, helperViews } from './helper-view.ts';
import { communitiesOf, requireRole, type Person } from './people.ts';
import { ProblemError, sentenceOf } from './problem.ts';
import { rolesIn } from './scope.ts';
import { disclosureRequest } from '../contracts/disclosures.ts';

const tag = '双报到';
const one = z.strictObject({ id: helperId });

export const helperRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/helpers',
      tag,
      summary: '本社区的双报到名录：单位、党员、团队；党员与联系方式均已遮住',
      access: 'session',
      query: helperQuery,
      answer: helperPage,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query: { community, group, page, size, ...filter } }) => {
      const communityIds = readable(person, community);
      const { total, items } = await listHelpers(
        deps.store,
        deps.cipher,
        { communityIds, ...filter, ...(group ? { unitId: group } : {}) },
        { offset: (page - 1) * size, limit: size },
      );
      return { total, page, size, items: await helperViews(deps, person, items) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/helpers/counts',
      tag,
      summary: '名录中各类、各状态的数目',
      access: 'session',
      query: ofCommunity.partial(),
      answer: helperCounts,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query }) => ({ items: await countHelpers(deps.store, readable(person, query.community)) }),
  ),
  route(
    {
      method: 'get',
      path: '/helpers/groups',
      tag,
      summary: '社区名录中的单位与团队',
      access: 'session',
      query: ofCommunity,
      answer: groupList,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query }) => {
      readable(person, query.community);
      return { items: await groupsOf(deps.store, query.community) };
    },
  ),
  route(
    {
      method: 'post',
      path: '/helpers',
      tag,
      summary: '录入一个单位、党员或团队；待另一人核实',
      access: 'session',
      body: helperToEnter,
      answer: helper,
      status: 201,
      refusals: ['forbidden', 'unknownReference', 'alreadyListed', 'notPermitted'],
    },
    async ({ deps, person, body }) => {
      const { training, consented, ...given } = body;
      const roles = rolesIn(person, body.communityId);
      if (!roles.some((role) => directoryEditors.includes(role))) throw new ProblemError('forbidden');
      const draft = await draftOf(deps, given, { enteredBy: person.id, source: 'staff', consented, training });
      await enter(deps, draft);
      return helperView(deps, person, await required(deps, draft.id));
    },
  ),
  route(
    {
      method: 'post',
      path: '/helpers/verify',
      tag,
      summary: '一次核实多个；各自给出结果',
      access: 'session',
      body: bulkVerify,
      answer: bulkAnswer,
      refusals: ['forbidden'],
    },
    async ({ deps, person, body }) => {
      requireRole(person, verifiers);
      const refused: { id: string; text: string }[] = [];
      for (const { id, version } of body.items) {
        try {
          await moveEntry(deps, person, await visible(deps, person, id), 'verify', { version });
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          refused.push({ id, text: sentenceOf(error.code) });
        }
      }
      return { verified: body.items.length - refused.length, refused };
    },
  ),
  route(
    {
      method: 'get',
      path: '/helpers/:id',
      tag,
      summary: '名录中的一项及其经过',
      access: 'session',
      params: one,
      answer: helperDetail,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params }) => helperDetailView(deps, person, await visible(deps, person, params.id)),
  ),
  route(
    {
      method: 'patch',
      path: '/helpers/:id',
      tag,
      summary: '更正；没有给出的项不变',
      access: 'session',
      params: one,
      body: helperCorrection,
      answer: helper,
      refusals: ['notPermitted', 'entryState', 'staleEntry', 'alreadyListed', 'unknownReference'],
    },
    async ({ deps, person, params, body }) =>
      helperView(deps, person, await correctEntry(deps, person, await visible(deps, person, params.id), body)),
  ),
  ...moves(),
  route(
    {
      method: 'post',
      path: '/helpers/:id/disclosures',
      tag,
      summary: '查看姓名与联系方式：须写明理由（核实待核实的不必），留下记录',
      access: 'session',
      params: one,
      body: disclosureRequest,
      answer: helperDisclosure,
      refusals: ['forbidden', 'reasonRequired'],
    },
    async ({ deps, person, params, body }) => {
      const entry = await visible(deps, person, params.id);
      const roles = rolesIn(person, entry.communityId);
      if (!roles.some((role) => verifiers.includes(role))) throw new ProblemError('forbidden');
      // To verify somebody one must see who it is: that is the reason.
      const reason = body.reason ?? (entry.state === 'enrolled' ? '核实' : undefined);
      if (reason === undefined) throw new ProblemError('reasonRequired');
      await noteDisclosure(deps.store, [entry.id], { id: person.id, role: roleOf(roles) }, { reason });
      return { person: entry.person, phone: entry.phone, email: entry.email };
    },
  ),
];

function moves(): Route[] {
  const summaries: Record<Exclude<EntryAction, 'correct'>, string> = {
    verify: '核实（录入者本人不能核实）',
    suspend: '暂停：不再向其求助，须写明原因',
    reinstate: '恢复',
    leave: '退出名录，须写明原因',
  };
  return (Object.keys(summaries) as (keyof typeof summaries)[]).map((action) =>
    route(
      {
        method: 'post',
        path: `/helpers/:id/${action}`,
        tag,
        summary: summaries[action],
        access: 'session',
        params: one,
        body: stateChange,
        answer: helper,
        refusals: ['notPermitted', 'entryState', 'selfVerified', 'staleEntry', 'reasonRequired', 'alreadyListed'],
      },
      async ({ deps, person, params, body }) =>
        helperView(deps, person, await moveEntry(deps, person, await visible(deps, person, params.id), action, body)),
    ),
  );
}

/** The communities whose directory the person reads, or the one asked for. */
export function readable(person: Person, community?: string): string[] {
  const communities = requireRole(person, directoryReaders);
  if (community === undefined) return communities;
  if (!communities.includes(community)) throw new ProblemError('notFound');
  return [community];
}

async function visible(deps: Dependencies, person: Person, id: string): Promise<HelperEntry> {
  const entry = await findHelper(deps.store, deps.cipher, id);
  if (!entry || !communitiesOf(person, directoryReaders).includes(entry.communityId))
    throw new ProblemError('notFound');
  return entry;
}

async function required(deps: Dependencies, id: string): Promise<HelperEntry> {
  const entry = await findHelper(deps.store, deps.cipher, id);
  if (!entry) throw new ProblemError('notFound');
  return entry;
}
