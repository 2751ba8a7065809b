// Corrections of an intake: written as its next version, and read as what changed from one version to the next.
import { correctableFields, type CorrectableField } from '../domain/appeal/correcting.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Role } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import { newestVersion, openedColumns, writeNext } from './intake-versions.ts';
import { intakePlace } from './intakes.ts';

export type CorrectionDraft = {
  no: string;
  /** The caller's idempotency key with who the caller is; unique for ever, as those of filings are. */
  requestKey: string;
  bodyHash: string;
  by: string;
  as: Role;
  /** The version that was seen. */
  version: number;
  /** What it is to be; null empties it, what is missing stays. */
  fields: Partial<Record<CorrectableField, string | null>>;
  reason: string;
};

export type CorrectionAnswer =
  | { kind: 'corrected' | 'known'; version: number }
  | { kind: 'stale'; version: number }
  | { kind: 'otherBody' | 'unchanged' };

/** What the request key has yielded already: 'known', or with another body 'otherBody'; null when the key is new. */
export async function findCorrection(
  store: Store,
  { requestKey, bodyHash }: Pick<CorrectionDraft, 'requestKey' | 'bodyHash'>,
): Promise<CorrectionAnswer | null> {
  const row = await store.db.intake.findUnique({
    where: { requestKey },
    select: { version: true, bodyHash: true },
  });
  if (!row) return null;
  return row.bodyHash === bodyHash ? { kind: 'known', version: row.version } : { kind: 'otherBody' };
}

/** Writes the correction, on the version that was seen. The appeal must be there. */
export async function correctIntake(store: Store, cipher: Cipher, draft: CorrectionDraft): Promise<CorrectionAnswer> {
  const { no, by, as, version, fields, reason, requestKey, bodyHash } = draft;
  const row = await newestVersion(store, no);
  if (row?.version !== version) return lost(row?.version ?? 0);
  const before = { ...openedColumns(cipher, row), title: row.appeal.title };
  const changed = correctableFields.filter(
    (field) => fields[field] !== undefined && (fields[field] ?? '') !== (before[field] ?? ''),
  );
  if (changed.length === 0) return { kind: 'unchanged' };
  const personal = Object.fromEntries(changed.flatMap((field) => (field === 'title' ? [] : [[field, fields[field]]])));
  const title = changed.includes('title') ? (fields.title ?? undefined) : undefined;
  const written = await writeNext(store, cipher, row, {
    ...{ by, personal, request: { requestKey, bodyHash } },
    correction: { fields: changed, as, reason, title },
  });
  if (written !== null) return { kind: 'corrected', version: written };
  return lost((await newestVersion(store, no))?.version ?? version);

  /** To the version there is: by somebody else, or by this very request, whose repetition came before its answer. */
  async function lost(to: number): Promise<CorrectionAnswer> {
    return (await findCorrection(store, draft)) ?? { kind: 'stale', version: to };
  }
}

export type CorrectionSummary = { times: number; at: Instant; fields: CorrectableField[] };

/** How often an intake was corrected, and what last; null: never. */
export async function summariseCorrections(store: Store, no: string): Promise<CorrectionSummary | null> {
  const rows = await store.db.intake.findMany({
    where: { appealNo: no, corrected: { isEmpty: false } },
    orderBy: { version: 'desc' },
    select: { createdAt: true, corrected: true },
  });
  const [last] = rows;
  return last
    ? { times: rows.length, at: last.createdAt.getTime(), fields: last.corrected as CorrectableField[] }
    : null;
}

/** When the resident's words were corrected last; null: they stand as they were taken down. */
export async function textCorrectedAt(store: Store, no: string): Promise<Instant | null> {
  const row = await store.db.intake.findFirst({
    where: { appealNo: no, corrected: { has: 'text' satisfies CorrectableField } },
    orderBy: { version: 'desc' },
    select: { createdAt: true },
  });
  return row && row.createdAt.getTime();
}

export type PastCorrection = {
  version: number;
  at: Instant;
  by: string;
  as: Role;
  reason: string;
  changes: { field: CorrectableField; before: string | null; after: string | null }[];
};

/** Every correction of an intake with what stood there before and after, in clear; newest first. */
export async function listCorrections(store: Store, cipher: Cipher, no: string): Promise<PastCorrection[]> {
  const rows = await store.db.intake.findMany({
    where: { appealNo: no },
    orderBy: { version: 'desc' },
    include: { appeal: { select: { title: true } } },
  });
  const found: PastCorrection[] = [];
  let title = rows[0]?.appeal.title ?? null;
  for (const [index, row] of rows.entries()) {
    if (row.corrected.length === 0) continue;
    const fields = row.corrected as CorrectableField[];
    const titleBefore = fields.includes('title') ? row.titleBefore : title;
    const earlier = rows[index + 1];
    const before: Said = { ...(earlier && openedColumns(cipher, earlier)), title: titleBefore };
    const after: Said = { ...openedColumns(cipher, row), title };
    title = titleBefore;
    found.push({
      version: row.version,
      at: row.createdAt.getTime(),
      by: row.createdBy,
      as: row.correctedAs as Role,
      reason: row.reasonEnc ? cipher.decrypt(row.reasonEnc, intakePlace('reason', row.id)) : '',
      changes: fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
    });
  }
  return found;
}

type Said = Partial<Record<CorrectableField, string | null>>;
