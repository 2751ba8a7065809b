// 吹哨报到函: the formal letter to an outside office, made for A4 paper. With `reply` the office acknowledges on the same page; without
// it staff print the letter for their file or to hand it over.
import type { ReactNode } from 'react';
import type { AppealClass, ClockName, State } from '../../domain/words.ts';
import { Sheet } from '../mail/sheet.tsx';
import { eventLabels } from '../wording/event-labels.ts';
import { classLabels, clockLabels, stateLabels } from '../wording/labels.ts';
import { officeLetterWords as words } from '../wording/office-letter.ts';
import { dateText, durationText, instantText, lengthText } from '../wording/times.ts';
import type { Duration, Instant } from '../../domain/time/types.ts';
import type { EventKind } from '../../domain/appeal/events.ts';

export type OfficeLetter = {
  no: string;
  raisedSeq: number;
  office: string;
  community: string;
  compound: string | null;
  category: string;
  class: AppealClass;
  state: State;
  receivedAt: Instant;
  calledAt: Instant;
  broken: { clock: ClockName; dueAt: Instant }[];
  tried: { kind: EventKind; at: Instant }[];
  within: Duration | null;
  /** Who answers for the community, with an address to write to. */
  contact: { name: string; email: string } | null;
};

/** What the office's own page adds: where the call stands, and its answer. */
export type OfficeReply = {
  standing: 'open' | 'acknowledged' | 'ended';
  until: Instant | null;
  acknowledgedAt: Instant | null;
  justNow: boolean;
  trouble?: string;
  typed?: string;
};

export function OfficeLetterPage({ letter, now, reply }: { letter: OfficeLetter; now: Instant; reply?: OfficeReply }) {
  const at = (instant: Instant) => instantText(instant, now);
  return (
    <Sheet title={words.title} more={paper}>
      {reply ? <Standing reply={reply} now={now} /> : null}
      <p className="number">
        {words.number}：{words.numberOf(letter.no, letter.raisedSeq)}
      </p>
      <p>
        <b>{letter.office}：</b>
      </p>
      <p className="indent">{words.opening(letter.community)}</p>
      <table>
        <tbody>
          <Row name="诉求编号">{letter.no}</Row>
          <Row name="地点">{[letter.community, letter.compound].filter(Boolean).join(' ')}</Row>
          <Row name="事项">{letter.category}</Row>
          <Row name="紧急程度">{classLabels[letter.class]}</Row>
          <Row name="登记时间">{at(letter.receivedAt)}</Row>
          <Row name="目前">{stateLabels[letter.state]}</Row>
          <Row name={words.broken}>
            {letter.broken.length === 0
              ? '（未记录）'
              : letter.broken.map(({ clock, dueAt }) => (
                  <span key={clock} className="line">
                    {clockLabels[clock]}，应于{at(dueAt)}前完成，至发函时已超期{lengthText(letter.calledAt - dueAt)}
                  </span>
                ))}
          </Row>
          {letter.tried.length === 0 ? null : (
            <Row name="已经做过">
              {letter.tried.map(({ kind, at: when }, index) => (
                <span key={index} className="line">
                  {at(when)} {eventLabels[kind]}
                </span>
              ))}
            </Row>
          )}
        </tbody>
      </table>
      <p className="indent">{words.asked}</p>
      {letter.within === null ? null : <p className="indent">{words.within(durationText(letter.within))}</p>}
      {letter.contact === null ? null : (
        <p>
          {words.contact}：{letter.contact.name}，{letter.contact.email}
        </p>
      )}
      <p className="sign">
        {words.centre(letter.community)}
        <br />
        {dateText(letter.calledAt, 0)}
      </p>
      {reply?.standing === 'open' ? <Acknowledge typed={reply.typed} /> : null}
    </Sheet>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}

function Standing({ reply, now }: { reply: OfficeReply; now: Instant }) {
  const { standing, until, acknowledgedAt, justNow, trouble } = reply;
  return (
    <div className="screen">
      {trouble ? (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      ) : null}
      {standing === 'open' ? (
        <p className="plain">
          {until === null ? '请尽快签收。' : `请在${instantText(until, now)}前签收。`}
          签收的按钮在函后。
        </p>
      ) : null}
      {standing === 'acknowledged' ? (
        <p className="note" role="status">
          {justNow || acknowledgedAt === null
            ? '签收成功，谢谢。'
            : `已于${instantText(acknowledgedAt, now)}签收，无需重复签收。`}
          {until === null ? null : `请在${instantText(until, now)}前到场推动。`}
        </p>
      ) : null}
      {standing === 'ended' ? <p className="note">这次吹哨已经结束：事情已有着落，无需再签收。谢谢。</p> : null}
    </div>
  );
}

function Acknowledge({ typed }: { typed?: string | undefined }) {
  return (
    <form method="post" className="screen">
      <p className="field">
        <label className="label" htmlFor="text">
          {words.acknowledgeText}
        </label>
        <textarea id="text" name="text" rows={3} maxLength={1000} defaultValue={typed} />
      </p>
      <button type="submit">{words.acknowledge}</button>
    </form>
  );
}

const paper = `
main{max-width:760px}
h1{text-align:center;letter-spacing:.2em}
table{width:100%;margin:16px 0;border-collapse:collapse}
th,td{padding:8px 10px;border:1px solid #4b5563;text-align:left;vertical-align:top}
th{width:6em;font-weight:normal;color:#111827}
.number,.sign{text-align:right}
.indent{text-indent:2em}
.line{display:block}
@page{size:A4;margin:25mm 22mm}
@media print{
body{background:#fff;font:12pt/1.7 'Songti SC','SimSun','Noto Serif CJK SC',serif}
main{max-width:none;min-height:0;padding:0}
h1{margin:0 0 12pt;font-size:20pt}
th,td{padding:3pt 6pt}
tr{break-inside:avoid}
.screen{display:none}
}
`;
