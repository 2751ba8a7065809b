// The default limits of domain §4.3, one row per class and clock, each with its source:
// 'L' law, 'P 地方' published practice, 'D' the design's own.
import { appealClasses, type AppealClass } from '../words.ts';
import { laterLimits } from './later.ts';
import { parseLimit } from './terms.ts';
import { limitNames, type LimitName, type PolicyLimit } from './types.ts';

/** A limit with its source after it, or '-' where the class has no such clock. */
type Row = Record<AppealClass, string>;

const table: Record<LimitName, Row> = {
  // 咨询 is accepted at once: no clock of its own, its handling clock of 1 工作日 guards it.
  acceptance: { U1: '10m', U2: '30m', U3: '4wh', U4: '1wd', U0: '-', MED: '1wd' },
  dispatch: { U1: '10m', U2: '30m', U3: '4wh', U4: '4wh', U0: '-', MED: '1wd' },
  signing: { U1: '15m P 天津', U2: '30m P', U3: '1wd P', U4: '1wd', U0: '-', MED: '1wd' },
  contact: { U1: '15m', U2: '2h', U3: '1wd', U4: '1wd', U0: '-', MED: '3wd' },
  handling: {
    U1: '2h P 北京',
    U2: '24h P 北京',
    U3: '5wd P 济南 潍坊',
    U4: '15wd P 上海',
    U0: '1wd P 上海',
    MED: '30d L',
  },
  // 咨询 is answered with its handling.
  reply: { U1: '30m', U2: '4h', U3: '1wd', U4: '1wd', U0: '-', MED: '1wd' },
  supervision: { U1: '15m', U2: '1h', U3: '1wd', U4: '2wd', U0: '1wd', MED: '1wd' },
  feedback: { U1: '24h', U2: '1wd', U3: '3wd', U4: '3wd', U0: '-', MED: '3wd' },
  residentRemind: { U1: '-', U2: '-', U3: '5wd', U4: '5wd', U0: '-', MED: '5wd' },
  residentAnswer: { U1: '-', U2: '4h', U3: '10wd', U4: '10wd', U0: '-', MED: '10wd' },
  reopen: { U1: '72h', U2: '72h', U3: '7d', U4: '15d', U0: '72h', MED: '15d' },
  // 信访: by law, whatever the class.
  xinfangInform: statutory('15d L 信访工作条例 §23'),
  xinfangClose: statutory('60d L 信访工作条例 §34'),
  xinfangExtend: statutory('30d L 信访工作条例 §34'),
  xinfangRequest: statutory('30d L 信访工作条例 §35'),
  xinfangReview: statutory('30d L 信访工作条例 §35'),
  xinfangReReview: statutory('30d L 信访工作条例 §36'),
  redo: { U1: '1h', U2: '12h', U3: '3wd', U4: '8wd', U0: '1wd', MED: '15d' },
  returnRequest: laterLimits.returnRequest,
  returnDecision: laterLimits.returnDecision,
  // In all, not each: U2 once (settings.extensionTimes); MED by the term of a second mediation, if both parties agree.
  extension: { ...laterLimits.extension, U3: '10wd P 山东' },
  extensionGrace: laterLimits.extensionGrace,
  parkReview: laterLimits.parkReview,
  policeReport: statutory('10m L 反家庭暴力法§14 未成年人保护法§11'),
  // The duty is the law's, its length the design's own.
  guardianConsent: statutory('1wd D 个人信息保护法§13、§31'),
};

function statutory(limit: string): Row {
  return { U1: limit, U2: limit, U3: limit, U4: limit, U0: limit, MED: limit };
}

/** The limits of the default policy. */
export const defaultLimits: PolicyLimit[] = limitNames.flatMap((name) =>
  appealClasses.map((cls) => {
    const [limit = '-', ...source] = table[name][cls].split(' ');
    return { class: cls, name, limit: limit === '-' ? null : parseLimit(limit), source: source.join(' ') || 'D' };
  }),
);
