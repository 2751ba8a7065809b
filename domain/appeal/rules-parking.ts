// Parking (挂账): a case that cannot be done now is put aside by the director, with a plan and a day on which it is looked at
// again; the resident is told, and it comes back by itself (domain §4.2, §4.4). Never silent.
import { limitOf } from '../policy/terms.ts';
import type { Refusal } from '../errors.ts';
import type { AfterParking } from '../words.ts';
import { raiseFirst } from '../ladder/climb.ts';
import { findClock, openClockOf } from './clocks.ts';
import { pausedClocks, resumedClocks } from './pausing.ts';
import { isRequest, mayDecide, notInGrace, notPending, requestToDecide } from './requests.ts';
import type { Draft, Moment, Rules } from './rule.ts';
import { ofLeadUnit } from './rules-handling.ts';
import type { Appeal } from './types.ts';

export const parkingRules: Rules<'requestPark' | 'decidePark' | 'unpark'> = {
  requestPark: {
    from: ['handling', 'inCouncil'],
    guard: mayAskToPark,
    decide: (appeal, { days, after, textId }) => {
      const longest = limitOf(appeal.terms, appeal.class, 'parkReview');
      if (!longest) return notAllowed(appeal);
      if (days > longest.value) return { code: 'parkTooLong', params: { days: longest.value } };
      return [{ kind: 'parkRequested', data: { length: { value: days, unit: longest.unit }, after, textId } }];
    },
  },
  decidePark: {
    from: ['handling', 'inCouncil'],
    guard: (appeal, moment) => mayDecide('park')(appeal, moment),
    decide: (appeal, payload, { now }) => {
      const request = requestToDecide(appeal, 'park', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      const { length, after, textId: planId } = request;
      if (!payload.granted || !length || !after)
        return [{ kind: 'requestDenied', data: { request: 'park', requestSeq, textId, resumed: [] } }];
      // What is already late stays late and is not put aside: only what still runs waits.
      const paused = pausedClocks(appeal, ['handling', 'contact', 'task'], now);
      const clocks = [openClockOf(appeal, 'parkReview', now, length)];
      return notInGrace(appeal) ?? [{ kind: 'parked', data: { requestSeq, textId, planId, after, paused, clocks } }];
    },
  },
  unpark: {
    from: ['parked'],
    decide: (appeal, { to, textId }, { now }) => unparking(appeal, to, now, textId),
  },
};

/** Back to work: the clocks go on with what they had left; a promise that was broken before is pressed again. */
export function unparking(appeal: Appeal, to: AfterParking, now: number, textId?: string): Draft[] {
  const back: Draft = { kind: 'unparked', data: { to, textId, resumed: resumedClocks(appeal, now) } };
  const handling = findClock(appeal, 'handling');
  if (!handling || handling.firedAt === null) return [back];
  return [back, ...raiseFirst(appeal, 'handling', now)];
}

/** The review is due: the case goes where its plan says (domain §4.4 park review). */
export function parkReviewDue(appeal: Appeal, now: number): Draft[] {
  return unparking(appeal, appeal.parkings.at(-1)?.after ?? 'handling', now);
}

function mayAskToPark(appeal: Appeal, moment: Moment): Refusal | null {
  const refusal = (moment.actor.role === 'handler' ? ofLeadUnit(appeal, moment) : null) ?? notPending(appeal, 'park');
  return refusal ?? (limitOf(appeal.terms, appeal.class, 'parkReview') ? null : notAllowed(appeal));
}

function notAllowed(appeal: Appeal): Refusal {
  return { code: 'parkNotAllowed', params: { class: appeal.class } };
}
