// Revisions of calendar, office hours and policies by an administrator: seen before they are applied, applied, followed, stopped.
// What is applied is brought to the open cases by a workflow (workflows/revision.ts); new cases take it at once.
import { code } from '../contracts/base.ts';
import { z } from 'zod';
import {
  holidayUpload,
  officeHoursChange,
  policyVersionToCreate,
  revision,
  revisionList,
  revisionNumber,
  revisionPreview,
} from '../contracts/revisions.ts';
import { policyVersion, policySummary } from '../contracts/policies.ts';
import { cancelRevision, listRevisions, readRevision, resumeRevision } from '../store/revisions.ts';
import { iso } from './iso.ts';
import { route, type Route } from './handle.ts';
import { requireRole } from './people.ts';
import { ProblemError } from './problem.ts';
import { applyRevision, beginRevision } from './revisions/apply.ts';
import { planCalendar, planMigration, planOfficeHours } from './revisions/plan.ts';
import { createPolicyVersion } from './revisions/policy-version.ts';
import { previewOf, revisionView } from './revisions/view.ts';

const tag = '政策与日历的修订';
const shared = { tag, access: 'session' } as const;
const version = policyVersion;
const migration = z.strictObject({ from: z.array(code).min(1).max(50) });

export const revisionRoutes: readonly Route[] = [
  route(
    {
      ...shared,
      method: 'post',
      path: '/calendar/preview',
      summary: '放假安排启用前先看：哪些时限会移动、移动多少（管理员）',
      body: holidayUpload,
      answer: revisionPreview,
      refusals: ['forbidden'],
    },
    async ({ deps, person, body }) => {
      const communities = requireRole(person, ['admin']);
      return previewOf(deps, await planCalendar(deps, body), communities);
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/calendar/revisions',
      summary: '启用新的放假安排，在办时限逐件重算（管理员）',
      body: holidayUpload,
      keyed: true,
      answer: revision,
      status: 201,
      refusals: ['forbidden', 'sameKeyOtherBody'],
    },
    async ({ deps, person, body, key }) => {
      requireRole(person, ['admin']);
      return applyRevision(deps, { plan: () => planCalendar(deps, body), by: person, key, body: ['calendar', body] });
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/office-hours/preview',
      summary: '一个社区的办公时间变更前先看（该社区管理员）',
      body: officeHoursChange,
      answer: revisionPreview,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, body }) => {
      const communities = ownCommunity(requireRole(person, ['admin']), body.community);
      return previewOf(deps, await planOfficeHours(deps, body), communities);
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/office-hours/revisions',
      summary: '变更一个社区的办公时间，在办时限逐件重算（该社区管理员）',
      body: officeHoursChange,
      keyed: true,
      answer: revision,
      status: 201,
      refusals: ['forbidden', 'notFound', 'sameKeyOtherBody'],
    },
    async ({ deps, person, body, key }) => {
      ownCommunity(requireRole(person, ['admin']), body.community);
      const plan = () => planOfficeHours(deps, body);
      return applyRevision(deps, { plan, by: person, key, body: ['officeHours', body] });
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/policies',
      summary: '以一版政策为底，改动若干时限，成为新的一版（管理员）；在办的仍按原版本',
      body: policyVersionToCreate,
      answer: policySummary,
      status: 201,
      refusals: ['forbidden', 'notFound', 'unknownReference'],
    },
    async ({ deps, person, body }) => {
      requireRole(person, ['admin']);
      const { effectiveFrom, ...head } = await createPolicyVersion(deps, body, person.id);
      return { ...head, effectiveFrom: iso(effectiveFrom) };
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/policies/:version/preview',
      summary: '把在办案件迁移到这一版之前先看（管理员）',
      params: version,
      body: migration,
      answer: revisionPreview,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, params, body }) => {
      const communities = requireRole(person, ['admin']);
      return previewOf(deps, await planMigration(deps, params.version, body.from), communities);
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/policies/:version/revisions',
      summary: '把在办案件迁移到这一版（管理员），逐件记录',
      params: version,
      body: migration,
      keyed: true,
      answer: revision,
      status: 201,
      refusals: ['forbidden', 'notFound', 'sameKeyOtherBody'],
    },
    async ({ deps, person, params, body, key }) => {
      requireRole(person, ['admin']);
      const plan = () => planMigration(deps, params.version, body.from);
      return applyRevision(deps, { plan, by: person, key, body: ['policy', params.version, body] });
    },
  ),
  route(
    {
      ...shared,
      method: 'get',
      path: '/revisions',
      summary: '历次修订及进度（管理员）',
      answer: revisionList,
      refusals: ['forbidden'],
    },
    async ({ deps, person }) => {
      requireRole(person, ['admin']);
      return { items: await revisionView(deps, await listRevisions(deps.store)) };
    },
  ),
  route(
    {
      ...shared,
      method: 'get',
      path: '/revisions/:id',
      summary: '一次修订的进度（管理员）',
      params: revisionNumber,
      answer: revision,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, params }) => {
      requireRole(person, ['admin']);
      return oneRevision(deps, params.id);
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/revisions/:id/cancel',
      summary: '停止尚未完成的修订（管理员）；已重算的案件不退回',
      params: revisionNumber,
      answer: revision,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, params }) => {
      requireRole(person, ['admin']);
      if (await cancelRevision(deps.store, params.id))
        deps.log.info({ by: person.id, revision: params.id }, 'revision cancelled');
      return oneRevision(deps, params.id);
    },
  ),
  route(
    {
      ...shared,
      method: 'post',
      path: '/revisions/:id/resume',
      summary: '接着做一次停下的修订（管理员），其后没有同类修订时',
      params: revisionNumber,
      answer: revision,
      refusals: ['forbidden', 'notFound'],
    },
    async ({ deps, person, params }) => {
      requireRole(person, ['admin']);
      if (await resumeRevision(deps.store, params.id)) await beginRevision(deps, params.id);
      return oneRevision(deps, params.id);
    },
  ),
];

async function oneRevision(deps: Parameters<typeof revisionView>[0], id: number) {
  const row = await readRevision(deps.store, id);
  if (!row) throw new ProblemError('notFound');
  const [view] = await revisionView(deps, [row]);
  if (!view) throw new ProblemError('notFound');
  return view;
}

/** An administrator's word is for their own communities. */
function ownCommunity(communities: string[], wanted: string): string[] {
  if (!communities.includes(wanted)) throw new ProblemError('notFound');
  return [wanted];
}
