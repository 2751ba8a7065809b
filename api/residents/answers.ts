// The answers of a filing, step by step: what each form may hold, and what a draft remembers of it.
import { z } from 'zod';
import { email } from '../../contracts/appellants.ts';
import { fieldIssues } from '../../contracts/issues.ts';
import { phone } from '../../contracts/phone.ts';
import type { PublicAppeal } from '../../contracts/public.ts';
import { privacyNoticeVersion } from '../../contracts/privacy.ts';
import { line, paragraphs } from '../../contracts/text.ts';
import type { consentFor } from '../../domain/appeal/guardian.ts';
import { asksForHarm } from '../../domain/appeal/rules-police.ts';
import { appealTypes, victims } from '../../domain/words.ts';
import type { Errors } from '../../web/residents/fields.tsx';

export const stepNames = [
  'purpose',
  'matter',
  'harm',
  'community',
  'compound',
  'spot',
  'details',
  'contact',
  'check',
] as const;
export type StepName = (typeof stepNames)[number];

const contact = z.strictObject({ name: z.string(), phone: z.string(), email: z.string().nullable() });

/** What a draft holds. `null` is an answer too: none of those, or not wanted. */
export const answers = z.strictObject({
  type: z.enum(appealTypes).optional(),
  category: z.string().optional(),
  /** Who suffers; 'none': nobody. */
  harm: z.enum(['none', ...victims]).optional(),
  communityId: z.string().optional(),
  compoundId: z.string().nullable().optional(),
  buildingId: z.string().nullable().optional(),
  address: z.string().nullable().optional(),
  text: z.string().optional(),
  /** Whom a report is about; null: not said. */
  about: z.string().nullable().optional(),
  /** null: anonymous. */
  contact: contact.nullable().optional(),
  vulnerable: z.boolean().optional(),
  /** Who asks is under 14; whoever sits beside them consents. */
  under14: z.boolean().optional(),
  guardian: z.strictObject({ name: z.string(), phone: z.string() }).nullable().optional(),
  /** The earlier case that this wish follows; its code was shown. */
  after: z.strictObject({ no: z.string(), communityId: z.string() }).optional(),
});
export type Answers = z.infer<typeof answers>;

const asked: Record<Exclude<StepName, 'check'>, keyof Answers> = {
  purpose: 'type',
  matter: 'category',
  harm: 'harm',
  community: 'communityId',
  compound: 'compoundId',
  spot: 'buildingId',
  details: 'text',
  contact: 'contact',
};

/** The steps of this filing: whether somebody suffers is asked where the matter is about people. */
export function stepsOf({ category }: Answers): StepName[] {
  return stepNames.filter((step) => step !== 'harm' || (category !== undefined && asksForHarm(category)));
}

/** The first step that has no answer yet. */
export function firstOpen(given: Answers): StepName {
  return stepsOf(given).find((step) => step !== 'check' && given[asked[step]] === undefined) ?? 'check';
}

/** The step after this one, and the one before it; null where there is none. */
export function stepAfter(step: StepName, given: Answers): StepName | null {
  const steps = stepsOf(given);
  return steps[steps.indexOf(step) + 1] ?? null;
}

export function stepBefore(step: StepName, given: Answers): StepName | null {
  const steps = stepsOf(given);
  return steps[steps.indexOf(step) - 1] ?? null;
}

export const spotText = optional(line(120));
export const detailsText = paragraphs(3600);
export const aboutText = optional(line(100));

const person = z.strictObject({ name: line(40), phone, email: optional(email) });

