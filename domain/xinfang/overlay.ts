// The statutory overlay of a 信访 matter (信访工作条例 §22-23, 34-36): clocks in calendar days beside the service promises, never paused
// by an ordinary pause, warned of three times. Which limits: the policy's, each with its source.
import type { ClockBasis } from '../appeal/clocks.ts';
import type { OpenedClock } from '../appeal/events.ts';
import type { Appeal, Clock } from '../appeal/types.ts';
import { limitOf, parseLimit, workingTimeOf } from '../policy/terms.ts';
import type { StatutoryName, Terms } from '../policy/types.ts';
import { dueAt } from '../time/due.ts';
import { dayMs, shanghaiDay } from '../time/shanghai.ts';
import type { Duration, Instant } from '../time/types.ts';
import { overlayClocks, type ClockName, type OverlayClock } from '../words.ts';

/** Appeals of this category are 信访 matters; others only where a clerk marks them (domain §3.1: never by default). */
export const xinfangCategory = 'XINF';

/** What a 信访 matter knows of its statutory steps. */
export type Xinfang = {
  markedAt: Instant;
  markedBy: string;
  informedAt: Instant | null;
  extension: {
    askedAt: Instant;
    askedBy: string;
    decidedAt: Instant | null;
    decidedBy: string | null;
    approved: boolean | null;
  } | null;
  reviews: {
    stage: ReviewStage;
    askedAt: Instant;
    /** Missing in cases of an older version. */
    askedBy?: string;
    decidedAt: Instant | null;
    decidedBy: string | null;
    upheld: boolean | null;
  }[];
};

/** 复查, then 复核. */
export type ReviewStage = 'review' | 'reReview';

/** For cases whose terms were frozen before the policy had them. */
const usual: Record<StatutoryName, string> = {
  xinfangInform: '15d',
  xinfangClose: '60d',
  xinfangExtend: '30d',
  xinfangRequest: '30d',
  xinfangReview: '30d',
  xinfangReReview: '30d',
};
const usualWarnDays = [15, 7, 3];

export function isOverlay(name: ClockName): name is OverlayClock {
  return (overlayClocks as readonly string[]).includes(name);
}

export function statutoryLimit(terms: Terms, cls: ClockBasis['class'], name: StatutoryName): Duration {
  return limitOf(terms, cls, name) ?? parseLimit(usual[name]);
}

/** A statutory clock opened at `at`. It counts calendar days whatever the class, and rolls to a working day (民法典 §203). */
export function openStatutory(basis: ClockBasis, name: OverlayClock, at: Instant): OpenedClock[] {
  const limit = statutoryLimit(basis.terms, basis.class, name);
  const due = dueAt(at, limit, workingTimeOf(basis.terms));
  const marks = marksAfter(basis.terms, due, at);
  const known = limitOf(basis.terms, basis.class, name) !== null;
  return [
    {
      ...{ name, ref: null, half: null, rung: null, round: basis.round, openedAt: at, dueAt: due, unit: limit.unit },
      ...nextMark(due, marks),
      ...(!known && { reckoning: { from: at, limit: usual[name] } }),
    },
  ];
}

/** Days before the due for which a warning is still to come. */
export function marksAfter(terms: Terms, due: Instant, at: Instant): number[] {
  const days = terms.settings.statutoryWarnDays ?? usualWarnDays;
  return [...days].sort((a, b) => b - a).filter((each) => shanghaiDay(due - each * dayMs) > shanghaiDay(at));
}

/** The next mark of a statutory clock, and all that are still to come. */
export function nextMark(due: Instant, marks: number[]): Required<Pick<Clock, 'marks' | 'warnAt'>> {
  const [next] = marks;
  return { marks, warnAt: next === undefined ? null : due - next * dayMs };
}

/** How long after a written answer its review may be asked for: as long the case stays open. */
export function reviewWindow(basis: ClockBasis, at: Instant): OpenedClock {
  const limit = statutoryLimit(basis.terms, basis.class, 'xinfangRequest');
  return {
    ...{ name: 'reopen', ref: null, half: null, rung: null, round: basis.round, openedAt: at },
    dueAt: dueAt(at, limit, workingTimeOf(basis.terms)),
    unit: limit.unit,
    warnAt: null,
    reckoning: { from: at, limit: `${limit.value}${limit.unit === 'second' ? 's' : 'd'}` },
  };
}

/** Which review could be asked for next; null when both are used up. */
export function nextStage({ reviews }: Xinfang): ReviewStage | null {
  return reviews.length === 0 ? 'review' : reviews.length === 1 ? 'reReview' : null;
}

export function openReview(appeal: Appeal) {
  return appeal.xinfang?.reviews.find((each) => each.decidedAt === null) ?? null;
}
