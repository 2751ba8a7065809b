// A caller's earlier appeals by telephone number, for staff who talk to residents.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { earlierAppeals, phoneSearch } from '../contracts/earlier-appeals.ts';
import { phoneSearchers } from '../domain/people/permissions.ts';
import { allowedActions } from '../domain/appeal/allowed.ts';
import { appealsOfPhone, type EarlierAppeal } from '../store/earlier-appeals.ts';
import type { Dependencies } from './dependencies.ts';
import { iso } from './iso.ts';
import { route, type Route } from './handle.ts';
import type { Person } from './people.ts';
import { ProblemError } from './problem.ts';
import { appealOf, promisesOf } from './public-case.ts';
import { consume } from './resident-limits.ts';
import { scopeOf } from './scope.ts';

const hour = 60 * 60;

/** Counts a person's search; throws `tooManyRequests` when they have used up their hour's. */
export type PhoneSearchLimiter = (userId: string) => Promise<void>;

export function openPhoneSearchLimiter(perHour: number): PhoneSearchLimiter {
  const limiter = new RateLimiterMemory({ points: perHour, duration: hour });
  return (userId) => consume(limiter, userId);
}

export const phoneSearchRoutes: readonly Route[] = [
  route(
    {
      method: 'post',
      path: '/appeals/by-phone',
      tag: '诉求',
      summary: '同一电话此前在本社区反映的诉求：电话只在请求正文里，答复不含个人信息',
      access: 'session',
      body: phoneSearch,
      answer: earlierAppeals,
      refusals: ['forbidden', 'tooManyRequests'],
    },
    async ({ deps, person, body: { phone } }) => {
      const grants = person.grants.filter(({ role }) => phoneSearchers.includes(role));
      if (grants.length === 0) throw new ProblemError('forbidden');
      await deps.phoneSearches(person.id);
      const communityIds = [...new Set(grants.map(({ communityId }) => communityId))];
      const { self, plain } = scopeOf(person);
      const { total, items } = await appealsOfPhone(deps.store, deps.cipher, { phone, communityIds, self, plain });
      return { total, items: await Promise.all(items.map((each) => earlierView(deps, person, each))) };
    },
  ),
];

/** With what the caller can be told: who works on it, and until when what was promised (domain §4.6: a progress answer). */
async function earlierView(deps: Dependencies, person: Person, earlier: EarlierAppeal) {
  const { doc, version, unitId, receivedAt, ...rest } = earlier;
  const units = unitId === null ? [] : await deps.reference.units(rest.communityId);
  // One whose workflow has not begun yet is as it will be: an act on it begins it.
  const appeal = doc ?? (await appealOf(deps, rest.no));
  const promises = promisesOf(appeal);
  const allowed = allowedActions(appeal, person, Date.now());
  return {
    ...rest,
    seq: Math.max(1, version),
    receivedAt: iso(receivedAt),
    unitName: units.find(({ id }) => id === unitId)?.name ?? null,
    promise: promises.find(({ clock }) => clock === 'handling') ?? promises[0] ?? null,
    mayCall: allowed.some((each) => each.action === 'progressCall' && each.allowed),
  };
}
