// What happened, the newest first: a sentence, who, when, and the words that were written.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { TimelineEntry } from '../../../contracts/timeline.ts';
import { clockLabels } from '../../wording/labels.ts';
import { actorOf, sentenceOf, type UnitNames } from '../../wording/timeline.ts';
import { exactInstant, instantText } from '../../wording/times.ts';
import { wordsOf } from '../api/client.ts';
import { useUnits } from '../api/reference.ts';
import { useNow } from '../parts/now.ts';
import { timelineQuery } from './data.ts';

const tone: Partial<Record<TimelineEntry['kind'], string>> = {
  expired: 'late',
  escalated: 'late',
  supervised: 'late',
  warned: 'near',
  urged: 'near',
  closed: 'good',
  replied: 'good',
  completed: 'good',
};

/** Of use to developers rather than to the desk. */
export const technical = new Set<TimelineEntry['kind']>(['resumed']);

export function TimelineList({ detail }: { detail: AppealDetail }) {
  const [all, setAll] = useState(false);
  const query = useQuery(timelineQuery(detail.no, detail.seq));
  const unit = useUnitNames(detail.communityId);
  const entries = [...(query.data?.items ?? [])].reverse();
  const shown = all ? entries : entries.filter((entry) => !technical.has(entry.kind));
  return (
    <section className="paper" aria-labelledby="timeline">
      <div className="paper-head">
        <h2 id="timeline">经过</h2>
        {entries.length > shown.length || all ? (
          <Button size="small" type="link" onClick={() => setAll(!all)}>
            {all ? '不看系统记录' : '也看系统记录'}
          </Button>
        ) : null}
      </div>
      {query.isError && <p role="status">经过读取失败：{wordsOf(query.error)}</p>}
      {query.data && shown.length === 0 && <p className="quiet">已登记，流程即将启动。</p>}
      <ol className="timeline">
        {shown.map((entry) => (
          <Entry key={entry.seq} entry={entry} unit={unit} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, unit }: { entry: TimelineEntry; unit: UnitNames }) {
  const now = useNow(60_000);
  const at = Date.parse(entry.at);
  return (
    <li className={`entry entry-${tone[entry.kind] ?? 'plain'}`}>
      <p>
        <strong>{sentenceOf(entry, unit)}</strong>
      </p>
      <p className="quiet small">
        <time dateTime={entry.at} title={exactInstant(at, now)}>
          {instantText(at, now)}
        </time>
        {' · '}
        {actorOf(entry)}
      </p>
      {entry.text && (
        <blockquote className={entry.textPublic ? 'said said-public' : 'said'}>
          <span className="said-to">{entry.textPublic ? '居民可见' : '内部'}</span>
          <span className="pre">{entry.text}</span>
        </blockquote>
      )}
      {entry.moved.length > 0 && (
        <ul className="moved quiet small">
          {entry.moved.map((clock) => (
            <li key={`${clock.name}:${clock.ref}`}>
              {clockLabels[clock.name]}时限由 {instantText(Date.parse(clock.from), now)} 改为{' '}
              {instantText(Date.parse(clock.to), now)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function useUnitNames(communityId: string): UnitNames {
  const units = useUnits(communityId);
  return (id) => units.find((each) => each.id === id)?.name ?? id;
}
