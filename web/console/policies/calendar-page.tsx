// 日历: holidays and make-up days as the system knows them, and a calculator that shows how a due instant comes about.
import { useQuery } from '@tanstack/react-query';
import { Alert, Spin } from 'antd';
import type { Calendar } from '../../../contracts/calendar.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import { sourceText } from '../../wording/policy-sources.ts';
import { calendarDay } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow, wordsOf } from '../api/client.ts';
import { communitiesOf, hasRole, useMe } from '../api/session.ts';
import { Trouble } from '../frame/notices.tsx';
import { CalendarUpload } from '../revisions/calendar-upload.tsx';
import { HoursForm } from '../revisions/hours-form.tsx';
import { DueCalculator } from './due-calculator.tsx';
import './policies.css';

export function CalendarPage() {
  const query = useQuery({ queryKey: ['calendar'], queryFn: () => api.calendar() });
  return (
    <>
      <title>日历 · 呼应</title>
      <div className="page-head">
        <h1>日历</h1>
      </div>
      <DueCalculator />
      {query.isError ? (
        <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
      ) : query.data ? (
        <Days calendar={query.data} />
      ) : (
        <div className="stand-in">
          <Spin aria-label="正在载入" />
        </div>
      )}
      {hasRole(useMe(), 'admin') && <CalendarUpload />}
      <OfficeHours />
    </>
  );
}

function Days({ calendar }: { calendar: Calendar }) {
  const year = Number(shanghaiDate(serverNow()).slice(0, 4));
  const years = [...calendar.knownYears].sort((a, b) => b - a);
  return (
    <section className="paper" aria-labelledby="days">
      <h2 id="days">放假与补班</h2>
      {!calendar.knownYears.includes(year) && (
        <Alert type="warning" showIcon className="gap-below" title={`${year} 年的放假安排尚未录入，暂按周一至周五计`} />
      )}
      <p className="quiet gap-below">
        第 {calendar.version} 版，{sourceText(calendar.source)}
      </p>
      {years.map((each) => (
        <details key={each} open={each === year} className="year">
          <summary>{each} 年</summary>
          <DayList name="放假（含其中的周末）" dates={calendar.holidays} year={each} />
          <DayList name="补班（上班的周六、周日）" dates={calendar.workdays} year={each} />
        </details>
      ))}
    </section>
  );
}

function DayList({ name, dates, year }: { name: string; dates: string[]; year: number }) {
  const own = dates.filter((date) => date.startsWith(`${year}-`)).sort();
  return (
    <>
      <h3>{name}</h3>
      <p className="days nums">
        {own.length === 0 ? (
          <span className="quiet">无</span>
        ) : (
          own.map((date) => <span key={date}>{calendarDay(date)}</span>)
        )}
      </p>
    </>
  );
}

function OfficeHours() {
  const communities = communitiesOf(useMe());
  return (
    <section className="paper" aria-labelledby="hours">
      <h2 id="hours">办公时间</h2>
      <dl className="facts">
        {communities.map((community) => (
          <HoursOf key={community.id} id={community.id} name={community.name} />
        ))}
      </dl>
      {communitiesOf(useMe(), 'admin').length > 0 && <HoursForm />}
    </section>
  );
}

function HoursOf({ id, name }: { id: string; name: string }) {
  const { data } = useQuery({ queryKey: ['officeHours', id], queryFn: () => api.officeHours(id) });
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return (
    <>
      <dt>{name}</dt>
      <dd className="nums">{data?.periods.map(([from, to]) => `${time(from)}–${time(to)}`).join('，') ?? '…'}</dd>
    </>
  );
}
