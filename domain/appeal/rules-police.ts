// The duty to go to the police (反家庭暴力法 §14, 未成年人保护法 §11): a task with a clock of its own from the moment somebody is known
// to suffer violence, or seems to. The case is not ended before it is done, and whoever suffers is kept from all who need not know.
import type { Refusal } from '../errors.ts';
import type { Instant } from '../time/types.ts';
import type { ActionName, AppealClass, Victim } from '../words.ts';
import { openClock, type ClockBasis } from './clocks.ts';
import type { OpenedClock } from './events.ts';
import type { Draft, Rules } from './rule.ts';
import { movedUp } from './rules-reclass.ts';
import type { Appeal, FlagName } from './types.ts';

export const policeRules: Rules<'findViolence' | 'reportToPolice'> = {
  findViolence: {
    // Where clocks wait (a question, a return, parking) the case is taken up again first; after the reply a new appeal is registered.
    from: ['registered', 'accepted', 'dispatched', 'handling', 'inMediation', 'inCouncil', 'handled'],
    guard: (appeal) => (policeIsDue(appeal) ? { code: 'violenceKnown' } : null),
    decide: (appeal, { victim, textId }, { now }) => {
      const clocks = victimClocks(appeal, victim, now);
      const found: Draft = {
        kind: 'violenceFound',
        data: { victim, flags: protectionFlags({ victim, under14: false }), textId, clocks },
      };
      const cls = classFor(appeal.class, victim);
      if (cls === appeal.class) return [found];
      return [found, { kind: 'reclassified', data: { class: cls, moved: movedUp(appeal, cls, now) } }];
    },
  },
  reportToPolice: {
    from: 'open',
    guard: (appeal) => (policeIsDue(appeal) ? null : { code: 'policeTold' }),
    decide: ({ violence }, payload): Draft[] | Refusal =>
      payload.result === 'adultDeclines' && violence?.victim !== 'adult'
        ? { code: 'mustReport' }
        : [{ kind: 'policeReported', data: payload }],
  },
};

/** Categories about things and paper: there nobody is asked whether somebody suffers. A category a policy adds is asked about. */
const aboutThings: readonly string[] = [
  'LIGHT',
  'HEAT_OUT',
  'HEAT_NET',
  'PIPE',
  'HAZARD',
  'GATE',
  'CLEAN',
  'TOILET',
  'RENOV',
  'ROAD',
  'SIGN',
  'PROP',
  'ERRAND',
  'ONLINE',
  'POLICY',
  'CULT',
];

/** Whether a resident is asked if somebody suffers; staff hear it in the call whatever the matter. */
export function asksForHarm(category: string): boolean {
  return !aboutThings.includes(category);
}

/** Acts that end the case, or take its urgency away. */
const ending: readonly ActionName[] = [
  'decline',
  'transferOut',
  'answerNow',
  'complete',
  'reply',
  'requestMerge',
  'decideMerge',
  'requestDowngrade',
  'decideDowngrade',
];

/** Whether the act has to wait until the police have been told. */
export function awaitsPolice(appeal: Pick<Appeal, 'violence'>, action: ActionName): boolean {
  return policeIsDue(appeal) && ending.includes(action);
}

/** Whether the police are still to be told. */
export function policeIsDue({ violence }: Pick<Appeal, 'violence'>): boolean {
  return violence !== null && violence.report === null;
}

/** The duty's clock; none where nobody suffers. */
export function victimClocks(basis: ClockBasis, victim: Victim | undefined, at: Instant): OpenedClock[] {
  return victim ? openClock(basis, 'policeReport', at) : [];
}

/** Violence is of the most urgent class, whatever the category (domain §5 FAMILY). */
export function classFor(cls: AppealClass, victim: Victim | null): AppealClass {
  return victim ? 'U1' : cls;
}

/** What protects whoever suffers, or is a child: the data of children under 14 are sensitive ones (个人信息保护法 §28). */
export function protectionFlags({ victim, under14 }: { victim: Victim | null; under14: boolean }): FlagName[] {
  return [
    ...(victim || under14 ? (['sensitive'] as const) : []),
    ...(victim ? (['safety'] as const) : []),
    ...(victim === 'minor' || under14 ? (['minor'] as const) : []),
  ];
}
