// What becomes of a letter the mail server did not take: when it is tried again, and when it is given up.

const minutes = (value: number) => value * 60;
const hours = (value: number) => value * 3600;

/** Seconds from one attempt to the next: from a minute to six hours, over some four days in all. */
export const retryGaps: readonly number[] = [
  minutes(1),
  minutes(5),
  minutes(15),
  minutes(30),
  hours(1),
  hours(2),
  hours(4),
  ...Array.from({ length: 15 }, () => hours(6)),
];

/** How long a letter waits for a mail server that does not answer at all, before it is shown as failed. */
export const patienceMs = retryGaps.reduce((sum, gap) => sum + gap, 0) * 1000;

/** Why a letter did not go out: the address will never take it, this try failed, or there is no mail server to speak to. */
export type Failure = { kind: 'address' | 'refused' | 'serverAway'; reason: string };

export type Verdict = { kind: 'later'; delaySeconds: number; countsAsAttempt: boolean } | { kind: 'giveUp' };

/** The verdict on a letter with `attempts` earlier counted tries, `ageMs` old. */
export function judge(failure: Failure, attempts: number, ageMs: number): Verdict {
  if (failure.kind === 'address') return { kind: 'giveUp' };
  if (failure.kind === 'serverAway') {
    if (ageMs >= patienceMs) return { kind: 'giveUp' };
    // Not the letter's fault: the next probe may be this letter, so it keeps its place.
    return { kind: 'later', delaySeconds: 1, countsAsAttempt: false };
  }
  const gap = retryGaps[attempts];
  return gap === undefined ? { kind: 'giveUp' } : { kind: 'later', delaySeconds: gap, countsAsAttempt: true };
}
