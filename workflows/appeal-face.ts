// How a case looks to a developer in the Temporal UI: search attributes and the timer's summary, without any personal data.
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { isOverdue } from '../domain/appeal/clocks.ts';
import { isOpen, isTask, offersOf } from '../domain/ladder/offers.ts';
import { liveRung, liveRungs } from '../domain/ladder/climb.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { shanghaiDate, shanghaiMinutes } from '../domain/time/shanghai.ts';
import type { CaseLog } from './case-log.ts';
import { attributes } from './messages.ts';

/** The server's limit on a summary, in bytes. */
const summaryBytes = 400;

/** Shows what has changed since it was last shown. */
export function announce(log: CaseLog): void {
  const { appeal } = log;
  if (!appeal || log.lost) return;
  const shown = workflowInfo().typedSearchAttributes;
  const rung = liveRung(appeal);
  const overdue = isOverdue(appeal);
  const updates: SearchAttributeUpdatePair[] = [];
  if (shown.get(attributes.class) !== appeal.class) updates.push({ key: attributes.class, value: appeal.class });
  if (shown.get(attributes.category) !== appeal.category)
    updates.push({ key: attributes.category, value: appeal.category });
  if (shown.get(attributes.community) !== appeal.place.communityId)
    updates.push({ key: attributes.community, value: appeal.place.communityId });
  if (log.showsState && shown.get(attributes.state) !== appeal.state)
    updates.push({ key: attributes.state, value: appeal.state });
  if ((shown.get(attributes.rung) ?? 0) !== rung) updates.push({ key: attributes.rung, value: rung });
  if ((shown.get(attributes.overdue) ?? false) !== overdue) updates.push({ key: attributes.overdue, value: overdue });
  const outcome = shown.get(attributes.outcome) ?? null;
  if (outcome !== appeal.outcome) updates.push({ key: attributes.outcome, value: appeal.outcome });
  if (updates.length > 0) upsertSearchAttributes(updates);
}

/**
 * The rung and who is asked until when, then every open clock with its due in Shanghai time, the soonest first: 'rung 2 asks u-17
 * until 2026-12-02 18:00; handling late since 2026-12-01 18:00; …', behind the case's `headline` where its run has no summary of its own.
 */
export function clockSummary(appeal: Appeal | null, headline = ''): string {
  const clocks = [...(appeal?.clocks ?? [])].sort((a, b) => a.dueAt - b.dueAt);
  const lines = clocks.map((clock) => {
    const name = [clock.name, clock.half, clock.ref].filter((part) => part !== null).join('/');
    if (clock.pausedRemaining !== null) return `${name} paused`;
    return `${name} ${clock.firedAt === null ? '' : 'late since '}${shanghaiTime(clock.dueAt)}`;
  });
  return clipped(
    [headline, [...(appeal ? rungLine(appeal) : []), ...lines].join('; ')].filter((part) => part !== '').join(' | '),
  );
}

function clipped(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= summaryBytes) return text;
  // A character that was cut in two decodes as the replacement character.
  const whole = new TextDecoder().decode(bytes.slice(0, summaryBytes - 3)).replace(/\uFFFD$/, '');
  return `${whole}...`;
}

/** Who is asked on the furthest live rung: helpers by their ids, an office by its own; the house's own people by the rung alone. */
function rungLine(appeal: Appeal): string[] {
  const rung = liveRung(appeal);
  const live = liveRungs(appeal).find((each) => each.rung === rung);
  if (!live) return [];
  const offers = offersOf(appeal, live.raisedSeq).filter((offer) => isOpen(offer) || isTask(offer));
  const taken = offers.some(isTask);
  const who = live.officeId ?? offers.map(({ helperId }) => helperId).join(',');
  const clock = appeal.clocks.find((each) => each.name === 'supervision' && each.rung === rung);
  const until = clock && clock.firedAt === null ? ` until ${shanghaiTime(clock.dueAt)}` : '';
  return [`rung ${rung}${who ? ` ${taken ? 'taken by' : 'asks'} ${who}` : ''}${until}`];
}

function shanghaiTime(at: number): string {
  const minutes = shanghaiMinutes(at);
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
  const seconds = Math.trunc(at / 1000) % 60;
  return `${shanghaiDate(at)} ${two(minutes / 60)}:${two(minutes % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
}
