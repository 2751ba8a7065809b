// The offers of one helper, and who that helper is to a letter or a signed-in person.
import { isBarred } from '../domain/directory/rules.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { HelperKind, HelperState } from '../domain/matching/types.ts';
import type { CaseMessage } from '../domain/appeal/case-messages.ts';
import { writeMessages } from './case-messages.ts';
import { wholeCases } from './case-terms.ts';
import type { Store } from './client.ts';
import { lastSuspension, suspensionOf } from './suspensions.ts';

/**
 * `name`: of a unit or a team, which everybody may read; null for a member. `barred`: they left or were put out of service, and answer
 * nothing any more.
 */
export type AskedHelper = {
  id: string;
  kind: HelperKind;
  barred: boolean;
  name: string | null;
  communityId: string;
};

const shown = {
  ...{ id: true, kind: true, state: true, name: true, communityId: true, userId: true },
  events: lastSuspension,
} as const;
type Row = Omit<AskedHelper, 'kind' | 'barred'> & {
  kind: string;
  state: string;
  userId: string | null;
  events: Parameters<typeof suspensionOf>[0]['events'];
};

/** The helper by id; null when there is none. */
export async function findHelper({ db }: Store, id: string): Promise<AskedHelper | null> {
  const row = await db.helper.findUnique({ where: { id }, select: shown });
  return row && askedOf(row);
}

/** The helper as whom an account signs in: the member themselves, or the unit whose liaison they are. */
export async function helperOfUser({ db }: Store, userId: string): Promise<AskedHelper | null> {
  const row = await db.helper.findUnique({ where: { userId }, select: shown });
  return row && askedOf(row);
}

function askedOf({ id, kind, state, name, communityId, userId, events }: Row): AskedHelper {
  const standing = { state: state as HelperState, userId, suspendedBy: suspensionOf({ state, events })?.by ?? null };
  return { id, kind: kind as HelperKind, name, communityId, barred: isBarred(standing) };
}

/** The cases of a helper's newest offers, each with the offers' ids; the case itself holds what became of them. */
export async function casesAsking(
  store: Store,
  helperId: string,
  most: number,
): Promise<{ offerId: string; doc: Appeal }[]> {
  const { rows } = await store.pool.query<{ offerId: string; doc: Partial<Appeal>; termsId: string | null }>({
    name: 'cases-asking',
    text: `SELECT o.id AS "offerId", a.doc, a.terms_id AS "termsId" FROM offer o JOIN appeal a ON a.no = o.appeal_no
      WHERE o.helper_id = $1 AND a.doc IS NOT NULL ORDER BY o.sent_at DESC, o.id LIMIT $2`,
    values: [helperId, most],
  });
  return wholeCases(store, rows);
}

/** Of an offer `o` in SQL: its case counts on the helper, who owes an answer or the end of a task. */
export const countsOn = (o: string) =>
  `(${o}.state IN ('sent', 'seen') OR (${o}.state = 'accepted' AND ${o}.done_at IS NULL))`;

/** What a case is told of a helper who answers nothing any more since this version of their entry. */
export function barredMessage(helperId: string, version: number): Pick<CaseMessage, 'key' | 'body'> {
  return { key: `helper:${helperId}:${version}`, body: { kind: 'helperBarred', helperId } };
}

/** Tells the cases that count on a barred helper; those that were told with the change stay told once. */
export async function tellCasesOf(store: Store, helperId: string, version: number): Promise<void> {
  const { rows } = await store.pool.query<{ no: string }>({
    name: 'cases-counting-on',
    text: `SELECT DISTINCT appeal_no AS no FROM offer o WHERE helper_id = $1 AND ${countsOn('o')} ORDER BY no`,
    values: [helperId],
  });
  await writeMessages(
    store,
    rows.map(({ no }) => ({ to: no, ...barredMessage(helperId, version) })),
  );
}

/** The case an offer stands in, if that helper was the one asked; null otherwise. */
export async function caseAsking(store: Store, helperId: string, offerId: string): Promise<string | null> {
  const row = await store.db.offer.findFirst({ where: { id: offerId, helperId }, select: { appealNo: true } });
  return row?.appealNo ?? null;
}
