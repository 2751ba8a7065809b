// The model's part on the clocks (§4.3, §4.4): where they may lead a case, and when handling is due where plain hours say it.
import { hourMs } from '../../../domain/time/shanghai.ts';
import type { Instant } from '../../../domain/time/types.ts';
import type { Outcome, State } from '../../../domain/words.ts';
import type { Model } from './model-base.ts';

/** Where the clocks alone may lead a case, beside leaving it where it is. */
export function mayDrift(model: Model, to: State, outcome: Outcome | null): boolean {
  // Safety and frailty ask for a visit to the door; a 信访 matter for the written answer that the law wants; what the house took up
  // itself waits for nobody's word.
  const owed =
    model.flags.includes('vulnerable') || model.flags.includes('safety') || model.xinfang !== null || model.proactive;
  const frail = owed || model.class === 'U1' || model.flags.includes('mass') || model.children.length > 0;
  if (model.state === 'awaitingResident' && to === 'handling') return frail || model.class === 'U2';
  if (model.state === 'awaitingResident' && to === 'closed') return outcome === 'unreachable' && !frail;
  // Undecided in time: denied.
  if (model.state === 'returnReview') return to === model.asked.return?.from;
  // Its review is due: back to council or handling, as its plan says.
  if (model.state === 'parked') return to === model.after;
  return model.state === 'replied' && to === 'closed' && outcome === 'noFeedback' && model.noCallback;
}

/**
 * When handling is due in this round, for classes that run by plain hours and a class that was never changed; null: not told here, or
 * not yet known, since an extension is still to be decided.
 */
export function handlingDue(model: Model): Instant | null {
  const hours = { U1: [2, 1], U2: [24, 12] } as const;
  if ((model.class !== 'U1' && model.class !== 'U2') || model.reclassed || model.paused) return null;
  if (model.asked.extension) return null;
  const limit = hours[model.class][model.round === 0 ? 0 : 1] * hourMs;
  return model.since + (model.flags.includes('vulnerable') ? limit * 0.6 : limit) + model.longer * hourMs;
}
