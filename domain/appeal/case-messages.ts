// What other cases must be told because of events of this one: written with them in one transaction, delivered afterwards, at
// least once. Each case's log stays its own truth; between two of them there is only this.
import type { Outcome } from '../words.ts';
import type { AppealEvent, EventData, EventKind } from './events.ts';
import type { MasterMove, Telling } from './tell.ts';
import type { Appeal, Child } from './types.ts';

/** `key` is the key of the event it leads to in the other's log. */
export type CaseMessage = { to: string; key: string; body: Telling };

const moves: Partial<Record<EventKind, MasterMove>> = {
  replied: 'replied',
  answeredNow: 'replied',
  closed: 'closed',
  redone: 'redone',
  archived: 'archived',
  declined: 'ended',
  transferredOut: 'ended',
  withdrawn: 'ended',
};

/** Why a child leaves a master that does not know of it yet. */
const missed: readonly EventData<'unmerged'>['reason'][] = ['decided', 'shielded', 'answered', 'answerOwed'];

/** The messages that follow from `events`, which led from `before` to `after`. */
export function messagesFor(before: Appeal | null, after: Appeal, events: AppealEvent[]): CaseMessage[] {
  // Who joins and leaves within the same events is as of each event.
  let children = before?.children ?? [];
  let merge = before?.merge ?? null;
  return events.flatMap((event): CaseMessage[] => {
    const { no } = after;
    switch (event.kind) {
      case 'merged':
        merge = after.merge;
        return [
          childMessage(event.data.into, {
            ...{ kind: 'childJoined', child: no, childSeq: event.seq },
            ...(after.shieldedFrom.length > 0 && { shieldedFrom: after.shieldedFrom }),
          }),
        ];
      case 'unmerged': {
        const left = merge;
        merge = null;
        // A master that refused it, or is over, has nobody to miss.
        return left && missed.includes(event.data.reason)
          ? [childMessage(left.into, { kind: 'childLeft', child: no, childSeq: left.seq })]
          : [];
      }
      case 'childJoined': {
        const child = { no: event.data.child, seq: event.data.childSeq, at: event.at };
        children = [...children, child];
        // It joins after the answer: its appellant is told of it all the same.
        return after.state === 'replied' ? [masterMessage(no, child, event.seq, 'replied', null)] : [];
      }
      // Whoever follows it must not tell its target of it.
      case 'shielded': {
        const { from, helpers = [] } = event.data;
        const told = children.map((child): CaseMessage => ({
          to: child.no,
          key: `m:${no}:${event.seq}:shielded:${child.seq}`,
          body: { kind: 'masterShielded', master: no, childSeq: child.seq, from, helpers },
        }));
        // Archived it cannot leave its master; that forgets it, unless it is from there that it heard whom to shut out.
        if (!merge || before?.archivedAt == null || event.key.startsWith(`m:${merge.into}:`)) return told;
        return [...told, childMessage(merge.into, { kind: 'childLeft', child: no, childSeq: merge.seq })];
      }
      case 'childLeft':
        children = children.filter((child) => child.no !== event.data.child || child.seq !== event.data.childSeq);
        return [];
      default: {
        const what = moves[event.kind];
        if (!what) return [];
        const outcome = event.kind === 'closed' ? event.data.outcome : null;
        const told = (each: MasterMove) => children.map((child) => masterMessage(no, child, event.seq, each, outcome));
        // Closed without a window to reopen it, a case is over at once.
        const atOnce = event.kind === 'closed' && event.data.clocks.length === 0;
        const later = events.some((each) => each.kind === 'archived');
        return atOnce && !later ? [...told(what), ...told('archived')] : told(what);
      }
    }
  });
}

/** What a master that is over answers to a child that came too late. */
export function refusalOf(master: string, { child, childSeq }: { child: string; childSeq: number }): CaseMessage {
  return {
    to: child,
    key: `m:${master}:refused:${childSeq}`,
    body: { kind: 'masterRefused', master, childSeq },
  };
}

function childMessage(to: string, body: Extract<Telling, { kind: 'childJoined' | 'childLeft' }>): CaseMessage {
  return { to, key: `m:${body.child}:${body.kind}:${body.childSeq}`, body };
}

function masterMessage(
  master: string,
  { no, seq }: Child,
  masterSeq: number,
  what: MasterMove,
  outcome: Outcome | null,
): CaseMessage {
  const key = `m:${master}:${masterSeq}:${what}:${seq}`;
  return { to: no, key, body: { kind: 'masterMoved', master, childSeq: seq, masterSeq, what, outcome } };
}
