// What matching answers in the tests of the ladder, without matching.
import { ask } from '../../../domain/appeal/decide.ts';
import type { Appeal, Escalation } from '../../../domain/appeal/types.ts';
import { seekingRung } from '../../../domain/ladder/ask.ts';
import type { Match } from '../../../domain/ladder/types.ts';
import type { Instant } from '../../../domain/time/types.ts';
import { anAppeal, append, clockOf, lastAt, passTime, type Wanted } from '../appeal/builders.ts';
import { member, partnerLiaison, secondMember, thirdMember } from '../appeal/cast.ts';

/** Matching found these helpers, best first, and this office for rung 4. */
export function aMatch({ rung, raisedSeq }: Escalation, helperIds: string[], officeId: string | null = null): Match {
  const kind = rung === 2 ? ('unit' as const) : ('member' as const);
  const helpers = helperIds.map((helperId, index) => ({ helperId, kind, score: 0.9 - index / 10, parts: {} }));
  return { rung, raisedSeq, helpers, officeId, tally: helperIds.length > 0 ? {} : { noCapability: 3 } };
}

/** Who can be found on each rung: helpers, or an office. */
export type Found = { 2?: string[]; 3?: string[]; 4?: string };

/** The case after the system has asked whom matching found, rung after rung until somebody is asked. */
export function asked(appeal: Appeal, found: Found, at: Instant = lastAt(appeal)): Appeal {
  let current = appeal;
  for (let seeking = seekingRung(current); seeking; seeking = seekingRung(current)) {
    const { rung } = seeking;
    const helpers = rung === 2 || rung === 3 ? (found[rung] ?? []) : [];
    const events = ask(current, aMatch(seeking, helpers, rung === 4 ? (found[4] ?? null) : null), at);
    if (events.length === 0) throw new Error(`rung ${rung} is not answered`);
    current = append(current, events);
  }
  return current;
}

/** A unit, three members and an office to be found. */
export const everybody: Found = {
  2: [partnerLiaison.id],
  3: [member.id, secondMember.id, thirdMember.id],
  4: 'street',
};

/** The case late at its handling, its rung 1 raised. */
export function late(wanted: Wanted = {}): Appeal {
  const appeal = anAppeal({ class: 'U2', state: 'handling', ...wanted });
  return passTime(appeal, clockOf(appeal, 'handling').dueAt);
}

/** The case when the newest supervision clock has passed in silence, and whoever is found has been asked. */
export function silent(appeal: Appeal, found: Found = everybody): Appeal {
  const due = Math.max(
    ...appeal.clocks
      .filter(({ name, firedAt }) => name === 'supervision' && firedAt === null)
      .map(({ dueAt }) => dueAt),
  );
  return asked(passTime(appeal, due), found);
}
