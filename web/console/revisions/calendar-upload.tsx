// The State Council's list of a year, as a file or pasted: seen, then applied to new and open cases.
import { Input } from 'antd';
import { useState } from 'react';
import type { HolidayUpload } from '../../../contracts/revisions.ts';
import { api } from '../api/api.ts';
import { Revising } from './revising.tsx';

export function CalendarUpload() {
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const format = /^\s*[[{]/.test(text) ? 'json' : 'csv';
  const given: HolidayUpload | null =
    text.trim() && source.trim() ? { format, text, source: `L ${source.trim().replace(/^L\s+/, '')}` } : null;
  return (
    <section className="paper" aria-labelledby="upload">
      <h2 id="upload">录入放假安排</h2>
      <p className="quiet gap-below">
        国务院办公厅每年 11 月至 12 月公布下一年的安排。可用公开的 holiday-cn JSON 文件，也可用
        CSV（名称,日期,是否休息）。
      </p>
      <Revising
        given={given}
        look={() => api.previewCalendar(given ?? { format, text, source })}
        apply={(key) => api.reviseCalendar(given ?? { format, text, source }, key)}
        what="新的放假安排"
      >
        <div className="revision-fields">
          <label>
            <span>文件（.json 或 .csv）</span>
            <input
              type="file"
              accept=".json,.csv,application/json,text/csv"
              onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
            />
          </label>
          <label>
            <span>或粘贴内容</span>
            <Input.TextArea
              rows={6}
              className="nums"
              value={text}
              placeholder={'名称,日期,是否休息\n元旦,2027-01-01,是'}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <label>
            <span>出处（文号）</span>
            <Input
              value={source}
              maxLength={180}
              placeholder="国务院办公厅关于2027年部分节假日安排的通知"
              onChange={(event) => setSource(event.target.value)}
            />
          </label>
        </div>
      </Revising>
    </section>
  );
}
