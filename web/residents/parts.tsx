import type { ReactNode } from 'react';
import type { Attachment } from '../../contracts/attachments.ts';
import { emergencyNumbers } from '../wording/residents.ts';
import { clockTime, dateText } from '../wording/times.ts';

/** First of all: who is in danger must not fill in a form. */
export function Emergency() {
  return (
    <section className="emergency" aria-labelledby="emergency-title">
      <h2 id="emergency-title">情况紧急，请马上拨打</h2>
      <ul>
        {emergencyNumbers.map(({ number, what }) => (
          <li key={number}>
            <a href={`tel:${number}`}>
              <b>{number}</b> {what}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Question and answer, each with a way to change it. */
export function Summary({ rows }: { rows: readonly { label: string; value: ReactNode; change?: string }[] }) {
  return (
    <dl className="summary">
      {rows.map(({ label, value, change }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {change === undefined ? null : (
            <dd className="change">
              <a href={change}>
                修改<span className="unseen">{label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** Photos and PDF that are here already. `base`: the address below which they lie. */
export function Files({ files, base, drop }: { files: readonly Attachment[]; base: string; drop?: boolean }) {
  if (files.length === 0) return null;
  return (
    <ul className="files">
      {files.map(({ id, fileName, hasThumbnail, bytes }) => (
        <li key={id}>
          <a href={`${base}/${id}`}>
            {hasThumbnail ? (
              <img src={`${base}/${id}/thumbnail`} alt="" width="96" height="96" />
            ) : (
              <span className="pdf">PDF</span>
            )}
            <span>
              {fileName}
              <small>{sizeText(bytes)}</small>
            </span>
          </a>
          {drop ? (
            <button type="submit" className="plain" name="drop" value={id} formNoValidate>
              删掉<span className="unseen">{fileName}</span>
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** A date and time that breaks, if at all, between the two. */
export function When({ at, now, before = false }: { at: string; now: number; before?: boolean }) {
  const instant = Date.parse(at);
  return (
    <>
      <span className="keep">{dateText(instant, now)}</span>
      <wbr />
      <span className="keep">
        {clockTime(instant)}
        {before ? '前' : null}
      </span>
    </>
  );
}

/** Text of several lines as it was written. */
export function Written({ text }: { text: string }) {
  return <div className="written">{text}</div>;
}

export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
