// A guardian's consent that came later: a new version of the intake, its personal columns sealed anew for the new row.
import { randomUUID } from 'node:crypto';
import type { ConsentWay } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import { isUniqueViolation, type Store } from './client.ts';
import { intakePlace, type PersonalColumn } from './intakes.ts';

type Consent = { no: string; by: string; guardian: { name: string; phone: string; consent: ConsentWay } };

const sealedColumns: PersonalColumn[] = [
  'name',
  'phone',
  'email',
  'address',
  'text',
  'proxyName',
  'proxyPhone',
  'queryCode',
  'representatives',
];

/** Writes the newest intake once more, with its guardian. Nothing is changed in what is there; an unknown appeal is left alone. */
export async function addGuardian(store: Store, cipher: Cipher, { no, by, guardian }: Consent): Promise<void> {
  const row = await store.db.intake.findFirst({ where: { appealNo: no }, orderBy: { version: 'desc' } });
  if (!row) return;
  const id = randomUUID();
  const version = row.version + 1;
  const seal = (column: PersonalColumn, value: string) => cipher.encrypt(value, intakePlace(column, id));
  const resealed = sealedColumns.flatMap((column) => {
    const name = `${column}Enc`;
    const value = row[name as keyof typeof row];
    return typeof value === 'string' && value !== ''
      ? [[name, seal(column, cipher.decrypt(value, intakePlace(column, row.id)))]]
      : [];
  });
  const { name, phone, consent } = guardian;
  try {
    await store.db.intake.create({
      data: {
        ...row,
        ...(Object.fromEntries(resealed) as object),
        ...{ id, version, createdBy: by, createdAt: new Date(), requestKey: `${row.requestKey}:v${version}` },
        ...{ guardianNameEnc: seal('guardianName', name), guardianPhoneEnc: seal('guardianPhone', phone) },
        guardianConsent: consent,
      },
    });
  } catch (error) {
    // Somebody else wrote that version at the same moment; which consent counts, the case decides.
    if (!isUniqueViolation(error)) throw error;
  }
}
