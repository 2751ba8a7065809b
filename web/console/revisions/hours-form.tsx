// Office hours of one community changed by its administrator: two periods as a rule, written as people write them.
import { Input, Select } from 'antd';
import { useState } from 'react';
import type { OfficeHoursChange } from '../../../contracts/revisions.ts';
import { api } from '../api/api.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import { Revising } from './revising.tsx';

export function HoursForm() {
  const own = communitiesOf(useMe(), 'admin');
  const [community, setCommunity] = useState(own[0]?.id);
  const [text, setText] = useState('');
  const periods = periodsOf(text);
  // Said once something that might be whole is written, not at the first digit.
  const unreadable = text.length >= 5 && periods === null;
  const given: OfficeHoursChange | null = community && periods ? { community, periods } : null;
  const body = given ?? { community: '', periods: [] };
  return (
    <details className="revision-form">
      <summary>变更一个社区的办公时间</summary>
      <Revising
        given={given}
        look={() => api.previewOfficeHours(body)}
        apply={(key) => api.reviseOfficeHours(body, key)}
        what="新的办公时间"
      >
        <div className="revision-fields">
          <label>
            <span>社区</span>
            <Select
              aria-label="社区"
              showSearch={{ optionFilterProp: 'label' }}
              value={community}
              onChange={setCommunity}
              options={own.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </label>
          <label>
            <span>办公时间</span>
            <Input
              className="nums"
              value={text}
              placeholder="08:30-12:00，14:30-18:00"
              status={unreadable ? 'error' : undefined}
              aria-invalid={unreadable}
              aria-describedby={unreadable ? 'hours-trouble' : undefined}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          {unreadable && (
            <span id="hours-trouble" className="revision-trouble">
              看不懂，应如 08:30-12:00，14:30-18:00
            </span>
          )}
        </div>
      </Revising>
    </details>
  );
}

/** "08:30-12:00，14:30-18:00" as minutes after midnight; null when it cannot be read. */
function periodsOf(text: string): [number, number][] | null {
  const parts = text.split(/[,，、;；\s]+/).filter(Boolean);
  const periods = parts.map((part) => /^(\d{1,2})[:：](\d{2})[-–—~至](\d{1,2})[:：](\d{2})$/.exec(part));
  if (parts.length === 0 || periods.some((each) => each === null)) return null;
  return periods.map((each) => {
    const [, h1, m1, h2, m2] = (each ?? []).map(Number);
    return [(h1 ?? 0) * 60 + (m1 ?? 0), (h2 ?? 0) * 60 + (m2 ?? 0)];
  });
}
