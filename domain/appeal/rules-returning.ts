// Return (退单) and designation (指定): a lead that says the case is not its own, and who decides (domain §4.2).
import { limitOf } from '../policy/terms.ts';
import { settingsOf } from '../policy/later.ts';
import { dueAt } from '../time/due.ts';
import type { Refusal } from '../errors.ts';
import { openClock, timeOf } from './clocks.ts';
import { pausedClocks, resumedClocks } from './pausing.ts';
import { isRequest, mayDecide, pendingRequest, requestToDecide, timesAsked } from './requests.ts';
import type { Draft, Moment, Rules } from './rule.ts';
import { ofLeadUnit } from './rules-handling.ts';
import type { Appeal } from './types.ts';
import { recusal } from './shielding.ts';

export const returningRules: Rules<'requestReturn' | 'decideReturn' | 'designate'> = {
  requestReturn: {
    from: ['dispatched', 'handling'],
    guard: mayReturn,
    // The resident's clock runs on; the lead's own wait for the decision, which is not the lead's to hasten.
    decide: (appeal, { textId }, { now }) => [
      {
        kind: 'returnRequested',
        data: {
          textId,
          paused: pausedClocks(appeal, ['signing', 'contact'], now),
          clocks: openClock(appeal, 'returnDecision', now),
        },
      },
    ],
  },
  decideReturn: {
    from: ['returnReview'],
    guard: mayDecide('return'),
    decide: (appeal, payload, { now }) => {
      const request = requestToDecide(appeal, 'return', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      if (!payload.granted) return [returnDenied(appeal, requestSeq, now, textId)];
      return [{ kind: 'returnGranted', data: { requestSeq, textId, clocks: openClock(appeal, 'dispatch', now) } }];
    },
  },
  designate: {
    from: ['accepted', 'dispatched', 'handling'],
    decide: (appeal, { unitId, textId }, { now }) => {
      const refusal = recusal(appeal, [unitId]);
      if (refusal) return refusal;
      if (appeal.designated?.unitId === unitId && appeal.assignment?.unitId === unitId) return { code: 'sameUnit' };
      const stays = appeal.assignment?.unitId === unitId;
      const clocks = stays ? [] : openClock(appeal, 'signing', now);
      return [{ kind: 'designated', data: { unitId, textId, clocks } }];
    },
  },
};

/** The denial of the return that is pending, by a person or by its clock: the lead's own clocks go on. */
export function returnDenied(appeal: Appeal, requestSeq: number, now: number, textId?: string): Draft {
  const resumed = resumedClocks(appeal, now);
  return { kind: 'requestDenied', data: { request: 'return', requestSeq, textId, resumed } };
}

/** Nobody decided in time: the return is denied (domain §4.2). */
export function returnUndecided(appeal: Appeal, now: number): Draft[] {
  const request = pendingRequest(appeal, 'return');
  return request ? [returnDenied(appeal, request.seq, now)] : [];
}

function mayReturn(appeal: Appeal, moment: Moment): Refusal | null {
  const refusal = ofLeadUnit(appeal, moment);
  if (refusal) return refusal;
  if (appeal.designated !== null) return { code: 'designatedUnit' };
  const times = settingsOf(appeal.terms).maxReturns;
  if (timesAsked(appeal, 'return') >= times) return { code: 'returnsUsedUp', params: { times } };
  const within = limitOf(appeal.terms, appeal.class, 'returnRequest');
  if (!within || !limitOf(appeal.terms, appeal.class, 'returnDecision'))
    return { code: 'returnNotAllowed', params: { class: appeal.class } };
  const since = appeal.assignment?.at ?? moment.now;
  return moment.now <= dueAt(since, within, timeOf(appeal)) ? null : { code: 'returnTooLate' };
}
