// Many cases at once, written and started as the API does it, without its HTTP.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../domain/time/types.ts';
import { createAppeal } from '../store/intakes.ts';
import { newestCalendar } from '../store/policies.ts';
import { createCases } from '../worker/cases.ts';
import type { Backstage, Product } from './product.ts';

export type Crowd = { communityId: string; policyVersion: string; count: number; receivedAt: Instant };

/** Files cases and starts their workflows; answers when all are registered, with their numbers. */
export async function openCases(product: Product, backstage: Backstage, crowd: Crowd): Promise<string[]> {
  const { store, cipher, client } = backstage;
  const calendar = await newestCalendar(store);
  const settings = {
    taskQueue: product.config.temporal.taskQueue,
    showsState: product.config.worker.stateSearchAttribute,
  };
  const cases = createCases(client, store, settings);
  const numbers: string[] = [];
  await atOnce(16, Array.from({ length: crowd.count }), async () => {
    const created = await createAppeal(store, cipher, {
      requestKey: randomUUID(),
      bodyHash: 'bench',
      createdBy: 'user-clerk',
      source: 'clerk',
      channel: 'phone',
      receivedAt: crowd.receivedAt,
      type: 'HELP',
      category: 'LIGHT',
      class: 'U3',
      place: { communityId: crowd.communityId, compoundId: null, buildingId: null },
      title: '路灯不亮',
      text: '小区东门进来第二排楼前的路灯坏了两盏，请派人来修。',
      appellant: { name: '张女士', phone: '13800001234', email: null, address: null },
      proxy: null,
      vulnerable: false,
      linkedTo: null,
      legalBasis: 'bench',
      privacyNoticeVersion: 'bench',
      policyVersion: crowd.policyVersion,
      calendarVersion: calendar?.version ?? '',
    });
    if (created.kind === 'otherBody') throw new Error('not created');
    numbers.push(created.no);
    await cases.start(created.no);
  });
  const waiting = () => store.db.appeal.count({ where: { communityId: crowd.communityId, version: 0 } });
  while ((await waiting()) > 0) await sleep(200);
  return numbers;
}

/** Does `work` for each item, so many at a time. */
export async function atOnce<T>(lanes: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.entries();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const [, item] of left) await work(item);
    }),
  );
}
