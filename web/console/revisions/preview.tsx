// What a revision would do, before it is applied: in a sentence, in a table, and case by case.
import type { RevisionPreview } from '../../../contracts/revisions.ts';
import { classLabels, clockLabels } from '../../wording/labels.ts';
import { calendarDay, instantText, lengthText } from '../../wording/times.ts';
import { serverNow } from '../api/client.ts';

const kinds = { usual: '平日', holiday: '放假', workday: '补班' } as const;

export function Preview({ preview }: { preview: RevisionPreview }) {
  if (preview.problems.length > 0) return <Problems preview={preview} />;
  return (
    <div className="preview" aria-live="polite">
      <p className="preview-sum">
        {preview.cases === 0
          ? '没有在办诉求受影响。'
          : `在办诉求 ${preview.cases} 件，其中 ${preview.casesMoved} 件、共 ${preview.moved} 项时限移动`}
        {preview.cases > 0 &&
          (preview.past > 0 ? (
            <>
              ，<strong className="preview-past">{preview.past} 项启用后即为超期</strong>，各记一次。
            </>
          ) : (
            '，没有因此超期的。'
          ))}
        {preview.ladders > 0 && `${preview.ladders} 件的求助顺序随之改变，已发出的请求不变。`}
      </p>
      <Changes preview={preview} />
      {preview.rows.length > 0 && <Rows preview={preview} />}
      {preview.samples.length > 0 && <Samples preview={preview} />}
    </div>
  );
}

function Problems({ preview }: { preview: RevisionPreview }) {
  return (
    <div className="preview" role="alert">
      <p className="preview-past">文件有 {preview.problems.length} 处不对，没有启用任何内容：</p>
      <ul className="preview-problems">
        {preview.problems.slice(0, 30).map(({ row, message }) => (
          <li key={`${row}:${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  );
}

function Changes({ preview }: { preview: RevisionPreview }) {
  if (preview.years.length === 0) return null;
  return (
    <>
      <h3>与现行日历不同的日期（{preview.changes.length} 天）</h3>
      <p className="days nums">
        {preview.changes.length === 0 && <span className="quiet">没有不同</span>}
        {preview.changes.map(({ date, from, to }) => (
          <span key={date}>
            {date.slice(0, 4)}年{calendarDay(date)} {kinds[from]}→{kinds[to]}
          </span>
        ))}
      </p>
    </>
  );
}

function Rows({ preview }: { preview: RevisionPreview }) {
  return (
    <div className="table-scroll" role="group" aria-label="移动的时限" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">时限</th>
            <th scope="col">紧急程度</th>
            <th scope="col">移动</th>
            <th scope="col">延后</th>
            <th scope="col">提前</th>
            <th scope="col">即为超期</th>
            <th scope="col">最多移动</th>
          </tr>
        </thead>
        <tbody>
          {[...preview.rows]
            .sort((a, b) => b.past - a.past || b.moved - a.moved)
            .map((row) => (
              <tr key={`${row.clock}:${row.class}`}>
                <td>{clockLabels[row.clock]}</td>
                <td>{classLabels[row.class]}</td>
                <td className="nums">{row.moved}</td>
                <td className="nums">{row.later}</td>
                <td className="nums">{row.sooner}</td>
                <td className="nums">{row.past > 0 ? <strong className="preview-past">{row.past}</strong> : 0}</td>
                <td className="nums">
                  {row.furthestMs < 0 ? '提前 ' : '延后 '}
                  {lengthText(Math.abs(row.furthestMs))}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Samples({ preview }: { preview: RevisionPreview }) {
  const now = serverNow();
  return (
    <details className="preview-samples">
      <summary>举例 {preview.samples.length} 项（只列本社区的编号）</summary>
      <div className="table-scroll" role="group" aria-label="举例" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">时限</th>
              <th scope="col">原截止</th>
              <th scope="col">新截止</th>
            </tr>
          </thead>
          <tbody>
            {preview.samples.map((each) => (
              <tr key={`${each.no}:${each.clock}:${each.from}`}>
                <td className="nums">{each.no}</td>
                <td>
                  {clockLabels[each.clock]} <span className="quiet">{classLabels[each.class]}</span>
                </td>
                <td className="nums">{instantText(Date.parse(each.from), now)}</td>
                <td className="nums">
                  {instantText(Date.parse(each.to), now)}
                  {each.past && <span className="badge badge-late">即为超期</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
