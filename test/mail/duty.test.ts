// From an urgent call at night to the mail of whoever is on duty: the record and the postman on one database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecordActivities } from '../../activities/record.ts';
import { loadConfig } from '../../config/config.ts';
import type { AppealClass } from '../../domain/words.ts';
import { userIdOf } from '../../prisma/cast.ts';
import { openCipher, type Cipher } from '../../store/cipher.ts';
import { openStore, type Store } from '../../store/client.ts';
import { rewriteMonth } from '../../store/duty.ts';
import { at } from '../domain/time/cast.ts';
import { freshDatabase } from '../support/database.ts';
import { testEnvironment } from '../support/environment.ts';
import { fileAppeal } from '../workflows/filed.ts';
import { aPostman, openInbox, type Inbox } from './parts.ts';

let store: Store;
let cipher: Cipher;
let inbox: Inbox;
beforeAll(async () => {
  const { url } = await freshDatabase({ seed: true });
  const { keys } = loadConfig(testEnvironment({ DATABASE_URL: url }));
  store = openStore(url);
  cipher = openCipher(keys.data, keys.lookup);
  inbox = await openInbox();
  await inbox.start();
});
afterAll(async () => {
  await inbox?.close();
  await store?.close();
});

/** A Friday night that is over, so that what was to go out then goes out now. */
const friday = at('2026-10-23 23:00');

async function call(cls: AppealClass, now: number): Promise<string> {
  const no = await fileAppeal(store, cipher, { category: 'HAZARD', class: cls, receivedAt: now });
  const records = createRecordActivities({
    store,
    stateSearchAttribute: true,
    historyBound: 2_000,
    warn: () => undefined,
  });
  await records.begin({ no, owner: 'run', line: 'run:0', now });
  return no;
}

async function delivered() {
  await inbox.clear();
  const postman = aPostman({ store, inbox, close: async () => undefined }, { cipher });
  await postman.round();
  postman.close();
  const mails = await inbox.mails();
  return mails.map(({ to, subject, text }) => ({ to: to[0]?.address ?? '', subject, text }));
}

const of = (username: string) => `${username}@huying.example`;

describe('§4.6 mail by night', () => {
  test('nobody on duty: the clerk is written to, and the director that the night is not covered', async () => {
    const no = await call('U1', friday);
    const mails = await delivered();
    expect(mails.map(({ to }) => to).sort()).toEqual([of('clerk'), of('director')]);
    const gap = mails.find(({ to }) => to === of('director'));
    expect(gap?.subject).toContain(`【无人值班】${no}`);
    expect(gap?.text).toContain('到10月26日（星期一）08:30，值班表上有空档');
  });

  test('whoever is on duty gets the case at once, with its due and a way to it', async () => {
    const { id: communityId } = await store.db.community.findFirstOrThrow({
      where: { demo: false },
      orderBy: { id: 'asc' },
    });
    const shift = { date: '2026-10-24', from: 510, to: 510, userId: userIdOf('grid'), backupId: null };
    const plan = { communityId, month: '2026-10', by: userIdOf('director'), at: friday };
    await rewriteMonth(store, { ...plan, decide: () => ({ keep: new Set(), add: [shift] }) });
    const no = await call('U2', at('2026-10-24 15:00'));
    const mails = await delivered();
    expect(mails.map(({ to }) => to).sort()).toEqual([of('clerk'), of('grid')]);
    const letter = mails.find(({ to }) => to === of('grid'));
    expect(letter?.subject).toContain(`【紧急待办】${no}`);
    expect(letter?.subject).toContain('紧急诉求等您办理');
    expect(letter?.text).toContain('请在10月24日（星期六）15:30前办理');
    expect(letter?.text).toContain(`/console/appeals/${no}`);
    expect(letter?.text).not.toMatch(/张某|13800001234/);
  });

  test('a case of a sleeping class writes to nobody by night', async () => {
    await call('U3', at('2026-10-24 16:00'));
    expect(await delivered()).toEqual([]);
  });
});
