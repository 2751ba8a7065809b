// What `evolve` remembers of how a due came about: where a clock was re-classed, and where its terms were revised.
import { compactLimit } from '../policy/terms.ts';
import type { EventData } from './events.ts';
import { ofClass, reckoningOf, underPolicy, withItsLimits, type FirstLimit, type Reckoning } from './reckoning.ts';
import { isOverlay, marksAfter, nextMark } from '../xinfang/overlay.ts';
import { isMoreUrgent } from './urgency.ts';
import type { Appeal, Clock } from './types.ts';

/**
 * Up: the sooner of what it was and the new class's limit from now; down: the later, from its opening. Remembered of clocks that
 * did not move as well: under another calendar they might have. `appeal`: before the event.
 */
export function reclassify(
  appeal: Appeal,
  clocks: Clock[],
  { at, data }: { at: number; data: Pick<EventData<'reclassified'>, 'class' | 'moved'> },
): Clock[] {
  const up = isMoreUrgent(data.class, appeal.class);
  const lead = leadReckoning(appeal, clocks, data, at, up);
  return clocks.map((clock) => {
    if (clock.firedAt !== null) return clock;
    const was = reckoningOf(appeal, clock);
    const moved = data.moved.some((each) => each.name === clock.name && each.ref === clock.ref);
    if (clock.name === 'task') return { ...clock, reckoning: moved && lead ? { soonest: [was, lead] } : was };
    const other = reachable(clock) ? ofClass(appeal, clock, data.class, up ? at : clock.openedAt) : null;
    return { ...clock, reckoning: other ? (up ? { soonest: [was, other] } : { latest: [was, other] }) : was };
  });
}

/** Longer by so much, counted from where it was due. */
export function lengthen(appeal: Appeal, clocks: Clock[], { data }: { data: EventData<'extensionGranted'> }): Clock[] {
  const by = compactLimit(data.length);
  return clocks.map((clock) =>
    data.moved.some((each) => each.name === clock.name && each.ref === clock.ref)
      ? { ...clock, reckoning: { of: reckoningOf(appeal, clock), by } }
      : clock,
  );
}

/** New dues, marks and remaining times; what a clock goes by is kept as the other policy has it. */
export function reschedule(
  appeal: Appeal,
  clocks: Clock[],
  { at, data }: { at: number; data: EventData<'rescheduled'> },
): Clock[] {
  const after = { ...appeal.terms, ...data.terms };
  return clocks.map((clock) => {
    if (clock.firedAt !== null) return clock;
    const to = data.moved.find(
      (each) =>
        each.name === clock.name &&
        each.ref === clock.ref &&
        each.openSeq === clock.openSeq &&
        each.rung === clock.rung,
    );
    const kept: Clock =
      clock.reckoning === undefined && data.change !== 'policy'
        ? clock
        : { ...clock, reckoning: revised(appeal, clock, after, data.ownHandling) };
    if (!to) return kept;
    const moved = { ...kept, dueAt: to.to, unit: to.unit, warnAt: to.warnAt, pausedRemaining: to.remaining };
    // Not past its due any more: what was waited for has its own grace when it is.
    return moved.graceUntil && to.to > at ? { ...moved, graceUntil: null } : moved;
  });
}

/** How a clock's due comes about under other terms. `ownHandling`: undefined unless the policy is another one. */
export function revised(
  appeal: Appeal,
  clock: Clock,
  after: Appeal['terms'],
  ownHandling: string | null | undefined,
): Reckoning {
  const was = reckoningOf(appeal, clock);
  if (ownHandling === undefined) return was;
  const first: FirstLimit | null =
    clock.name === 'handling' && clock.round === 0
      ? { own: ownHandling, class: appeal.class, vulnerable: appeal.flags.vulnerable !== undefined }
      : null;
  const next = underPolicy(was, appeal.terms, after, first);
  // Whoever stands on a rung was told until when: what runs already is not cut short.
  return clock.name === 'supervision' ? { latest: [withItsLimits(was, appeal.terms), next] } : next;
}

function leadReckoning(
  appeal: Appeal,
  clocks: Clock[],
  data: Pick<EventData<'reclassified'>, 'class'>,
  at: number,
  up: boolean,
): Reckoning | null {
  const lead = clocks.find((clock) => clock.name === 'handling');
  return lead && up ? ofClass(appeal, lead, data.class, at) : null;
}

/** A statutory limit extended: due, marks, and what it came from. */
export function extend(
  appeal: Appeal,
  clocks: Clock[],
  { at, data }: { at: number; data: EventData<'xinfangExtensionDecided'> },
): Clock[] {
  const [to] = data.moved;
  const { by } = data;
  if (!to || by === null) return clocks;
  return clocks.map((clock) =>
    clock.name === to.name
      ? {
          ...clock,
          dueAt: to.to,
          warnedAt: null,
          ...nextMark(to.to, marksAfter(appeal.terms, to.to, at)),
          reckoning: { of: reckoningOf(appeal, clock), by },
        }
      : clock,
  );
}

/** Only promises that still run follow the class. */
function reachable(clock: Clock): boolean {
  return (
    clock.pausedRemaining === null &&
    !['supervision', 'residentAnswer', 'reopen'].includes(clock.name) &&
    !isOverlay(clock.name)
  );
}
