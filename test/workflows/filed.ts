// Files a case straight into the record, as the API does, and starts its workflow.
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Instant } from '../../domain/time/types.ts';
import type { AppealClass } from '../../domain/words.ts';
import type { Cipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { createAppeal } from '../../store/intakes.ts';
import { newestCalendar, policyInEffect } from '../../store/policies.ts';
import type { appeal } from '../../workflows/appeal.ts';
import { appealStartOptions, workflowType } from '../../workflows/messages.ts';
import { taskQueue } from './cast.ts';

export type Filing = {
  category: string;
  class: AppealClass;
  receivedAt: Instant;
  vulnerable?: boolean;
  demo?: boolean;
  /** Of a community that the test has made. */
  communityId?: string;
  /** Who files it; nobody's account without it. */
  createdBy?: string;
};

/** Writes the record of an appeal of the seeded 双塔社区 (or another community). Answers with its number. */
export async function fileAppeal(store: Store, cipher: Cipher, filing: Filing): Promise<string> {
  const community = await store.db.community.findFirstOrThrow({
    where: filing.communityId === undefined ? { demo: filing.demo ?? false } : { id: filing.communityId },
    orderBy: { id: 'asc' },
  });
  const policy = await policyInEffect(store, community.policyName, filing.receivedAt);
  const calendar = await newestCalendar(store);
  if (!policy || !calendar) throw new Error('the seed lacks policy or calendar');
  const created = await createAppeal(store, cipher, {
    requestKey: randomUUID(),
    bodyHash: 'test',
    createdBy: filing.createdBy ?? 'test-clerk',
    source: 'clerk',
    channel: 'phone',
    receivedAt: filing.receivedAt,
    type: 'HELP',
    category: filing.category,
    class: filing.class,
    place: { communityId: community.id, compoundId: null, buildingId: null },
    title: '测试',
    text: '测试',
    vulnerable: filing.vulnerable ?? false,
    appellant: { name: '张某', phone: '13800001234', email: null, address: null },
    proxy: null,
    linkedTo: null,
    legalBasis: 'consent',
    privacyNoticeVersion: 'test',
    policyVersion: policy.version,
    calendarVersion: calendar.version,
  });
  if (created.kind === 'otherBody') throw new Error('not created');
  return created.no;
}

/** Starts the case's workflow; `running`: what becomes of it when it runs already. */
export async function startCase(client: Client, no: string, running: 'FAIL' | 'USE_EXISTING' = 'FAIL'): Promise<void> {
  const card = {
    no,
    class: 'U3',
    category: 'LIGHT',
    categoryName: '照明',
    communityId: 'test',
    place: '测试',
    state: 'registered',
  };
  await client.workflow.start<typeof appeal>(workflowType, {
    ...appealStartOptions(card, { taskQueue, showsState: true }),
    workflowIdConflictPolicy: running,
  });
}
