// 值班: who is told of urgent cases by night and on days off, a month at a time; written by the director, read by everybody.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select, Spin } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { addDays, shanghaiDate } from '../../../domain/time/shanghai.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { serverNow, wordsOf } from '../api/client.ts';
import { useCommunities } from '../api/reference.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import { Trouble } from '../frame/notices.tsx';
import { demoLast, usualCommunity } from '../parts/communities.ts';
import { RosterEditor } from './roster-editor.tsx';
import { RosterList } from './roster-list.tsx';
import { newRow, type Row } from './rows.ts';
import type { DutyRoster } from '../../../contracts/duty.ts';
import './duty.css';

export function DutyPage() {
  const known = useCommunities();
  const places = demoLast(communitiesOf(useMe()), known ?? []);
  const [search, setSearch] = useSearchParams();
  const [unsaved, setUnsaved] = useState(false);
  const community = places.find(({ id }) => id === search.get('community'))?.id ?? usualCommunity(places) ?? '';
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.exec(search.get('month') ?? '')?.[0] ?? thisMonth();
  const show = (given: { community?: string; month?: string }) => {
    if (unsaved && !window.confirm('这个月的改动还没有保存，确定离开？')) return;
    setUnsaved(false);
    setSearch({ community, month, ...given });
  };
  const roster = useRoster(community, month);
  const earlier = useRoster(community, monthsFrom(month, -1));
  return (
    <>
      <title>值班 · 呼应</title>
      <div className="page-head">
        <h1>值班</h1>
        <p className="quiet">夜间和休息日的特急、紧急诉求，除告知岗位人员外，即时告知值班人。</p>
      </div>
      <div className="row duty-choice">
        {places.length > 1 && (
          <Select
            aria-label="社区"
            value={community}
            onChange={(id) => show({ community: id })}
            options={places.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <span className="duty-month">
          <Button onClick={() => show({ month: monthsFrom(month, -1) })}>上个月</Button>
          <strong className="nums">{monthText(month)}</strong>
          <Button onClick={() => show({ month: monthsFrom(month, 1) })}>下个月</Button>
        </span>
      </div>
      {roster.isError ? (
        <Trouble words={wordsOf(roster.error)} again={() => void roster.refetch()} />
      ) : roster.data && roster.data.month === month && roster.data.communityId === community ? (
        <>
          <OnDuty roster={roster.data} />
          {roster.data.mayEdit ? (
            <RosterEditor
              key={`${community} ${month} ${roster.data.basis}`}
              roster={roster.data}
              earlier={rowsOf(earlier.data)}
              touched={setUnsaved}
            />
          ) : (
            <RosterList roster={roster.data} />
          )}
        </>
      ) : (
        <div className="stand-in">
          <Spin aria-label="正在载入" />
        </div>
      )}
    </>
  );
}

function useRoster(community: string, month: string) {
  return useQuery({
    queryKey: ['duty', community, month],
    queryFn: ({ signal }) => api.duty(community, month, { signal }),
    enabled: community !== '',
    placeholderData: keepPreviousData,
    // A table under the hand is not to change by itself.
    refetchOnWindowFocus: false,
  });
}

function OnDuty({ roster }: { roster: DutyRoster }) {
  const { now } = roster;
  return (
    <p className="duty-now" role="status">
      {now ? (
        <>
          此刻值班：<strong>{now.userName}</strong>，到{shortInstant(Date.parse(now.until), serverNow())}
        </>
      ) : (
        '此刻没有人值班。'
      )}
    </p>
  );
}

/** A roster's shifts as rows of the editor. */
function rowsOf(roster: DutyRoster | undefined): Row[] {
  return (roster?.shifts ?? []).map(({ date, from, to, userId, backupId, begun }) =>
    newRow({ date, from, to, userId, backupId, begun }),
  );
}

function thisMonth(): string {
  return shanghaiDate(serverNow()).slice(0, 7);
}

function monthsFrom(month: string, n: number): string {
  return addDays(`${month}-15`, 30 * n).slice(0, 7);
}

function monthText(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
