// What the form of a helper holds, how it becomes the contract's request or a correction of what was changed alone.
import type { HelperCorrection, Helper, HelperToEnter, OwnHelper } from '../../../../contracts/helpers.ts';
import { startingCaps } from '../../../../domain/directory/rules.ts';
import type { Capability, Training } from '../../../../domain/matching/capabilities.ts';
import type { HelperKind } from '../../../../domain/matching/types.ts';
import {
  hoursRows,
  hoursTrouble,
  quietOf,
  quietRow,
  quietTrouble,
  windowsOf,
  type HoursRow,
  type QuietRow,
} from '../../parts/hours.ts';

export type Fields = {
  kind: HelperKind;
  communityId?: string;
  name: string;
  person: string;
  phone: string;
  email: string;
  dropEmail: boolean;
  compoundId: string | null;
  unitId: string | null;
  teamId: string | null;
  capabilities: Capability[];
  training: Training[];
  hours: HoursRow[];
  quiet: QuietRow | null;
  maxActiveTasks: number | null;
  recusals: string[];
  consented: boolean;
};
export type FieldName = keyof Fields;
export type Issue = { path: string; message: string };

export function blankFields(communityId: string | undefined): Fields {
  return {
    ...{ kind: 'member', communityId, name: '', person: '', phone: '', email: '', dropEmail: false },
    ...{ compoundId: null, unitId: null, teamId: null, capabilities: [], training: [], hours: [], quiet: null },
    ...{ maxActiveTasks: null, recusals: [], consented: false },
  };
}

/** The entry as it stands; what is masked begins empty and stays unless something is filled in. */
export function fieldsOf(entry: Helper | OwnHelper): Fields {
  const whole = 'email' in entry;
  const { kind, communityId, compoundId, unitId, teamId, capabilities, training, maxActiveTasks, recusals } = entry;
  return {
    ...{ kind, communityId, compoundId, unitId, teamId, capabilities, training, maxActiveTasks, recusals },
    name: entry.name ?? '',
    person: whole ? (entry.person ?? '') : '',
    phone: whole ? (entry.phone ?? '') : '',
    email: whole ? (entry.email ?? '') : '',
    dropEmail: false,
    hours: hoursRows(entry.hours),
    quiet: quietRow(entry.quiet),
    consented: entry.consentAt !== null,
  };
}

export function requestOf(fields: Fields): HelperToEnter {
  const { kind, communityId = '', compoundId, unitId, teamId, capabilities, training, recusals, consented } = fields;
  const member = kind === 'member';
  return {
    ...{ kind, communityId, compoundId, capabilities, training, recusals, consented },
    name: member ? null : fields.name,
    person: fields.person,
    phone: fields.phone,
    email: fields.email.trim() || null,
    unitId: member ? unitId : null,
    teamId: member ? teamId : null,
    hours: windowsOf(fields.hours),
    quiet: quietOf(fields.quiet),
    ...(member ? {} : { maxActiveTasks: fields.maxActiveTasks ?? startingCaps[kind].maxActiveTasks }),
  };
}

/** Which fields differ from what they began with. */
export function changedFields(before: Fields, now: Fields): FieldName[] {
  return (Object.keys(before) as FieldName[]).filter(
    (name) => JSON.stringify(sorted(before[name])) !== JSON.stringify(sorted(now[name])),
  );
}

/** The correction that brings the entry from `before` to `now`: changed fields alone, so that nobody's other change is undone. */
export function correctionOf(before: Fields, now: Fields): Omit<HelperCorrection, 'version'> {
  const value: { [K in FieldName]?: () => Omit<HelperCorrection, 'version'> } = {
    name: () => ({ name: now.name }),
    person: () => ({ person: now.person }),
    phone: () => ({ phone: now.phone }),
    email: () => ({ email: now.email.trim() || null }),
    dropEmail: () => (now.dropEmail && now.email.trim() === '' ? { email: null } : {}),
    compoundId: () => ({ compoundId: now.compoundId ?? null }),
    unitId: () => ({ unitId: now.unitId ?? null }),
    teamId: () => ({ teamId: now.teamId ?? null }),
    capabilities: () => ({ capabilities: now.capabilities }),
    training: () => ({ training: now.training }),
    hours: () => ({ hours: windowsOf(now.hours) }),
    quiet: () => ({ quiet: quietOf(now.quiet) }),
    maxActiveTasks: () => (now.maxActiveTasks === null ? {} : { maxActiveTasks: now.maxActiveTasks }),
    recusals: () => ({ recusals: now.recusals }),
    consented: () => ({ consented: now.consented }),
  };
  return Object.assign({}, ...changedFields(before, now).map((name) => value[name]?.() ?? {})) as object;
}

/** What the form can tell by itself, before anything is sent. */
export function ownIssues(fields: Fields): Issue[] {
  const found: [string, string | null][] = [
    ['hours', hoursTrouble(fields.hours)],
    ['quiet', quietTrouble(fields.quiet)],
  ];
  return found.flatMap(([path, message]) => (message === null ? [] : [{ path, message }]));
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? [...value].sort() : value;
}
