// Rules of the statutory overlay of 信访 matters: inform, extend once with another person's approval, review and re-review.
import type { Refusal } from '../errors.ts';
import { compactLimit } from '../policy/terms.ts';
import { dueAt } from '../time/due.ts';
import type { State } from '../words.ts';
import {
  marksAfter,
  nextMark,
  nextStage,
  openReview,
  openStatutory,
  reviewWindow,
  statutoryLimit,
} from '../xinfang/overlay.ts';
import { findClock, timeOf } from './clocks.ts';
import { inMerge } from './merged-overlay.ts';
import type { Rules } from './rule.ts';
import type { Appeal } from './types.ts';

type XinfangAction =
  | 'informXinfang'
  | 'requestXinfangExtension'
  | 'decideXinfangExtension'
  | 'requestXinfangReview'
  | 'decideXinfangReview';

/** Accepted as a 信访 matter, and not yet answered in writing: the statutory clocks run wherever the case is meanwhile. */
const unanswered: readonly State[] = [
  'accepted',
  'dispatched',
  'handling',
  'awaitingResident',
  'returnReview',
  'inMediation',
  'inCouncil',
  'parked',
  'handled',
];

export const xinfangRules: Rules<XinfangAction> = {
  informXinfang: {
    from: [...unanswered, 'replied', 'merged'],
    guard: (appeal) => {
      const refusal = inMerge(appeal);
      if (refusal) return refusal;
      if (!appeal.xinfang) return notXinfang;
      return appeal.xinfang.informedAt === null ? null : { code: 'xinfangInformed' };
    },
    decide: (_appeal, payload) => [{ kind: 'xinfangInformed', data: payload }],
  },
  requestXinfangExtension: {
    from: [...unanswered, 'merged'],
    guard: (appeal) => {
      const refusal = inMerge(appeal);
      if (refusal) return refusal;
      if (!appeal.xinfang) return notXinfang;
      const { extension } = appeal.xinfang;
      // Once approved, never again; what was refused may be asked for with a better reason.
      if (extension?.approved) return { code: 'xinfangExtendedOnce' };
      if (extension?.decidedAt === null) return { code: 'xinfangExtensionAsked' };
      return closingRuns(appeal);
    },
    decide: (_appeal, payload) => [{ kind: 'xinfangExtensionRequested', data: payload }],
  },
  decideXinfangExtension: {
    from: [...unanswered, 'merged'],
    guard: (appeal, { actor }) => {
      const refusal = inMerge(appeal);
      if (refusal) return refusal;
      if (!appeal.xinfang) return notXinfang;
      const asked = appeal.xinfang.extension;
      if (!asked || asked.decidedAt !== null) return { code: 'xinfangNothingAsked' };
      if (asked.askedBy === actor.id) return { code: 'xinfangSamePerson' };
      return closingRuns(appeal);
    },
    // 30 日 on from where it was due: what was approved is what the resident is told.
    decide: (appeal, payload, { now }) => {
      const clock = findClock(appeal, 'xinfangClose');
      if (!clock || !payload.approved)
        return [{ kind: 'xinfangExtensionDecided', data: { ...payload, by: null, moved: [] } }];
      const limit = statutoryLimit(appeal.terms, appeal.class, 'xinfangExtend');
      const to = dueAt(clock.dueAt, limit, timeOf(appeal));
      const { warnAt } = nextMark(to, marksAfter(appeal.terms, to, now));
      const moved = [{ name: clock.name, ref: null, from: clock.dueAt, to, unit: limit.unit, warnAt }];
      return [{ kind: 'xinfangExtensionDecided', data: { ...payload, by: compactLimit(limit), moved } }];
    },
  },
  requestXinfangReview: {
    // 自收到书面答复之日起 30 日内: the closed case stays open for it so long.
    from: ['closed'],
    guard: (appeal) => {
      if (!appeal.xinfang) return notXinfang;
      if (openReview(appeal)) return { code: 'xinfangReviewOpen' };
      if (nextStage(appeal.xinfang) === null) return { code: 'xinfangReviewsUsedUp' };
      return findClock(appeal, 'reopen') ? null : { code: 'windowClosed' };
    },
    decide: (appeal, { textId }, { now }) => {
      const stage = (appeal.xinfang && nextStage(appeal.xinfang)) ?? 'review';
      const name = stage === 'review' ? 'xinfangReview' : 'xinfangReReview';
      return [{ kind: 'xinfangReviewRequested', data: { stage, textId, clocks: openStatutory(appeal, name, now) } }];
    },
  },
  decideXinfangReview: {
    from: ['closed'],
    guard: (appeal, { actor }) => {
      if (!appeal.xinfang) return notXinfang;
      if (!openReview(appeal)) return { code: 'xinfangNothingAsked' };
      if (openReview(appeal)?.askedBy === actor.id) return { code: 'xinfangSamePerson' };
      if (appeal.xinfang.reviews.some(({ decidedBy }) => decidedBy === actor.id))
        return { code: 'xinfangSameReviewer' };
      // Who handled or answered the case never judges it (domain §8 separation).
      return appeal.handlers.includes(actor.id) ? { code: 'sameHandler' } : null;
    },
    decide: (appeal, payload, { now }) => {
      const stage = openReview(appeal)?.stage ?? 'review';
      const last = stage === 'reReview';
      const decided = {
        kind: 'xinfangReviewDecided' as const,
        data: { ...payload, stage, clocks: last ? [] : [reviewWindow(appeal, now)] },
      };
      // 复核意见是终结: after it nothing more can be asked for.
      return last ? [decided, { kind: 'archived' as const, data: {} }] : [decided];
    },
  },
};

const notXinfang: Refusal = { code: 'notXinfang' };

function closingRuns(appeal: Appeal): Refusal | null {
  const clock = findClock(appeal, 'xinfangClose');
  return clock && clock.firedAt === null ? null : { code: 'xinfangTooLate' };
}
