// The countdown of a promise: words first, colour second; nothing on a case that is over.
import { isTerminal, type ClockName, type State } from '../../../domain/words.ts';
import { clockLabels } from '../../wording/labels.ts';
import { countdownText, instantText } from '../../wording/times.ts';
import { useNow } from './now.ts';

const hourMs = 60 * 60 * 1000;

type Props = { dueAt: string | null; clock: ClockName | null; state: State; overdue?: boolean };

export function DueBadge({ dueAt, clock, state, overdue = false }: Props) {
  const now = useNow();
  if (isTerminal(state)) return overdue ? <span className="badge badge-was-late">曾超期</span> : null;
  if (dueAt === null) {
    const words = state === 'awaitingResident' ? '暂停计时' : overdue ? '曾超期' : null;
    return words ? <span className="badge badge-was-late">{words}</span> : <span className="quiet none">—</span>;
  }
  const due = Date.parse(dueAt);
  const what = clock ? clockLabels[clock] : '';
  return (
    <span className={`badge badge-${urgencyOf(due, now)}`} title={`${what}截止 ${instantText(due, now)}`}>
      {what && <span className="badge-what">{what}</span>}
      {countdownText(due, now)}
    </span>
  );
}

/** How a due looks: past, within two hours, within a day, or further away. */
export function urgencyOf(dueAt: number, now: number): 'late' | 'hot' | 'near' | 'calm' {
  if (dueAt < now) return 'late';
  if (dueAt - now < 2 * hourMs) return 'hot';
  return dueAt - now < 24 * hourMs ? 'near' : 'calm';
}
