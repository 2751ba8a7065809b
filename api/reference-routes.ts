// Reference data: places, units, categories, policies, the calendar; and the public calculator of due instants.
import { calendar, due, dueQuery, officeHours, type Due } from '../contracts/calendar.ts';
import { buildingList, communityList, compoundList, ofCommunity, ofCompound, unitList } from '../contracts/places.ts';
import { categoryList, policy, policyList, policyVersion } from '../contracts/policies.ts';
import { staffList } from '../contracts/staff.ts';
import { defaultOfficeHours } from '../domain/policy/defaults.ts';
import { explainDue } from '../domain/time/due.ts';
import type { WorkingTime } from '../domain/time/types.ts';
import { alwaysOpen } from '../domain/time/working-time.ts';
import { staffOf } from '../store/people.ts';
import { listPolicies } from '../store/policies.ts';
import { iso } from './iso.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import { ProblemError } from './problem.ts';
import { requireScope } from './scope.ts';

const tag = '基础资料';

export const referenceRoutes: readonly Route[] = [
  route(
    { method: 'get', path: '/communities', tag, summary: '社区', access: 'public', answer: communityList },
    async ({ deps }) => {
      const rows = await deps.reference.communities();
      return { items: rows.map(({ id, name, town, feature, demo }) => ({ id, name, town, feature, demo })) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/compounds',
      tag,
      summary: '社区内的小区',
      access: 'public',
      query: ofCommunity,
      answer: compoundList,
    },
    async ({ deps, query }) => ({
      items: await deps.reference.compounds((await communityOf(deps, query.community)).id),
    }),
  ),
  route(
    {
      method: 'get',
      path: '/buildings',
      tag,
      summary: '小区内的楼院',
      access: 'public',
      query: ofCompound,
      answer: buildingList,
    },
    async ({ deps, query }) => ({ items: await deps.reference.buildings(query.compound) }),
  ),
  route(
    {
      method: 'get',
      path: '/units',
      tag,
      summary: '社区的承办、协办单位',
      access: 'session',
      query: ofCommunity,
      answer: unitList,
    },
    async ({ deps, query }) => ({ items: await deps.reference.units((await communityOf(deps, query.community)).id) }),
  ),
  route(
    {
      method: 'get',
      path: '/staff',
      tag,
      summary: '本社区的工作人员',
      access: 'session',
      query: ofCommunity,
      answer: staffList,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, query }) => {
      requireScope(person);
      if (!person.grants.some(({ communityId }) => communityId === query.community)) throw new ProblemError('notFound');
      return { items: await staffOf(deps.store, query.community) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/categories',
      tag,
      summary: '社区现行的诉求类别',
      access: 'public',
      query: ofCommunity,
      answer: categoryList,
    },
    async ({ deps, query }) => {
      const current = await deps.reference.policyFor(await communityOf(deps, query.community));
      if (!current) throw new ProblemError('notFound');
      return { policyVersion: current.version, items: current.categories };
    },
  ),
  route(
    { method: 'get', path: '/policies', tag, summary: '时限政策各版本', access: 'session', answer: policyList },
    async ({ deps }) => {
      const heads = await listPolicies(deps.store);
      return { items: heads.map(({ effectiveFrom, ...head }) => ({ ...head, effectiveFrom: iso(effectiveFrom) })) };
    },
  ),
  route(
    {
      method: 'get',
      path: '/policies/:version',
      tag,
      summary: '一版政策的全部时限与类别，各附出处',
      access: 'session',
      params: policyVersion,
      answer: policy,
    },
    async ({ deps, params }) => {
      const found = await deps.reference.policy(params.version);
      if (!found) throw new ProblemError('notFound');
      return { ...found, effectiveFrom: iso(found.effectiveFrom) };
    },
  ),
  route(
    { method: 'get', path: '/calendar', tag, summary: '工作日历：节假日与调休', access: 'public', answer: calendar },
    async ({ deps }) => {
      const { version, source, holidays, workdays, knownYears } = await calendarOf(deps);
      return { version, source, holidays, workdays, knownYears };
    },
  ),
  route(
    {
      method: 'get',
      path: '/office-hours',
      tag,
      summary: '社区的办公时间',
      access: 'public',
      query: ofCommunity,
      answer: officeHours,
    },
    async ({ deps, query }) => {
      const { id, officeHours: periods } = await communityOf(deps, query.community);
      return { communityId: id, periods };
    },
  ),
  route(
    {
      method: 'get',
      path: '/calendar/due',
      tag,
      summary: '到期时刻：并列出计入与未计入的日期',
      access: 'public',
      query: dueQuery,
      answer: due,
    },
    async ({ deps, query }) => {
      const { from, value, unit, community } = query;
      const wt = await workingTimeIn(deps, community);
      const explained = explainDue(Date.parse(from), { value, unit }, wt);
      return dueView(explained);
    },
  ),
];

function dueView({ dueAt, counted, skipped }: ReturnType<typeof explainDue>): Due {
  const minutes = counted.flatMap((day) =>
    day.minutes === undefined ? [] : [[day.date, Number(day.minutes.toFixed(2))] as const],
  );
  return {
    dueAt: iso(dueAt),
    counted: counted.map(({ date }) => date),
    skipped: skipped.map(({ date }) => date),
    why: Object.fromEntries(skipped.map(({ date, why }) => [date, why])),
    minutes: Object.fromEntries(minutes),
  };
}

/** The working time by which a case filed in the community now would be counted. */
async function workingTimeIn(deps: Dependencies, id: string | undefined): Promise<WorkingTime> {
  const calendar = await calendarOf(deps);
  if (id === undefined) return { calendar, officeHours: defaultOfficeHours };
  const community = await communityOf(deps, id);
  const current = await deps.reference.policyFor(community);
  return current?.settings.alwaysOpen ? alwaysOpen : { calendar, officeHours: community.officeHours };
}

async function communityOf(deps: Dependencies, id: string) {
  const community = await deps.reference.community(id);
  if (!community) throw new ProblemError('notFound');
  return community;
}

async function calendarOf(deps: Dependencies) {
  const found = await deps.reference.calendar();
  if (!found) throw new ProblemError('unavailable');
  return found;
}
