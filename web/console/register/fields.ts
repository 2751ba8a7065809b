// What the registering form holds, and how it becomes the contract's request; complaints find their way back to the fields.
import type { AppealToCreateInput } from '../../../contracts/appeals.ts';
import type { AppealType, Channel, ConsentWay, Victim } from '../../../domain/words.ts';

export type Fields = {
  text: string;
  category?: string;
  type: AppealType;
  /** Somebody suffers, or seems to. */
  harm: boolean;
  victim?: Victim;
  communityId?: string;
  compoundId?: string;
  buildingId?: string;
  anonymous: boolean;
  name: string;
  phone: string;
  vulnerable: boolean;
  under14: boolean;
  guardianName: string;
  guardianPhone: string;
  guardianConsent?: ConsentWay;
  channel: Channel;
  address: string;
  email: string;
  title: string;
  proxyName: string;
  proxyPhone: string;
  linkedTo: string;
  aboutUnits: string[];
  aboutPeople: string[];
  appellants?: number | null;
  representatives: { name?: string; phone?: string }[];
};

export const emptyFields: Fields = {
  text: '',
  type: 'HELP',
  harm: false,
  anonymous: false,
  name: '',
  phone: '',
  vulnerable: false,
  under14: false,
  guardianName: '',
  guardianPhone: '',
  channel: 'phone',
  address: '',
  email: '',
  title: '',
  proxyName: '',
  proxyPhone: '',
  linkedTo: '',
  aboutUnits: [],
  aboutPeople: [],
  representatives: [],
};

const filled = (text: string | undefined) => text?.trim() || undefined;

export function requestOf(fields: Fields): AppealToCreateInput {
  const proxied = !fields.anonymous && (filled(fields.proxyName) ?? filled(fields.proxyPhone));
  const young = fields.under14;
  const asked = young && !fields.anonymous && !fields.harm;
  // In an emergency the block may stay empty; half of it is complained about by the contract.
  const guarded = asked && (filled(fields.guardianName) ?? filled(fields.guardianPhone) ?? fields.guardianConsent);
  return {
    type: fields.type,
    category: fields.category ?? '',
    communityId: fields.communityId ?? '',
    compoundId: fields.compoundId,
    buildingId: fields.buildingId,
    title: filled(fields.title),
    text: fields.text,
    vulnerable: fields.vulnerable,
    // Not chosen yet: the contract says so at the field.
    victim: fields.harm ? (fields.victim ?? ('' as Victim)) : undefined,
    channel: fields.channel,
    linkedTo: filled(fields.linkedTo)?.toUpperCase(),
    appellant: fields.anonymous
      ? undefined
      : {
          name: fields.name,
          phone: fields.phone,
          email: filled(fields.email),
          address: filled(fields.address),
        },
    about:
      fields.type === 'REPORT' && fields.aboutUnits.length + fields.aboutPeople.length > 0
        ? { unitIds: fields.aboutUnits, userIds: fields.aboutPeople }
        : undefined,
    joint:
      fields.appellants && !fields.anonymous
        ? {
            appellants: fields.appellants,
            representatives: fields.representatives.map(({ name = '', phone = '' }) => ({ name, phone })),
          }
        : undefined,
    under14: young || undefined,
    guardian: guarded
      ? {
          name: fields.guardianName,
          phone: fields.guardianPhone,
          consent: fields.guardianConsent ?? ('' as ConsentWay),
        }
      : undefined,
    proxy: proxied ? { name: fields.proxyName, phone: fields.proxyPhone } : undefined,
  };
}

const fieldOfPath: Record<string, keyof Fields> = {
  'appellant.name': 'name',
  'appellant.phone': 'phone',
  'appellant.email': 'email',
  'appellant.address': 'address',
  'about.unitIds': 'aboutUnits',
  'about.userIds': 'aboutPeople',
  'joint.appellants': 'appellants',
  'joint.representatives': 'appellants',
  victim: 'victim',
  'guardian.name': 'guardianName',
  'guardian.phone': 'guardianPhone',
  'guardian.consent': 'guardianConsent',
  'proxy.name': 'proxyName',
  'proxy.phone': 'proxyPhone',
};

export type Complaint = { name: keyof Fields; errors: string[] };

/** Complaints by field, the form's own names; those of no field come back as `rest`. */
export function complaintsOf(issues: readonly { path: string; message: string }[]) {
  const complaints: Complaint[] = [];
  const rest: string[] = [];
  for (const { path, message } of issues) {
    const name = fieldOfPath[path] ?? (path in emptyFields || /^(category|\w+Id)$/.test(path) ? path : undefined);
    if (name) complaints.push({ name: name as keyof Fields, errors: [message] });
    else rest.push(path ? `${path}：${message}` : message);
  }
  return { complaints, rest };
}
