// What a case begins with beside its registration. A case that an older version wrote lacks what was added later.
import type { Appeal } from './types.ts';

export const initial = {
  state: 'registered',
  outcome: null,
  round: 0,
  violence: null,
  guardian: null,
  proactive: null,
  late: [],
  assignment: null,
  handlers: [],
  tasks: [],
  contactedAt: null,
  handledAt: null,
  repliedAt: null,
  replyChannel: null,
  replies: [],
  escalations: [],
  supervision: [],
  progressCalls: [],
  feedbacks: [],
  callbackAttempts: [],
  categoryFlags: [],
  adopted: null,
  shieldedFrom: [],
  shieldedHelpers: [],
  merge: null,
  children: [],
  agenda: null,
  climbed: [],
  offers: [],
  ladder: null,
  councilItem: null,
  requests: [],
  designated: null,
  parkings: [],
  mediations: [],
  councils: [],
  closedAt: null,
  archivedAt: null,
} as const satisfies Partial<Record<keyof Appeal, unknown>>;

/** A case as it was stored, with what it was written without. */
export function completed<D extends Appeal | null>(doc: D): D {
  return doc && { ...(initial as unknown as Appeal), ...doc };
}
