// 待我决定: what this person may decide now, and nobody's own requests among them.
import { decisionCounts, decisionList, type Decision } from '../contracts/decisions.ts';
import { findClock } from '../domain/appeal/clocks.ts';
import { hindrance } from '../domain/appeal/decide.ts';
import { decisionOf } from '../domain/appeal/requests.ts';
import type { Appeal, Request } from '../domain/appeal/types.ts';
import { actorFor, permissions } from '../domain/people/permissions.ts';
import type { Instant } from '../domain/time/types.ts';
import { requestKinds, type RequestKind } from '../domain/words.ts';
import { casesToDecide, type WaitingCase } from '../store/decisions.ts';
import { readTexts } from '../store/texts.ts';
import { namesOf } from '../store/users.ts';
import { isoOrNull } from './iso.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import type { Person } from './people.ts';
import { requestViewOf } from './request-view.ts';
import { requireScope, selfOf } from './scope.ts';

const tag = '审批';
const most = 200;

export const decisionRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/decisions',
      tag,
      summary: '待我决定：退单、延期、挂账、降级、重办、并案的申请，期限在前的在先',
      access: 'session',
      answer: decisionList,
      refusals: ['forbidden'],
    },
    async ({ deps, person }) => {
      requireScope(person);
      const waiting = await waitingFor(deps, person);
      const names = await namesOf(
        deps.store,
        waiting.map(({ request }) => request.by),
      );
      const items = await Promise.all(waiting.map((each) => viewOf(deps, each, names)));
      return { items, ...countsOf(waiting) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/decisions/counts',
      tag,
      summary: '待我决定的件数',
      access: 'session',
      answer: decisionCounts,
      refusals: ['forbidden'],
    },
    async ({ deps, person }) => {
      requireScope(person);
      return countsOf(await waitingFor(deps, person));
    },
  ),
];

type Waiting = { found: WaitingCase; request: Request };

/** Requests that nothing but the decision is wanting for; at most 200 cases are looked at. */
async function waitingFor(deps: Dependencies, person: Person): Promise<Waiting[]> {
  const held = (kind: RequestKind) =>
    person.grants.filter(({ role }) => permissions[decisionOf[kind]].roles.includes(role));
  const kinds = requestKinds.filter((kind) => held(kind).length > 0);
  if (kinds.length === 0) return [];
  const communityIds = [...new Set(kinds.flatMap((kind) => held(kind).map(({ communityId }) => communityId)))];
  const found = await casesToDecide(deps.store, { communityIds, kinds, self: selfOf(person), limit: most });
  const now = Date.now();
  return found.flatMap((each) =>
    each.doc.requests
      .filter((request) => request.state === 'pending' && mayDecideNow(each.doc, request, person, now))
      .map((request) => ({ found: each, request })),
  );
}

function mayDecideNow(appeal: Appeal, { kind }: Request, person: Person, now: Instant): boolean {
  const action = decisionOf[kind];
  const actor = actorFor(appeal, person, action);
  return actor !== null && hindrance(appeal, action, { now, actor }) === null;
}

async function viewOf(deps: Dependencies, { found, request }: Waiting, names: Map<string, string>): Promise<Decision> {
  const { no, title, categoryName, communityName, compoundName, unitName, state, doc } = found;
  const [texts, units] = await Promise.all([
    readTexts(deps.store, deps.cipher, no, { publicOnly: false }),
    deps.reference.units(doc.place.communityId),
  ]);
  const view = requestViewOf(request, {
    unit: (id) => units.find((unit) => unit.id === id)?.name ?? null,
    person: (id) => names.get(id) ?? id,
    text: (id) => texts.get(id)?.text ?? null,
  });
  return {
    ...{ no, title, categoryName, communityName, compoundName, unitName, state },
    seq: doc.version,
    class: doc.class,
    communityId: doc.place.communityId,
    request: view,
    action: decisionOf[request.kind],
    decideBy: isoOrNull(decideBy(doc, request)),
    handlingDueAt: isoOrNull(findClock(doc, 'handling')?.dueAt ?? null),
  };
}

/** After this nobody's decision is waited for. */
function decideBy(appeal: Appeal, { kind }: Request): Instant | null {
  if (kind === 'return') return findClock(appeal, 'returnDecision')?.dueAt ?? null;
  if (kind === 'redo') return findClock(appeal, 'reopen')?.dueAt ?? null;
  const handling = kind === 'extension' ? findClock(appeal, 'handling') : undefined;
  if (!handling || handling.pausedRemaining !== null) return null;
  return handling.graceUntil ?? handling.dueAt;
}

function countsOf(waiting: Waiting[]) {
  const counts: Partial<Record<RequestKind, number>> = {};
  for (const { request } of waiting) counts[request.kind] = (counts[request.kind] ?? 0) + 1;
  return { counts, total: waiting.length };
}
