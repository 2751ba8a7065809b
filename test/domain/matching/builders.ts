// Helpers and requests for tests: one who can help, and a case that wants them.
import type { HelperProfile, MatchRequest } from '../../../domain/matching/types.ts';
import { at, usual } from '../time/cast.ts';

/** A Tuesday morning, in office hours. */
export const tuesday = at('2026-11-24 10:00');

export function aHelper(given: Partial<HelperProfile> = {}): HelperProfile {
  return {
    id: 'h1',
    kind: 'member',
    communityId: 'shuangta',
    compoundId: 'shuangta.1',
    state: 'verified',
    consented: true,
    capabilities: ['electrical'],
    training: [],
    recusals: [],
    unitId: null,
    teamId: null,
    hours: [],
    quiet: null,
    openOffers: 0,
    maxOpenOffers: 2,
    activeTasks: 0,
    maxActiveTasks: 1,
    coolingUntil: null,
    accepted: 0,
    declined: 0,
    silent: 0,
    ...given,
  };
}

export function aRequest(given: Partial<MatchRequest> = {}): MatchRequest {
  return {
    rung: 3,
    category: 'LIGHT',
    capabilities: ['electrical', 'construction'],
    ask: 'work',
    place: { communityId: 'shuangta', compoundId: 'shuangta.1', buildingId: 'shuangta.1.3' },
    at: tuesday,
    remote: false,
    training: [],
    recused: [],
    type: 'HELP',
    flags: [],
    hours: usual,
    ...given,
  };
}
