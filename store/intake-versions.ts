// The next version of an intake: what stood in the newest one with what changes, sealed anew for a row of its own. The row that was
// there stays as it is.
import { randomUUID } from 'node:crypto';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import { Prisma } from './generated/client.ts';
import { intakePlace, lookupHashes, type PersonalColumn } from './intakes.ts';

/** What a version holds of people; the reason of a correction belongs to its own version alone. */
type CarriedColumn = Exclude<PersonalColumn, 'reason'>;
export type Opened = Partial<Record<CarriedColumn, string>>;

const carried = [
  'name',
  'phone',
  'email',
  'address',
  'text',
  'proxyName',
  'proxyPhone',
  'queryCode',
  'representatives',
  'guardianName',
  'guardianPhone',
] as const satisfies readonly CarriedColumn[];

const include = { appeal: { select: { communityId: true, compoundId: true, buildingId: true, title: true } } } as const;
export type IntakeRow = Prisma.IntakeGetPayload<{ include: typeof include }>;

export async function newestVersion(store: Store, no: string): Promise<IntakeRow | null> {
  return store.db.intake.findFirst({ where: { appealNo: no }, orderBy: { version: 'desc' }, include });
}

/** The personal columns in clear; those that are empty are missing. */
export function openedColumns(cipher: Cipher, row: Omit<IntakeRow, 'appeal'>): Opened {
  const opened: Opened = {};
  for (const column of carried) {
    const value = row[`${column}Enc`];
    if (value) opened[column] = cipher.decrypt(value, intakePlace(column, row.id));
  }
  return opened;
}

export type Changes = {
  by: string;
  /** null empties a column; what is missing stays. */
  personal: Partial<Record<CarriedColumn, string | null>>;
  guardianConsent?: string;
  /** Its own where it comes from a request with a key. */
  request?: { requestKey: string; bodyHash: string };
  /** `title`: what the appeal is called from now on. */
  correction?: { fields: readonly string[]; as: string; reason: string; title?: string };
};

/** Writes it; answers its version, or null when somebody has written that version, or carried out that request, at the same moment. */
export async function writeNext(
  store: Store,
  cipher: Cipher,
  { appeal: { title, ...place }, ...row }: IntakeRow,
  { by, personal, guardianConsent, request, correction }: Changes,
): Promise<number | null> {
  const id = randomUUID();
  const version = row.version + 1;
  const seal = (column: PersonalColumn, value: string | null | undefined) =>
    value ? cipher.encrypt(value, intakePlace(column, id)) : null;
  const whole = { ...openedColumns(cipher, row), ...personal };
  const sealed = Object.fromEntries(carried.map((column) => [`${column}Enc`, seal(column, whole[column])])) as Record<
    `${Exclude<CarriedColumn, 'text' | 'queryCode'>}Enc`,
    string | null
  > & { textEnc: string; queryCodeEnc: string };
  try {
    const create = store.db.intake.create({
      data: {
        ...row,
        ...sealed,
        ...lookupHashes(cipher, place, {
          queryCode: whole.queryCode ?? '',
          phone: whole.phone ?? undefined,
          address: whole.address,
        }),
        ...{ id, version, createdBy: by, createdAt: new Date() },
        ...(request ?? { requestKey: `${row.requestKey}:v${version}` }),
        ...(guardianConsent === undefined ? {} : { guardianConsent }),
        corrected: [...(correction?.fields ?? [])],
        correctedAs: correction?.as ?? null,
        reasonEnc: seal('reason', correction?.reason),
        titleBefore: correction?.title === undefined ? null : title,
      },
    });
    const named = correction?.title;
    const renamed =
      named === undefined ? [] : [store.db.appeal.update({ where: { no: row.appealNo }, data: { title: named } })];
    await store.db.$transaction([create, ...renamed]);
    return version;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null;
    throw error;
  }
}
