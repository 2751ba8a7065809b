// The roster for who only reads it, and the gaps in words.
import type { DutyRoster } from '../../../contracts/duty.ts';
import type { Span } from '../../../domain/duty/roster.ts';
import { instantText, calendarDay } from '../../wording/times.ts';
import { serverNow } from '../api/client.ts';

export function RosterList({ roster }: { roster: DutyRoster }) {
  const gaps = roster.gaps.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  return (
    <>
      <section className="paper" aria-label="值班表">
        {roster.shifts.length === 0 ? (
          <p className="list-empty">这个月还没有排班。</p>
        ) : (
          <div className="table-scroll" role="group" aria-label="值班表" tabIndex={0}>
            <table className="table nums">
              <thead>
                <tr>
                  <th scope="col">日期</th>
                  <th scope="col">时间</th>
                  <th scope="col">值班人</th>
                  <th scope="col">替补</th>
                </tr>
              </thead>
              <tbody>
                {roster.shifts.map((shift) => (
                  <tr key={shift.id}>
                    <td>{calendarDay(shift.date)}</td>
                    <td>{timesText(shift.from, shift.to)}</td>
                    <td>{shift.userName}</td>
                    <td>{shift.backupName ?? <span className="quiet">无</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <Gaps gaps={gaps} />
    </>
  );
}

/** Nights and days off that nobody covers. */
export function Gaps({ gaps }: { gaps: Span[] }) {
  const now = serverNow();
  return (
    <section className="paper" aria-labelledby="gaps">
      <h2 id="gaps">空档{gaps.length > 0 && ` ${gaps.length} 处`}</h2>
      {gaps.length === 0 ? (
        <p className="quiet">本月余下的夜间和休息日都有人值班。</p>
      ) : (
        <>
          <p className="quiet">空档里来的紧急诉求，只告知岗位人员，并向书记（主任）说明无人值班。</p>
          <ul className="duty-gaps nums">
            {gaps.map(({ from, to }) => (
              <li key={from}>
                {instantText(from, now)} 至 {instantText(to, now)}，无人值班
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** "18:00–次日08:30". */
export function timesText(from: string, to: string): string {
  return to > from ? `${from}–${to}` : `${from}–次日${to}`;
}
