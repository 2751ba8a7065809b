// When a limit ends, and which days were counted for it: asked of the API, so that page and cases never disagree.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { dueUnits, mostOfUnit, type Due } from '../../../contracts/calendar.ts';
import { shanghaiDate } from '../../../domain/time/shanghai.ts';
import { durationUnitLabels } from '../../wording/labels.ts';
import { calendarDay, clockTime, instantText } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow, wordsOf } from '../api/client.ts';
import { useCommunities } from '../api/reference.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import { demoLast } from '../parts/communities.ts';

type Unit = (typeof dueUnits)[number];

export function DueCalculator() {
  const communities = demoLast(communitiesOf(useMe()), useCommunities() ?? []);
  const [from, setFrom] = useState(() => `${shanghaiDate(serverNow())}T${clockTime(serverNow())}`);
  const [value, setValue] = useState<number | null>(5);
  const [unit, setUnit] = useState<Unit>('workingDay');
  const [chosen, setChosen] = useState<string>();
  const community = chosen ?? communities[0]?.id;
  const asked = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(from) && value !== null;
  const query = useQuery({
    queryKey: ['due', from, value, unit, community],
    queryFn: () => api.calendarDue({ from: `${from.slice(0, 16)}:00+08:00`, value: String(value), unit, community }),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  return (
    <section className="paper" aria-labelledby="due">
      <h2 id="due">时限计算</h2>
      <div className="calculator">
        <label>
          <span>起点（北京时间）</span>
          <Input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          <span>期限</span>
          <InputNumber min={1} max={mostOfUnit[unit]} precision={0} value={value} onChange={setValue} />
        </label>
        <Select
          aria-label="单位"
          value={unit}
          onChange={(next) => {
            setUnit(next);
            setValue(value && Math.min(value, mostOfUnit[next]));
          }}
          options={dueUnits.map((each) => ({ value: each, label: durationUnitLabels[each] }))}
        />
        <Select
          aria-label="按哪个社区的办公时间"
          value={community}
          onChange={setChosen}
          options={communities.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <div aria-live="polite">
        {query.isError && <Alert type="error" title={wordsOf(query.error)} />}
        {asked && query.data && <Answer due={query.data} />}
      </div>
    </section>
  );
}

const why = { holiday: '放假', weekend: '周末' } as const;

function Answer({ due }: { due: Due }) {
  const minutes = (date: string) => {
    const count = due.minutes[date];
    return count === undefined ? '' : `（${count} 分钟）`;
  };
  return (
    <>
      <p className="due-answer">
        截止 <strong>{instantText(Date.parse(due.dueAt), serverNow())}</strong>
      </p>
      <h3>计入 {due.counted.length} 天</h3>
      <p className="days nums">
        {due.counted.slice(0, 60).map((date) => (
          <span key={date}>
            {calendarDay(date)}
            {minutes(date)}
          </span>
        ))}
        {due.counted.length > 60 && <span>…</span>}
      </p>
      {due.skipped.length > 0 && (
        <>
          <h3>跳过 {due.skipped.length} 天</h3>
          <p className="days days-off nums">
            {due.skipped.slice(0, 60).map((date) => {
              const reason = due.why[date];
              return (
                <span key={date}>
                  {calendarDay(date)}
                  {reason && ` ${why[reason]}`}
                </span>
              );
            })}
          </p>
        </>
      )}
    </>
  );
}
