// The two policies the product comes with. They seed the policy tables; a running system reads the tables, never these.
import type { OfficeHours } from '../time/types.ts';
import { defaultCategories } from './categories.ts';
import { laterSettings } from './later.ts';
import { defaultLimits } from './limits.ts';
import { parseLimit } from './terms.ts';
import type { LimitName, Policy } from './types.ts';

/** The default policy of domain §4.3 and §5. */
export const defaultPolicy: Policy = {
  version: '2026-1',
  name: '居民诉求办理时限（默认）',
  source: 'D',
  settings: {
    warnAt: 0.8,
    vulnerableFactor: 0.6,
    offsetSeconds: 60,
    gatherSeconds: 180,
    holdOutsideOfficeHours: true,
    maxRounds: 2,
    ...laterSettings,
    alwaysOpen: false,
  },
  limits: defaultLimits,
  categories: defaultCategories,
};

const demoLimits: Record<LimitName, string> = {
  acceptance: '20s',
  dispatch: '20s',
  signing: '20s',
  contact: '20s',
  handling: '12s',
  reply: '20s',
  supervision: '15s',
  feedback: '20s',
  residentRemind: '10s',
  residentAnswer: '20s',
  reopen: '30s',
  redo: '12s',
  xinfangInform: '30s',
  xinfangClose: '60s',
  xinfangExtend: '30s',
  xinfangRequest: '30s',
  xinfangReview: '30s',
  xinfangReReview: '30s',
  returnRequest: '60s',
  returnDecision: '20s',
  extension: '60s',
  extensionGrace: '10s',
  parkReview: '90s',
  policeReport: '20s',
  guardianConsent: '60s',
};

/** The same rules in seconds, day and night, to be watched in a minute. A class lacks the clocks it lacks by default. */
export const demoPolicy: Policy = {
  version: 'demo-2',
  name: '演示时限（秒）',
  source: 'D',
  settings: {
    ...defaultPolicy.settings,
    offsetSeconds: 0,
    gatherSeconds: 0,
    holdOutsideOfficeHours: false,
    alwaysOpen: true,
    // The demo is walked again and again, each time by the same helpers.
    coolDownDays: 0,
  },
  limits: defaultLimits.map((row) => ({ ...row, limit: row.limit && parseLimit(demoLimits[row.name]), source: 'D' })),
  categories: defaultCategories.map((category) => ({ ...category, handling: null })),
};

/** 08:30–12:00 and 14:30–18:00 in Shanghai: what a community begins with (domain §3.2). */
export const defaultOfficeHours: OfficeHours = [
  [510, 720],
  [870, 1080],
];
