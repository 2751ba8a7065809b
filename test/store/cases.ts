// Small cases for the tests of the store: rows and events as the log keeps them, without the rules that make them.
import { randomBytes, randomUUID } from 'node:crypto';
import type { AppealEvent } from '../../domain/appeal/events.ts';
import { initial } from '../../domain/appeal/initial.ts';
import { rowOf } from '../../domain/appeal/row.ts';
import type { Appeal, Registration } from '../../domain/appeal/types.ts';
import { defaultPolicy } from '../../domain/policy/defaults.ts';
import { freezeTerms } from '../../domain/policy/terms.ts';
import { openCipher } from '../../store/cipher.ts';
import type { Store } from '../../store/client.ts';
import { createAppeal, type AppealDraft } from '../../store/intakes.ts';
import type { AppendRequest } from '../../store/log.ts';

export const cipher = openCipher([{ id: 'k1', key: randomBytes(32) }], randomBytes(32));

export const received = Date.UTC(2026, 9, 9, 2, 0, 0);

export function aDraft(changes: Partial<AppealDraft> = {}): AppealDraft {
  return {
    requestKey: randomUUID(),
    bodyHash: 'body',
    createdBy: 'clerk-1',
    source: 'clerk',
    channel: 'phone',
    receivedAt: received,
    type: 'HELP',
    category: 'LIGHT',
    class: 'U3',
    place: { communityId: 'shuangta', compoundId: 'fenglin', buildingId: null },
    title: '小区没有路灯',
    text: '晚上出行不便',
    appellant: { name: '张先生', phone: '13812345678', email: null, address: null },
    proxy: null,
    vulnerable: false,
    linkedTo: null,
    legalBasis: 'publicDuty',
    privacyNoticeVersion: '2026-1',
    policyVersion: defaultPolicy.version,
    calendarVersion: 'CN-2026-1',
    ...changes,
  };
}

/** Files an appeal; answers its number. */
export async function anAppeal(store: Store, changes: Partial<AppealDraft> = {}): Promise<string> {
  const answer = await createAppeal(store, cipher, aDraft(changes));
  if (answer.kind !== 'created') throw new Error(answer.kind);
  return answer.no;
}

const facts: Registration = {
  no: '',
  type: 'HELP',
  category: 'LIGHT',
  class: 'U3',
  ownHandling: null,
  place: { communityId: 'shuangta', compoundId: 'fenglin', buildingId: null },
  channel: 'phone',
  source: 'clerk',
  receivedAt: received,
  flags: [],
  linkedTo: null,
  privacyNoticeVersion: '2026-1',
  terms: freezeTerms(
    defaultPolicy,
    { version: 'none', holidays: [], workdays: [], knownYears: [] },
    [[510, 720]],
    received,
  ),
};

/** A case at a version, with nothing open. */
export function aCase(no: string, version: number, changes: Partial<Appeal> = {}): Appeal {
  return {
    ...(initial as unknown as Appeal),
    ...facts,
    no,
    version,
    personSeq: version,
    owner: 'run-1',
    flags: {},
    clocks: [],
    ...changes,
  };
}

/** A note by the clerk, standing for any event. */
export function aNote(seq: number, key: string, bodyHash: string | null = 'body'): AppealEvent {
  const actor = { id: 'clerk-1', role: 'clerk' as const, unitId: null };
  return {
    seq,
    kind: 'noted',
    key,
    at: received + seq * 1001,
    actor,
    action: 'note',
    bodyHash,
    data: { textId: `text-${key}` },
  };
}

/** A request that appends notes with the given keys after `expected`; the last key is the command's. */
export function anAppend(
  no: string,
  expected: number,
  headKey: string,
  keys: string[],
  changes: Partial<AppendRequest> = {},
): AppendRequest {
  const doc = aCase(no, expected + keys.length);
  return {
    no,
    expected,
    headKey,
    key: keys.at(-1) ?? null,
    bodyHash: 'body',
    events: keys.map((key, index) => aNote(expected + index + 1, key)),
    row: keys.length > 0 ? rowOf(doc) : null,
    doc: keys.length > 0 ? doc : null,
    notices: [],
    texts: [],
    messages: [],
    ...changes,
  };
}
