// Appeals: filed, listed, counted and read by staff.
import { z } from 'zod';
import { appealCounts, appealCountsQuery } from '../contracts/appeal-counts.ts';
import { appealCreated, appealDetail, appealPage, appealQuery, appealToCreate } from '../contracts/appeals.ts';
import { appealNo } from '../contracts/base.ts';
import { disclosure, disclosureRequest } from '../contracts/disclosures.ts';
import { live } from '../contracts/live.ts';
import { timeline } from '../contracts/timeline.ts';
import { registrars } from '../domain/people/permissions.ts';
import { instantOfDay, shanghaiDay } from '../domain/time/shanghai.ts';
import type { Role, Source } from '../domain/words.ts';
import { countAppeals, CursorError, listAppeals } from '../store/appeals.ts';
import { recordDisclosure } from '../store/disclosures.ts';
import { readIntake } from '../store/intakes.ts';
import { casesHiddenFrom } from '../store/shielding.ts';
import { detailOf, foreseen, seesText, summaryOf } from './appeal-view.ts';
import { disclosureOf, lookingRole } from './disclosure-rule.ts';
import { fileAppeal } from './filing.ts';
import { route, type Route } from './handle.ts';
import { withoutHidden, withoutLinks } from './hidden-links.ts';
import { liveOf } from './live.ts';
import { ProblemError } from './problem.ts';
import { requireScope, rolesIn, scopeOf, selfOf, visibleAppeal } from './scope.ts';
import { timelineOf } from './timeline.ts';

const tag = '诉求';
const params = z.strictObject({ no: appealNo });

export const appealRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/appeals',
      tag,
      summary: '登记诉求：一经登记即答复 201，流程稍后启动亦然',
      access: 'session',
      body: appealToCreate,
      keyed: true,
      answer: appealCreated,
      status: 201,
      refusals: ['forbidden', 'unknownReference', 'sameKeyOtherBody'],
    },
    async ({ deps, person, body, key, response }) => {
      const { proxy, channel, about, joint, ...facts } = body;
      const role = rolesIn(person, facts.communityId).find((held) => registrars.includes(held));
      if (!role) throw new ProblemError('forbidden');
      const source = sourceOf(role, channel, proxy !== undefined);
      const filing = {
        facts,
        proxy: proxy ?? null,
        about: about ?? null,
        joint: joint ?? null,
        channel,
        source,
        createdBy: person.id,
        keyOwner: person.id,
        callerKey: key,
        plainHints: scopeOf(person).plain.includes(facts.communityId),
      };
      const created = await fileAppeal(deps, filing);
      response.setHeader('Location', `/api/v1/appeals/${created.no}`);
      return created;
    },
  ),
  route(
    {
      method: 'get',
      path: '/appeals',
      tag,
      summary: '诉求列表：超期在前',
      access: 'session',
      query: appealQuery,
      answer: appealPage,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query }) => {
      const {
        limit,
        sort,
        cursor = null,
        community: communityId,
        compound: compoundId,
        handler,
        dueBefore,
        ...rest
      } = query;
      const { state: states, class: classes, category, overdue, listed, open, text } = rest;
      const filter = {
        ...{
          scope: requireScope(person),
          states,
          classes,
          category,
          communityId,
          compoundId,
          overdue,
          listed,
          open,
          text,
        },
        handlerId: handler === 'me' ? person.id : handler,
        dueBefore: dueBefore === undefined ? undefined : Date.parse(dueBefore),
      };
      const page = await listAppeals(deps.store, filter, { sort, limit, cursor }).catch(refuseCursor);
      const now = Date.now();
      return { items: page.items.map((listed) => summaryOf(listed, person, now)), next: page.next };
    },
  ),
  route(
    {
      method: 'get',
      path: '/appeals/counts',
      tag,
      summary: '各快捷视图的件数',
      access: 'session',
      query: appealCountsQuery,
      answer: appealCounts,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query }) => {
      const { community = null } = query;
      const grants = person.grants.filter(({ communityId }) => community === null || communityId === community);
      const scope = { ...requireScope({ id: person.id, grants }), self: selfOf(person) };
      const counted = await countAppeals(deps.store, scope, {
        dueBefore: instantOfDay(shanghaiDay(Date.now()) + 1, 0),
        handlerId: person.id,
      });
      const { open, overdue, listed, due, mine, byState } = counted;
      return {
        open,
        overdue,
        listed,
        dueToday: due,
        registered: byState.registered ?? 0,
        accepted: byState.accepted ?? 0,
        mine,
      };
    },
  ),
  route(
    {
      method: 'get',
      path: '/appeals/:no',
      tag,
      summary: '诉求详情：姓名电话均已遮掩',
      access: 'session',
      params,
      answer: appealDetail,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params: { no } }) => {
      const detail = await detailOf(deps, person, await visibleAppeal(deps, person, no));
      return withoutLinks(detail, await casesHiddenFrom(deps.store, selfOf(person)));
    },
  ),
  route(
    {
      method: 'get',
      path: '/appeals/:no/timeline',
      tag,
      summary: '办理经过',
      access: 'session',
      params,
      answer: timeline,
      refusals: ['forbidden'],
    },
    async ({ deps, person, params: { no } }) => {
      const { communityId } = await visibleAppeal(deps, person, no);
      const items = await timelineOf(deps, no, communityId, !seesText(person, communityId));
      return { no, items: withoutHidden(items, await casesHiddenFrom(deps.store, selfOf(person))) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/appeals/:no/live',
      tag,
      summary: '向流程本身询问现状，附 Temporal 链接',
      access: 'session',
      params,
      answer: live,
      refusals: ['forbidden', 'unavailable'],
    },
    async ({ deps, person, params: { no } }) => liveOf(deps, await visibleAppeal(deps, person, no)),
  ),
  route(
    {
      method: 'post',
      path: '/appeals/:no/disclosures',
      tag,
      summary: '查看诉求人（及联名代表）电话：承办人与回访员凭职责，其他人须写明理由，均留记录',
      access: 'session',
      params,
      body: disclosureRequest,
      answer: disclosure,
      refusals: ['forbidden', 'reasonRequired'],
    },
    async ({ deps, person, params: { no }, body }) => {
      const listed = await visibleAppeal(deps, person, no);
      const appeal = listed.doc ?? (await foreseen(deps, no));
      const intake = await readIntake(deps.store, deps.cipher, no);
      if (!appeal || !intake) throw new ProblemError('notFound');
      const may = disclosureOf(person, appeal);
      if (may === 'never') throw new ProblemError('forbidden');
      if (may === 'withReason' && body.reason === undefined) throw new ProblemError('reasonRequired');
      const reason = body.reason ?? '办理职责';
      await recordDisclosure(deps.store, {
        appealNo: no,
        userId: person.id,
        role: lookingRole(person, appeal),
        what: intake.representatives.length > 0 ? 'phones of appellant and representatives' : 'phone',
        reason,
      });
      const { name, phone, proxyName, proxyPhone, guardianName, guardianPhone, representatives } = intake;
      return { name, phone, proxyName, proxyPhone, guardianName, guardianPhone, representatives };
    },
  ),
];

function sourceOf(role: Role, channel: string, proxy: boolean): Source {
  if (channel === 'patrol') return 'patrol';
  if (proxy) return 'proxy';
  return role === 'gridWorker' ? 'gridWorker' : 'clerk';
}

function refuseCursor(error: unknown): never {
  if (error instanceof CursorError)
    throw new ProblemError('invalid', { errors: [{ path: 'cursor', message: '翻页标记无效' }] });
  throw error;
}
