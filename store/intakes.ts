// Intakes: what a resident said and who they are. Written once, encrypted, together with the appeal's row at version 0; the
// case itself never holds any of it.
import { randomUUID } from 'node:crypto';
import type { Place } from '../domain/appeal/types.ts';
import { shanghaiDate } from '../domain/time/shanghai.ts';
import type { Instant } from '../domain/time/types.ts';
import { protectionFlags } from '../domain/appeal/rules-police.ts';
import type { AppealClass, AppealType, Channel, ConsentWay, Source, Victim } from '../domain/words.ts';
import { newQueryCode, normalisePhone, normaliseQueryCode, phoneTail } from './cipher.ts';
import type { Cipher, Place as CipherPlace } from './cipher.ts';
import { isUniqueViolation, type Store } from './client.ts';
import { windowMs, type Duplicate } from './duplicates.ts';
import { insertAppeal, selectFiled } from './intakes-sql.ts';

export type Appellant = { name: string; phone: string; email: string | null; address: string | null };

export type AppealDraft = {
  /** The caller's idempotency key, prefixed with who the caller is; unique for ever. */
  requestKey: string;
  bodyHash: string;
  /** A user id, 'resident' or 'resident:anonymous'. */
  createdBy: string;
  source: Source;
  channel: Channel;
  receivedAt: Instant;
  type: AppealType;
  category: string;
  class: AppealClass;
  place: Place;
  /** Already masked: it is listed and mailed. */
  title: string;
  text: string;
  /** null: anonymous. */
  appellant: Appellant | null;
  proxy: { name: string; phone: string } | null;
  vulnerable: boolean;
  linkedTo: string | null;
  /** Units and users whom a report is about. */
  shieldedFrom?: string[];
  /** Whoever files it does not see sensitive appeals: no hints to them. */
  plainHints?: boolean;
  /** Its category is a sensitive one. */
  sensitive?: boolean;
  /** How many persons it is of, and who speaks for them. */
  appellants?: number;
  representatives?: Representative[];
  /** Who suffers violence. */
  victim?: Victim | null;
  /** Who asks is under 14, and who consented for them. */
  under14?: boolean;
  guardian?: { name: string; phone: string; consent: ConsentWay } | null;
  legalBasis: string;
  privacyNoticeVersion: string;
  /** The terms the case is judged by: those in effect at receipt. */
  policyVersion: string;
  calendarVersion: string;
};

/** An appeal as it was filed, whatever became of it since; `version` is where it stands now. */
export type Created = Pick<AppealDraft, 'receivedAt' | 'category' | 'class' | 'place'> & {
  no: string;
  queryCode: string;
  version: number;
};
export type CreateAnswer =
  ({ kind: 'created'; duplicates: Duplicate[] } & Created) | ({ kind: 'known' } & Created) | { kind: 'otherBody' };

/**
 * Writes number, appeal and intake in one statement, which also finds its duplicates. The same request key again answers what it
 * yielded ('known'); with another body nothing is written ('otherBody').
 */
export async function createAppeal(store: Store, cipher: Cipher, draft: AppealDraft): Promise<CreateAnswer> {
  const id = randomUUID();
  const queryCode = newQueryCode(draft.appellant === null);
  const row = { ...columnsOf(draft), ...sealed(cipher, draft, id, queryCode), id };
  const day = shanghaiDate(draft.receivedAt).replaceAll('-', '');
  try {
    const values = [day, JSON.stringify(row), windowMs];
    const { rows } = await store.pool.query<Born>({ name: 'insert-appeal', text: insertAppeal, values });
    const { no = '', duplicates = [] } = rows[0] ?? {};
    const { receivedAt, category, class: cls, place } = draft;
    return { kind: 'created', no, duplicates, queryCode, receivedAt, category, class: cls, place, version: 0 };
  } catch (error) {
    const known = isUniqueViolation(error) ? await findFiled(store, cipher, draft) : null;
    if (!known) throw error;
    return known;
  }
}

type Born = { no: string; duplicates: Duplicate[] };

