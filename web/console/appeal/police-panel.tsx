// Somebody suffers: who, until when the police must have been told, the numbers to call, and what came of it.
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { policeResultLabels, victimLabels } from '../../wording/labels.ts';
import { instantText } from '../../wording/times.ts';
import { DueBadge } from '../parts/due-badge.tsx';
import { useNow } from '../parts/now.ts';
import { ActionDialog, type Typed } from './action-dialog.tsx';

export function PolicePanel({ detail }: { detail: AppealDetail }) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<Typed>();
  const heading = useRef<HTMLHeadingElement>(null);
  const now = useNow(60_000);
  const { violence } = detail;
  if (!violence) return null;
  const { report } = violence;
  const may = detail.actions.some(({ action, allowed }) => action === 'reportToPolice' && allowed);
  const clock = detail.clocks.find(({ name }) => name === 'policeReport');
  return (
    <section className={`paper police${report ? '' : ' police-due'}`} aria-labelledby="police">
      <div className="paper-head">
        <h2 id="police" ref={heading} tabIndex={-1}>
          {report ? policeResultLabels[report.result] : '请立即报警'}
        </h2>
        {clock && (
          <DueBadge dueAt={clock.dueAt} clock="policeReport" state={detail.state} overdue={clock.firedAt !== null} />
        )}
      </div>
      <p>受到或疑似受到伤害的是：{victimLabels[violence.victim]}</p>
      {report ? (
        <>
          {report.text && <p className="pre">{report.text}</p>}
          <p className="quiet small">
            {report.by}，{instantText(Date.parse(report.at), now)}记录
          </p>
        </>
      ) : (
        <>
          <p>
            拨打 <a href="tel:110">110</a>，有人受伤同时拨打 <a href="tel:120">120</a>
            。接警之后立即记录；记录之前诉求不能答复或结束。
          </p>
          {may && (
            <Button type="primary" danger onClick={() => setOpen(true)}>
              记录报警情况
            </Button>
          )}
        </>
      )}
      <p className="quiet small">只限办理的人知道：不公开、不转发，不在诉求人以外的人面前提起。</p>
      {open && (
        <ActionDialog
          action="reportToPolice"
          detail={detail}
          typed={typed}
          keep={setTyped}
          close={() => setOpen(false)}
          closed={() => heading.current?.focus()}
        />
      )}
    </section>
  );
}
