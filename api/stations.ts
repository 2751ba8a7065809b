// Service stations: everybody may know them, the community's staff keep them.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { code } from '../contracts/base.ts';
import { ofCommunity } from '../contracts/places.ts';
import { station, stationChange, stationList, stationToAdd } from '../contracts/stations.ts';
import { directoryEditors } from '../domain/directory/rules.ts';
import { findStation, listStations, saveStation, type Station } from '../store/stations.ts';
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
    async ({ deps, person, body }) => save(deps, person, { ...body, id: randomUUID(), active: true }),
  ),
  route(
    {
      method: 'patch',
      path: '/stations/:id',
      tag,
      summary: '更改服务站，或不再使用',
      access: 'session',
      params: z.strictObject({ id: code }),
      body: stationChange,
      answer: station,
      refusals: ['forbidden', 'unknownReference', 'alreadyListed'],
    },
    async ({ deps, person, params, body }) => {
      const found = await findStation(deps.store, params.id);
      if (!found) throw new ProblemError('notFound');
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      return save(deps, person, { ...found, ...given });
    },
  ),
];

async function save(deps: Dependencies, person: Person, wanted: Station): Promise<Station> {
  if (!rolesIn(person, wanted.communityId).some((role) => directoryEditors.includes(role)))
    throw new ProblemError('forbidden');
  const compounds = await deps.reference.compounds(wanted.communityId);
  if (wanted.compoundId !== null && !compounds.some(({ id }) => id === wanted.compoundId)) {
    throw new ProblemError('unknownReference', { errors: [{ path: 'compoundId', message: '社区里没有这个小区' }] });
  }
  if (!(await saveStation(deps.store, wanted))) throw new ProblemError('alreadyListed');
  return wanted;
}
