// Who acts where nobody does: clocks, take-overs, and what follows from them.
import type { Actor } from './types.ts';

export const systemActor: Actor = { id: 'system', role: 'system', unitId: null };
