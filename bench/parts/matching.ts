// How long matching looks at a whole directory: profiles in memory, as the worker has them after one read.
import { capabilities } from '../../domain/matching/capabilities.ts';
import { rank } from '../../domain/matching/rank.ts';
import type { HelperProfile, MatchRequest } from '../../domain/matching/types.ts';
import { alwaysOpen } from '../../domain/time/working-time.ts';
import { quantile, type Figure } from '../report.ts';

const part = 'matching';

export async function matching(quick: boolean): Promise<Figure[]> {
  return [2_000, 20_000].map((count) => {
    const helpers = Array.from({ length: count }, (_, index) => helperNo(index));
    // What is compiled with the first runs is nobody's speed.
    for (let run = 0; run < 30; run += 1) rank(requestAt(Date.UTC(2026, 10, 23, 2, run)), helpers);
    const times = Array.from({ length: quick ? 30 : 300 }, (_, run) => {
      const since = performance.now();
      rank(requestAt(Date.UTC(2026, 10, 24, 2, run)), helpers);
      return performance.now() - since;
    });
    return {
      ...{ part, what: `rank ${count} members, p99`, value: quantile(times, 0.99), unit: 'ms' },
      ...(count === 2_000 ? { goal: { most: 5 } } : {}),
      note: `median ${quantile(times, 0.5).toFixed(2)} ms`,
    };
  });
}

// Most of them able, so that most are scored: the dear half of the work.
function helperNo(index: number): HelperProfile {
  const own = capabilities.filter((_, place) => (index + place) % 5 === 0);
  return {
    id: `helper-${index}`,
    kind: 'member',
    communityId: 'c',
    compoundId: `c.${index % 9}`,
    state: index % 20 === 0 ? 'enrolled' : 'verified',
    consented: true,
    capabilities: index % 10 < 8 ? ['electrical', ...own] : own,
    training: [],
    recusals: index % 50 === 0 ? ['c.1'] : [],
    unitId: `unit-${index % 72}`,
    teamId: null,
    hours: [{ days: [index % 7], from: 540, to: 1080 }],
    quiet: { from: 1320, to: 420 },
    openOffers: index % 3,
    maxOpenOffers: 2,
    activeTasks: 0,
    maxActiveTasks: 1,
    coolingUntil: null,
    accepted: index % 7,
    declined: 0,
    silent: index % 5,
  };
}

function requestAt(at: number): MatchRequest {
  return {
    rung: 3,
    category: 'LIGHT',
    capabilities: ['electrical', 'construction'],
    ask: 'work',
    place: { communityId: 'c', compoundId: 'c.1', buildingId: 'c.1.2' },
    at,
    remote: false,
    training: [],
    recused: ['unit-3'],
    type: 'HELP',
    flags: [],
    hours: alwaysOpen,
  };
}
