// The person on duty, beside those who hold a role: told of what is urgent while the office is closed (domain §4.6). Nobody on
// duty: the role holders are told as ever, and the director that the night is not covered.
import type { NoticeDraft } from '../domain/appeal/notices.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { timeOf } from '../domain/appeal/clocks.ts';
import { restPeriodAt } from '../domain/duty/roster.ts';
import { isUrgent } from '../domain/duty/turns.ts';
import { permissions } from '../domain/people/permissions.ts';
import { isOpen } from '../domain/time/working-time.ts';
import type { Instant } from '../domain/time/types.ts';
import type { Role } from '../domain/words.ts';
import type { Store } from '../store/client.ts';
import { onDutyAt } from '../store/duty.ts';
import type { ResolvedNotice } from '../store/log.ts';
import { grantsOf } from '../store/people.ts';

type Notice = Omit<NoticeDraft, 'to' | 'clock'>;

/**
 * What one recording adds for duty: given a notice to staff and who is told of it, the notices that follow. `actor`: whose act is
 * recorded, who need not be told of it; `holders`: who holds a role in the case's community.
 */
export function openDuty(store: Store, appeal: Appeal, actor: string, holders: (role: Role) => Promise<string[]>) {
  const { communityId } = appeal.place;
  const wt = timeOf(appeal);
  const asked = new Map<Instant, Promise<string | null>>();
  const onDuty = (at: Instant) => {
    const known = asked.get(at) ?? onDutyAt(store, communityId, at);
    asked.set(at, known);
    return known;
  };
  return async (notice: Notice, told: string[]): Promise<ResolvedNotice[]> => {
    const at = notice.sendAfter;
    if (!isUrgent(appeal.class) || notice.gather !== 'alone' || isOpen(at, wt)) return [];
    const person = await onDuty(at);
    if (person === null) return gap(notice, at);
    if (told.includes(person) || (notice.kind === 'urgentTurn' && person === actor)) return [];
    // The one-click acknowledgement is for who may give it: otherwise the letter only shows the case.
    const raisedSeq = (await mayAcknowledge(store, person, communityId)) ? notice.facts.raisedSeq : null;
    const facts = { ...notice.facts, raisedSeq };
    return [{ ...notice, facts, key: `${notice.key}:${person}`, recipient: person, class: appeal.class }];
  };

  /** Said once a night, however many cases it meets. */
  async function gap(notice: Notice, at: Instant): Promise<ResolvedNotice[]> {
    const night = restPeriodAt(at, wt);
    if (!night) return [];
    const key = `duty:${communityId}:${night.from}:0:dutyGap`;
    const facts = { ...notice.facts, rung: null, raisedSeq: null, clock: null, dueAt: null, nextAt: night.to };
    const said = { ...notice, kind: 'dutyGap' as const, rung: null, dueAt: null, facts, class: appeal.class };
    return (await holders('director')).map((recipient) => ({ ...said, key: `${key}:${recipient}`, recipient }));
  }
}

async function mayAcknowledge(store: Store, userId: string, communityId: string): Promise<boolean> {
  const { roles } = permissions.acknowledgeEscalation;
  return (await grantsOf(store, userId)).some(
    (grant) => grant.communityId === communityId && roles.includes(grant.role),
  );
}
