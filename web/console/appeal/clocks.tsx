// Every promise that runs, the most pressing first: due, how much is used, late, paused; and those that were broken.
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { State } from '../../../domain/words.ts';
import type { ClockView } from '../../../contracts/clock.ts';
import { clockLabels, halfLabels } from '../../wording/labels.ts';
import { countdownText, instantText, lengthText } from '../../wording/times.ts';
import { urgencyOf } from '../parts/due-badge.tsx';
import { useNow } from '../parts/now.ts';

export function Clocks({ detail }: { detail: AppealDetail }) {
  const clocks = [...detail.clocks].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  return (
    <section className="paper" aria-labelledby="clocks">
      <h2 id="clocks">时限</h2>
      {clocks.length === 0 && <p className="quiet">没有正在计算的时限。</p>}
      <ul className="clocks">
        {clocks.map((clock) => (
          <OpenClock key={`${clock.name}:${clock.ref}:${clock.rung}:${clock.openedAt}`} clock={clock} detail={detail} />
        ))}
      </ul>
      <LateOnes detail={detail} />
    </section>
  );
}

function OpenClock({ clock, detail }: { clock: ClockView; detail: AppealDetail }) {
  const now = useNow();
  const due = Date.parse(clock.dueAt);
  const opened = Date.parse(clock.openedAt);
  const paused = clock.pausedRemainingMs !== null;
  const urgency = paused || clock.name === 'reopen' ? 'calm' : urgencyOf(due, now);
  const used = due > opened ? Math.min(100, Math.max(0, ((now - opened) / (due - opened)) * 100)) : 100;
  const words = paused ? `已暂停，剩 ${lengthText(clock.pausedRemainingMs ?? 0)}（工作时间）` : countdownText(due, now);
  return (
    <li className={`clock clock-${urgency}`}>
      <div className="row spread">
        <strong>{clockTitle(clock, detail)}</strong>
        <span className={`badge badge-${urgency}`}>{words}</span>
      </div>
      {!paused && (
        <div
          className="clock-bar"
          role="progressbar"
          aria-label={`${clockTitle(clock, detail)}时限已用`}
          aria-valuenow={Math.round(used)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <span style={{ width: `${used}%` }} />
        </div>
      )}
      <p className="quiet small">
        {paused ? (pausedWords[detail.state] ?? '恢复办理后继续计算') : `${instantText(due, now)}截止`}
        {clock.firedAt && '，已超期'}
        {!clock.firedAt && clock.warnedAt && (clock.name.startsWith('xinfang') ? '，已提醒' : '，已提醒（用去八成）')}
      </p>
    </li>
  );
}

/** Why a clock waits, by where the case is. */
export const pausedWords: Partial<Record<State, string>> = {
  awaitingResident: '居民补充后继续计算',
  returnReview: '退单审批之后继续计算',
  parked: '挂账期间暂停',
};

export function clockTitle(clock: Pick<ClockView, 'name' | 'half' | 'rung' | 'ref'>, detail: AppealDetail): string {
  const label = clockLabels[clock.name];
  if (clock.name === 'supervision' && clock.half) return `${clock.rung ?? ''} 级${label}·${halfLabels[clock.half]}`;
  const task = detail.tasks.find((each) => each.id === clock.ref);
  return task?.unitName ? `${label}·${task.unitName}` : label;
}

function LateOnes({ detail }: { detail: AppealDetail }) {
  const now = useNow(60_000);
  if (detail.late.length === 0) return null;
  return (
    <details className="late">
      <summary>曾超期 {detail.late.length} 次（记录保留）</summary>
      <ul>
        {detail.late.map((late) => (
          <li key={`${late.clock}:${late.ref}:${late.round}:${late.dueAt}`}>
            {clockLabels[late.clock]}
            {late.round > 0 && `（第 ${late.round} 次重办）`}：应于 {instantText(Date.parse(late.dueAt), now)}
            {lag(late)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** An outage shows: the instant it was due, and the later one at which it was noticed. */
function lag({ dueAt, firedAt }: { dueAt: string; firedAt: string }): string {
  const ms = Date.parse(firedAt) - Date.parse(dueAt);
  return ms > 2 * 60_000 ? `，系统延后 ${lengthText(ms)}记录` : '';
}
