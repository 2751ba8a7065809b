// What a helper does to an offer, from the letter's page and from the portal alike: every act goes into the case by its one door.
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { OfferReport } from '../../contracts/offers.ts';
import type { OfferDeclineReason } from '../../domain/words.ts';
import { findCase } from '../../store/cases.ts';
import type { AskedHelper } from '../../store/helper-offers.ts';
import { keepFiles, type GivenFile } from '../attachments/keep.ts';
import { sendAction } from '../case-door.ts';
import type { Dependencies } from '../dependencies.ts';
import { actionKey } from '../keys.ts';
import { ProblemError } from '../problem.ts';
import { actorOf, type Asked } from './view.ts';

export type OfferAct =
  | { action: 'seeOffer' | 'claimOffer' }
  | { action: 'declineOffer'; reason: OfferDeclineReason; text?: string }
  | ({ action: 'reportHelp' } & OfferReport);

export type Wish = { helper: AskedHelper; no: string; offerId: string; callerKey: string };

/** Does it; throws as `sendAction`. The same wish under the same key is done once. */
export async function actOnOffer(
  deps: Dependencies,
  { helper, no, offerId, callerKey }: Wish,
  { action, ...rest }: OfferAct,
): Promise<ActionAnswer> {
  return sendAction(deps, {
    no,
    action,
    payload: { offerId, ...rest },
    callerKey,
    // They judge by the card alone: whatever else happens in the case meanwhile makes their answer no staler.
    seq: null,
    by: actorOf(helper),
  });
}

/** Whether a report with this key is in the case already: a second press sends its photos a second time. */
export async function isReported(deps: Dependencies, { helper, no, callerKey }: Wish): Promise<boolean> {
  const found = await findCase(deps.store, no, actionKey('reportHelp', actorOf(helper).id, callerKey));
  return found?.known != null;
}

/** Keeps a helper's photos as evidence of the case; only of a task that is confirmed and not done. Throws FileRefused too. */
export async function keepPhotos(
  deps: Dependencies,
  helper: AskedHelper,
  { appeal, offer }: Asked,
  files: readonly GivenFile[],
): Promise<string[]> {
  if (offer.state !== 'accepted') throw new ProblemError('offerNotAccepted');
  if (offer.confirmedAt === null) throw new ProblemError('confirmFirst');
  if (offer.doneAt !== null) throw new ProblemError('helpDone');
  if (files.length === 0) return [];
  const kept = await keepFiles(deps, { no: appeal.no, purpose: 'evidence', createdBy: helper.id }, files);
  return kept.map(({ id }) => id);
}