/** What the request key has yielded already: 'known', or with another body 'otherBody'; null when the key is new. */
export async function findFiled(
  store: Store,
  cipher: Cipher,
  { requestKey, bodyHash }: Pick<AppealDraft, 'requestKey' | 'bodyHash'>,
): Promise<Exclude<CreateAnswer, { kind: 'created' }> | null> {
  const { rows } = await store.pool.query<FiledRow>({ name: 'find-filed', text: selectFiled, values: [requestKey] });
  const [row] = rows;
  if (!row) return null;
  if (row.bodyHash !== bodyHash) return { kind: 'otherBody' };
  const { id, queryCodeEnc, communityId, compoundId, buildingId, no, category, class: cls, receivedAt, version } = row;
  const queryCode = queryCodeEnc ? cipher.decrypt(queryCodeEnc, intakePlace('queryCode', id)) : '';
  const place = { communityId, compoundId, buildingId };
  return { kind: 'known', no, queryCode, receivedAt, category, class: cls, place, version };
}

type FiledRow = Omit<Created, 'place' | 'queryCode'> & Place & { id: string; bodyHash: string; queryCodeEnc: string };

export type Intake = {
  id: string;
  version: number;
  receivedAt: Instant;
  channel: Channel;
  source: Source;
  createdBy: string;
  anonymous: boolean;
  vulnerable: boolean;
  name: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  text: string;
  proxyName: string | null;
  proxyPhone: string | null;
  guardianName: string | null;
  guardianPhone: string | null;
  /** How many ask together; 1 where one asks alone. */
  appellants: number;
  /** Who of them speaks for all. */
  representatives: Representative[];
  queryCode: string;
  linkedTo: string | null;
  legalBasis: string;
  privacyNoticeVersion: string;
  policyVersion: string;
  calendarVersion: string;
};

export type Representative = { name: string; phone: string };

/** The newest version of an appeal's intake, decrypted; null when there is no such appeal. Erased columns are null or ''. */
export async function readIntake(store: Store, cipher: Cipher, no: string): Promise<Intake | null> {
  const row = await store.db.intake.findFirst({ where: { appealNo: no }, orderBy: { version: 'desc' } });
  if (!row) return null;
  const open = (column: PersonalColumn, value: string | null) =>
    value ? cipher.decrypt(value, intakePlace(column, row.id)) : null;
  return {
    id: row.id,
    version: row.version,
    receivedAt: row.receivedAt.getTime(),
    channel: row.channel as Channel,
    source: row.source as Source,
    createdBy: row.createdBy,
    anonymous: row.anonymous,
    vulnerable: row.vulnerable,
    name: open('name', row.nameEnc),
    phone: open('phone', row.phoneEnc),
    email: open('email', row.emailEnc),
    address: open('address', row.addressEnc),
    text: open('text', row.textEnc) ?? '',
    proxyName: open('proxyName', row.proxyNameEnc),
    proxyPhone: open('proxyPhone', row.proxyPhoneEnc),
    guardianName: open('guardianName', row.guardianNameEnc),
    guardianPhone: open('guardianPhone', row.guardianPhoneEnc),
    appellants: row.appellants,
    representatives: JSON.parse(open('representatives', row.representativesEnc) ?? '[]') as Representative[],
    queryCode: open('queryCode', row.queryCodeEnc) ?? '',
    linkedTo: row.linkedTo,
    legalBasis: row.legalBasis,
    privacyNoticeVersion: row.privacyNoticeVersion,
    policyVersion: row.policyVersion,
    calendarVersion: row.calendarVersion,
  };
}

/**
 * The number of the appeal that a resident follows, by query code and the last four digits of the phone as it was corrected last; an
 * anonymous one by its longer code alone. null when they do not fit together.
 */
