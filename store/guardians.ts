// A guardian's consent that came later: a new version of the intake.
import type { ConsentWay } from '../domain/words.ts';
import type { Cipher } from './cipher.ts';
import type { Store } from './client.ts';
import { newestVersion, writeNext } from './intake-versions.ts';

type Consent = { no: string; by: string; guardian: { name: string; phone: string; consent: ConsentWay } };

/** Writes the newest intake once more, with its guardian. Nothing is changed in what is there; an unknown appeal is left alone. */
export async function addGuardian(store: Store, cipher: Cipher, { no, by, guardian }: Consent): Promise<void> {
  const { name, phone, consent } = guardian;
  const personal = { guardianName: name, guardianPhone: phone };
  for (;;) {
    const row = await newestVersion(store, no);
    if (!row) return;
    if ((await writeNext(store, cipher, row, { by, personal, guardianConsent: consent })) !== null) return;
    // Somebody wrote that version at the same moment. Which of two consents counts, the case decides; a correction loses none.
    const now = await newestVersion(store, no);
    if (row.guardianConsent === null && now?.guardianConsent != null) return;
  }
}
