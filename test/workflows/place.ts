// A community of a test's own, whose policy the test chooses and whose only helpers are the test's members: whom a rung asks is
// known beforehand. Its cases are U1, so that the first broken promise asks the members at once (domain §4.5).
import type { Client } from '@temporalio/client';
import { addPlace, type PlaceOptions } from '../../bench/place.ts';
import { userIdOf } from '../../prisma/cast.ts';
import type { Cipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { fileAppeal, startCase } from './filed.ts';

/** The demo's members who have accounts. */
export const memberNames = ['member1', 'member2', 'member3'] as const;

/** No limit of a clock is spread, and members may carry whatever a race lays on them. */
export async function addRacePlace(store: Store, id: string, limits: PlaceOptions['limits'] = {}): Promise<void> {
  await addPlace(store, id, { settings: { offsetSeconds: 0, coolDownDays: 0 }, limits });
  for (const name of memberNames) {
    const userId = userIdOf(name);
    await store.db.grant.create({ data: { id: `${userId}:${id}`, userId, role: 'member', communityId: id } });
    await store.db.helper.update({
      where: { userId },
      data: { communityId: id, maxOpenOffers: 40, maxActiveTasks: 40 },
    });
  }
}

/** Helpers without accounts, who can do lights. */
export async function addMembers(store: Store, communityId: string, count: number): Promise<void> {
  const verified = { state: 'verified', source: 'seed', consentVersion: 'test', consentAt: new Date() };
  await store.db.helper.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      ...{ id: `${communityId}-${index}`, kind: 'member', communityId, capabilities: ['electrical'], ...verified },
      ...{ enteredBy: 'seed', verifiedBy: 'user-director', verifiedAt: new Date() },
    })),
  });
}

/** Files so many cases and starts them; answers their numbers. */
export async function openRaceCases(
  { store, cipher, client }: { store: Store; cipher: Cipher; client: Client },
  communityId: string,
  count: number,
  receivedAt = Date.now(),
): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const no = await fileAppeal(store, cipher, { category: 'LIGHT', class: 'U1', receivedAt, communityId });
      // The worker itself looks for rows without a workflow when it has just begun, and may be quicker.
      await startCase(client, no, 'USE_EXISTING');
      return no;
    }),
  );
}