export async function findByQueryCode(
  store: Store,
  cipher: Cipher,
  typed: string,
  tail: string | null,
): Promise<string | null> {
  const code = normaliseQueryCode(typed);
  const rows = await store.db.intake.findMany({
    where: { queryCodeHash: cipher.keyedHash(`code:${code}`) },
    orderBy: { version: 'desc' },
    select: { appealNo: true, anonymous: true, phoneTailHash: true },
  });
  const tailHash = tail === null ? null : cipher.keyedHash(`tail:${code}:${normalisePhone(tail)}`);
  // A number that was corrected opens nothing any more.
  const newest = rows.filter((row, index) => rows.findIndex(({ appealNo }) => appealNo === row.appealNo) === index);
  return newest.find((row) => row.anonymous || (tailHash !== null && row.phoneTailHash === tailHash))?.appealNo ?? null;
}

export type PersonalColumn =
  | 'name'
  | 'phone'
  | 'email'
  | 'address'
  | 'text'
  | 'proxyName'
  | 'proxyPhone'
  | 'queryCode'
  | 'representatives'
  | 'guardianName'
  | 'guardianPhone'
  | 'reason';

/** Where a personal value of an intake stands, for the cipher. */
export function intakePlace(column: PersonalColumn, id: string): CipherPlace {
  return { table: 'intake', column, id };
}

function columnsOf({ place, appellant, proxy: _, text: __, representatives: ___, ...plain }: AppealDraft) {
  const usual = { shieldedFrom: [], plainHints: false, sensitive: false, appellants: 1 };
  return { ...usual, ...plain, ...place, ...protectionOf(plain), guardian: undefined, anonymous: appellant === null };
}

/** Kept as columns so that the row alone says what the case is registered with. */
function protectionOf({
  victim = null,
  under14 = false,
  guardian,
}: Pick<AppealDraft, 'victim' | 'under14' | 'guardian'>) {
  const minor = protectionFlags({ victim, under14 }).includes('minor');
  return { victim, under14, violence: victim !== null, minor, guardianConsent: guardian?.consent ?? null };
}

function sealed(
  cipher: Cipher,
  { appellant, proxy, guardian, text, place, representatives = [] }: AppealDraft,
  id: string,
  queryCode: string,
) {
  const seal = (column: PersonalColumn, value: string | null | undefined) =>
    value ? cipher.encrypt(value, intakePlace(column, id)) : null;
  return {
    nameEnc: seal('name', appellant?.name),
    phoneEnc: seal('phone', appellant?.phone),
    emailEnc: seal('email', appellant?.email),
    addressEnc: seal('address', appellant?.address),
    textEnc: seal('text', text) ?? '',
    proxyNameEnc: seal('proxyName', proxy?.name),
    proxyPhoneEnc: seal('proxyPhone', proxy?.phone),
    guardianNameEnc: seal('guardianName', guardian?.name),
    guardianPhoneEnc: seal('guardianPhone', guardian?.phone),
    representativesEnc: seal('representatives', representatives.length > 0 ? JSON.stringify(representatives) : null),
    queryCodeEnc: seal('queryCode', queryCode),
    ...lookupHashes(cipher, place, { queryCode, phone: appellant?.phone, address: appellant?.address }),
  };
}

/** By what an intake is found: its query code, the code with the phone's last four digits, the phone, the door. */
export function lookupHashes(
  cipher: Cipher,
  place: Place,
  { queryCode, phone, address }: { queryCode: string; phone?: string; address?: string | null },
) {
  return {
    queryCodeHash: cipher.keyedHash(`code:${queryCode}`),
    phoneHash: phone ? phoneHash(cipher, phone) : null,
    addressHash: addressHash(cipher, place, address ?? null),
    phoneTailHash: phone ? cipher.keyedHash(`tail:${queryCode}:${phoneTail(phone)}`) : null,
  };
}

/** One door of one place, however its number is spaced; null where no door was given. */
function addressHash(cipher: Cipher, place: Place, address: string | null): string | null {
  if (!address) return null;
  const door = address
    .normalize('NFKC')
    .replace(/[\s#号室]/g, '')
    .toLowerCase();
  return cipher.keyedHash(`address:${place.compoundId ?? ''}:${place.buildingId ?? ''}:${door}`);
}

export function phoneHash(cipher: Cipher, phone: string): string {
  return cipher.keyedHash(`phone:${normalisePhone(phone)}`);
}
