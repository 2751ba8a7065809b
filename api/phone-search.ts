// A caller's earlier appeals by telephone number, for staff who talk to residents.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { earlierAppeals, phoneSearch } from '../contracts/earlier-appeals.ts';
import { phoneSearchers } from '../domain/people/permissions.ts';
import { appealsOfPhone } from '../store/intakes.ts';
import { iso } from './iso.ts';
import { route, type Route } from './handle.ts';
import { ProblemError } from './problem.ts';
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
      return { total, items: items.map((each) => ({ ...each, receivedAt: iso(each.receivedAt) })) };
    },
  ),
];
