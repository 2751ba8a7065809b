// Corrections of an intake as people read them: who, when, why, and what stood there before and after, masked like the case itself.
import type { CorrectionList, IntakeState } from '../contracts/corrections.ts';
import {
  correctableFields,
  correctionRefusal,
  fieldsOnRecord,
  type CorrectableField,
  type OnRecord,
} from '../domain/appeal/correcting.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { maskAddress, maskName, maskNumbers, maskPhone } from '../domain/people/masking.ts';
import { correctionReaders } from '../domain/people/permissions.ts';
import { summariseCorrections, type PastCorrection } from '../store/corrections.ts';
import type { Intake } from '../store/intakes.ts';
import type { Dependencies } from './dependencies.ts';
import { iso } from './iso.ts';
import type { Person } from './people.ts';
import { rolesIn } from './scope.ts';

export function onRecord({ anonymous, proxyName, guardianName }: Intake): OnRecord {
  return { anonymous, proxy: proxyName !== null, guardian: guardianName !== null };
}

/** Where the intake stands: its version, how often it was corrected, and what of it this person may correct. */
export async function intakeStateOf(
  { store }: Pick<Dependencies, 'store'>,
  person: Person,
  appeal: Appeal,
  intake: Intake,
): Promise<IntakeState> {
  const on = onRecord(intake);
  const corrected = intake.version > 1 ? await summariseCorrections(store, appeal.no) : null;
  return {
    version: intake.version,
    correctable: correctionRefusal(appeal, person, [], on) === null ? fieldsOnRecord(on) : [],
    corrected: corrected && { ...corrected, at: iso(corrected.at) },
    history: mayReadCorrections(person, appeal.place.communityId),
  };
}

export function mayReadCorrections(person: Person, communityId: string): boolean {
  return rolesIn(person, communityId).some((role) => correctionReaders.includes(role));
}

/** `plain`: numbers in the text are shown as they were said. */
export function correctionViews(
  corrections: readonly PastCorrection[],
  names: ReadonlyMap<string, string>,
  plain: boolean,
): CorrectionList['items'] {
  return corrections.map(({ version, at, by, as, reason, changes }) => ({
    ...{ version, at: iso(at), by: names.get(by) ?? by, role: as },
    // It is written down for others to read: a number in it was meant for nobody.
    reason: maskNumbers(reason),
    changes: changes.map(({ field, before, after }) => {
      const shown = (value: string | null) => (value === null ? null : masked(field, value, plain));
      return { field, before: shown(before), after: shown(after) };
    }),
  }));
}

const masks: Record<Exclude<CorrectableField, 'text'>, (value: string) => string> = {
  name: maskName,
  // It holds nothing personal (api/filing.ts).
  title: (title) => title,
  phone: maskPhone,
  email: maskEmail,
  address: maskAddress,
  proxyName: maskName,
  proxyPhone: maskPhone,
  guardianName: maskName,
  guardianPhone: maskPhone,
};

function masked(field: CorrectableField, value: string, plain: boolean): string {
  if (field === 'text') return plain ? value : maskNumbers(value);
  return masks[field](value);
}

/** The provider is enough to see that a wrong one was written down. */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** The fields of a request that are given. */
export function givenFields(body: Partial<Record<CorrectableField, string | null>>): CorrectableField[] {
  return correctableFields.filter((field) => body[field] !== undefined);
}
