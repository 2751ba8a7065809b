// Service stations: everybody may know them, the community's staff keep them.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { code } from '../contracts/base.ts';
import { ofCommunity } from '../contracts/places.ts';
import { station, stationChange, stationList, stationToAdd } from '../contracts/stations.ts';
import { directoryEditors } from '../domain/directory/rules.ts';
import { addStation, changeStation, findStation, listStations, type Station } from '../store/stations.ts';
import type { Dependencies } from './dependencies.ts';
import { route, type Route } from './handle.ts';
import type { Person } from './people.ts';
import { ProblemError } from './problem.ts';
import { rolesIn } from './scope.ts';

const tag = '双报到';

export const stationRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/stations',
      tag,
      summary: '社区的党群服务站',
      access: 'public',
      query: ofCommunity,
      answer: stationList,
    },
    async ({ deps, query }) => ({ items: await listStations(deps.store, query.community) }),
  ),
  route(
    {
      method: 'post',
      path: '/stations',
      tag,
      summary: '增加服务站',
      access: 'session',
      body: stationToAdd,
      answer: station,
      status: 201,
      refusals: ['forbidden', 'unknownReference', 'alreadyListed'],
    },
    async ({ deps, person, body }) => {
      const wanted = { ...body, id: randomUUID(), active: true, version: 1 };
      await mayKeep(deps, person, wanted);
      if (!(await addStation(deps.store, wanted))) throw new ProblemError('alreadyListed');
      return wanted;
    },
  ),
  route(
    {
      method: 'patch',
      path: '/stations/:id',
      tag,
      summary: '更改服务站，或不再使用；version 为所见的版本，已有人改动则 409 并附现在的版本（seq）',
      access: 'session',
      params: z.strictObject({ id: code }),
      body: stationChange,
      answer: station,
      refusals: ['forbidden', 'unknownReference', 'staleEntry', 'alreadyListed'],
    },
    async ({ deps, person, params, body }) => {
      const found = await findStation(deps.store, params.id);
      if (!found) throw new ProblemError('notFound');
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const wanted: Station = { ...found, ...given };
      await mayKeep(deps, person, wanted);
      const changed = await changeStation(deps.store, wanted);
      if (changed === 'stale') {
        const newest = await findStation(deps.store, params.id);
        throw new ProblemError('staleEntry', newest ? { seq: newest.version } : {});
      }
      if (!changed) throw new ProblemError('alreadyListed');
      return { ...wanted, version: wanted.version + 1 };
    },
  ),
];

/** Throws what speaks against writing it: who asks, or a compound that is not the community's. */
async function mayKeep(deps: Dependencies, person: Person, wanted: Station): Promise<void> {
  if (!rolesIn(person, wanted.communityId).some((role) => directoryEditors.includes(role)))
    throw new ProblemError('forbidden');
  const compounds = await deps.reference.compounds(wanted.communityId);
  if (wanted.compoundId !== null && !compounds.some(({ id }) => id === wanted.compoundId)) {
    throw new ProblemError('unknownReference', { errors: [{ path: 'compoundId', message: '社区里没有这个小区' }] });
  }
}