/** The contact step's fields, or what is wrong with them. */
export function readContact(fields: {
  contact: string;
  name: string;
  phone: string;
  email: string;
  vulnerable: boolean;
  under14: boolean;
  guardianName: string;
  guardianPhone: string;
  guardianConsent: boolean;
  /** When a child's guardian must have consented (domain/appeal/guardian.ts). */
  consent: (under14: boolean) => ReturnType<typeof consentFor>;
}): { given: Answers } | { errors: Errors } {
  const { under14 } = fields;
  if (fields.contact === 'anonymous') return { given: { contact: null, vulnerable: false, under14, guardian: null } };
  if (fields.contact !== 'named') return { errors: { contact: '请选一项：留下联系方式，或者匿名' } };
  const read = person.safeParse({ name: fields.name, phone: fields.phone.trim(), email: fields.email });
  const asked = readGuardian(fields, fields.consent(under14));
  if (read.success && 'guardian' in asked)
    return { given: { contact: read.data, vulnerable: fields.vulnerable, under14, guardian: asked.guardian } };
  const blank = { name: '请填写怎么称呼您', phone: '请填写电话' };
  const errors = { ...(read.success ? {} : errorsOf(read.error)), ...('errors' in asked ? asked.errors : {}) };
  if (fields.name.trim() === '') errors.name = blank.name;
  if (fields.phone.trim() === '') errors.phone = blank.phone;
  return { errors };
}

const guardianPerson = z.strictObject({ guardianName: line(40), guardianPhone: phone });

type GuardianFields = { guardianName: string; guardianPhone: string; guardianConsent: boolean };

/** The guardian beside a child, where one is asked for; in an emergency they may be missing. */
function readGuardian(
  { guardianName, guardianPhone, guardianConsent }: GuardianFields,
  when: ReturnType<typeof consentFor>,
): { guardian: { name: string; phone: string } | null } | { errors: Errors } {
  const blank = guardianName.trim() === '' && guardianPhone.trim() === '' && !guardianConsent;
  if (when === 'none' || (when === 'later' && blank)) return { guardian: null };
  const read = guardianPerson.safeParse({ guardianName, guardianPhone: guardianPhone.trim() });
  const errors = read.success ? {} : errorsOf(read.error);
  if (guardianName.trim() === '') errors.guardianName = '请填写怎么称呼监护人';
  if (guardianPhone.trim() === '') errors.guardianPhone = '请填写监护人的电话';
  if (!guardianConsent) errors.guardianConsent = '请监护人看过后在前面打勾；监护人不在的，请到社区或打电话反映';
  return read.success && Object.keys(errors).length === 0
    ? { guardian: { name: read.data.guardianName, phone: read.data.guardianPhone } }
    : { errors };
}

/** The filing itself; null while a step is open. The place in words belongs to the text: who goes there must read it. */
export function appealFrom({
  type,
  category,
  communityId,
  compoundId,
  buildingId,
  address,
  text,
  contact,
  vulnerable,
  under14,
  guardian,
  harm,
  about,
  after,
}: Answers): PublicAppeal | null {
  if (!type || !category || !communityId || text === undefined || contact === undefined) return null;
  return {
    type,
    category,
    communityId,
    ...(compoundId ? { compoundId } : {}),
    ...(buildingId ? { buildingId } : {}),
    text: address ? `${text}\n\n具体位置：${address}` : text,
    ...(contact
      ? { appellant: { name: contact.name, phone: contact.phone, ...(contact.email ? { email: contact.email } : {}) } }
      : {}),
    vulnerable: vulnerable ?? false,
    ...(harm && harm !== 'none' ? { victim: harm } : {}),
    ...(under14 ? { under14 } : {}),
    ...(guardian ? { guardian: { ...guardian, consent: 'web' } } : {}),
    ...(type === 'REPORT' && about ? { about } : {}),
    ...(after?.communityId === communityId ? { linkedTo: after.no } : {}),
    privacyNotice: privacyNoticeVersion,
  };
}

/** The first complaint of each field, by the field's name. */
export function errorsOf(error: z.ZodError): Errors {
  return Object.fromEntries(fieldIssues(error).map(({ path, message }) => [path, message]));
}

/** An empty field is no answer; anything else must please the schema. */
function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? null : value), schema.nullable());
}
