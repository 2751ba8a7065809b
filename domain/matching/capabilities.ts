// What helpers can do, by one list for units, members and teams alike; and which of it a category asks for (domain §5, columns
// R2 and R3). Labels are in web/wording/helpers.ts.
import type { Ask } from './types.ts';

export const capabilities = [
  'electrical',
  'plumbing',
  'heating',
  'construction',
  'funding',
  'materials',
  'labour',
  'cleaning',
  'guarding',
  'design',
  'errand',
  'transport',
  'companionship',
  'elderCare',
  'disabilitySupport',
  'medical',
  'dental',
  'firstAid',
  'counselling',
  'tutoring',
  'legal',
  'policyAdvice',
  'mediation',
  'organising',
  'culture',
  'sports',
  'digital',
  'repair',
  'venue',
] as const;
export type Capability = (typeof capabilities)[number];

/** What a community must have seen proof of before it may be asked for; a helper's own word is not enough. */
export const trainings = ['firstAid', 'counselling', 'elderCare', 'childSafety', 'mediation'] as const;
export type Training = (typeof trainings)[number];

type Wanted = {
  unit: readonly Capability[];
  member: readonly Capability[];
  training?: readonly Training[];
  pairs?: true;
};

// In the order of fitness, best first. Nobody named: the category has nobody to ask on that rung ('–' or 'never' in §5).
const wanted: Record<string, Wanted> = {
  LIGHT: { unit: ['electrical', 'construction', 'materials'], member: ['electrical'] },
  HEAT_OUT: { unit: ['heating', 'construction'], member: ['elderCare', 'companionship', 'heating'] },
  HEAT_NET: { unit: ['heating', 'funding', 'construction'], member: [] },
  PIPE: { unit: ['plumbing', 'construction'], member: ['plumbing'] },
  HAZARD: { unit: ['construction', 'funding'], member: ['guarding', 'design'] },
  GATE: { unit: ['construction', 'funding'], member: ['organising'] },
  CLEAN: { unit: ['cleaning', 'labour'], member: ['cleaning', 'labour'] },
  TOILET: { unit: ['construction', 'labour', 'funding', 'materials'], member: ['labour'] },
  RENOV: { unit: ['funding', 'construction'], member: [] },
  ROAD: { unit: ['funding', 'construction', 'materials'], member: ['labour'] },
  SIGN: { unit: ['design', 'materials', 'funding'], member: ['design'] },
  PROP: { unit: ['construction', 'policyAdvice'], member: [] },
  NEIGH: { unit: ['legal', 'mediation'], member: [] },
  FAMILY: { unit: ['legal', 'mediation'], member: [] },
  XINF: { unit: ['policyAdvice', 'legal'], member: [] },
  ELDER: {
    unit: ['medical', 'dental', 'elderCare'],
    member: ['elderCare', 'companionship', 'medical'],
    pairs: true,
  },
  DISAB: { unit: ['disabilitySupport', 'construction'], member: ['disabilitySupport', 'companionship'], pairs: true },
  HEALTH: { unit: ['medical', 'dental'], member: ['medical', 'dental'] },
  PSY: { unit: ['counselling', 'medical'], member: ['counselling'], training: ['counselling'] },
  CHILD: { unit: ['tutoring', 'venue'], member: ['tutoring'], training: ['childSafety'] },
  ERRAND: { unit: [], member: ['errand', 'transport'] },
  VISIT: { unit: [], member: ['companionship', 'errand'], pairs: true },
  ONLINE: { unit: [], member: [] },
  EMERG: {
    unit: capabilities,
    member: ['firstAid', 'guarding', 'medical', 'transport'],
    training: ['firstAid'],
  },
  POLICY: { unit: ['policyAdvice', 'legal'], member: ['legal', 'policyAdvice'] },
  CULT: { unit: ['culture', 'sports', 'venue'], member: ['culture', 'sports'] },
  OTHER: { unit: [], member: [] },
};

// A visit or a call that explains or asks needs somebody who can talk to people, whatever the matter was (domain §4.5).
const visiting: readonly Capability[] = ['companionship', 'errand', 'organising', 'policyAdvice'];
const supplying: readonly Capability[] = ['materials', 'funding', 'transport'];

/** What to ask helpers for, best first; empty when the category has nobody to ask on that rung (domain §5). */
export function wantedCapabilities({ category, rung, ask }: { category: string; rung: 2 | 3; ask: Ask }): Capability[] {
  return wantedFor(wanted[category]?.[rung === 2 ? 'unit' : 'member'] ?? [], ask);
}

/** What fits the ask, before what the matter itself wants; nothing particular where that wants nothing particular. */
export function wantedFor<C extends string>(own: readonly C[], ask: Ask): (C | Capability)[] {
  if (own.length === 0 || ask === 'work') return [...own];
  return [...new Set([...(ask === 'visit' ? visiting : supplying), ...own])];
}

/** Training without which a member must not be asked in this category (domain §5: trained only, nearest trained). */
export function requiredTraining(category: string): Training[] {
  return [...(wanted[category]?.training ?? [])];
}

/** Whether members go there by twos (domain §5: visits in pairs). */
export function goesInPairs(category: string): boolean {
  return wanted[category]?.pairs ?? false;
}
