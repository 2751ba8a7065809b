// 提级: which rungs were raised or passed over and why, who is asked until when, and what staff can do about it.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { ActionName } from '../../../domain/words.ts';
import { rungReasonText, rejectReasonLabels, routeLabels, rungLabels, skipReasonLabels } from '../../wording/offers.ts';
import { countdownText, shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { ActionDialog, type Typed } from '../appeal/action-dialog.tsx';
import { timelineQuery } from '../appeal/data.ts';
import { useNow } from '../parts/now.ts';
import { LadderOffer } from './ladder-offer.tsx';
import { pathOf, type Raised, type Step } from './path.ts';
import './ladder.css';

type Open = { action: ActionName; typed: Typed };

export function LadderPanel({ detail }: { detail: AppealDetail }) {
  const [open, setOpen] = useState<Open | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const timeline = useQuery({ ...timelineQuery(detail.no, detail.seq), enabled: detail.escalations.length > 0 });
  if (detail.escalations.length === 0) return null;
  const { steps, before } = pathOf(detail, timeline.data?.items ?? []);
  const may = (action: ActionName) => detail.actions.some((each) => each.action === action && each.allowed);
  return (
    <section className="paper ladder" aria-labelledby="ladder">
      <div className="paper-head">
        <h2 id="ladder" ref={heading} tabIndex={-1}>
          提级
        </h2>
        <span className="quiet small">{routeLabels[detail.route]}</span>
      </div>
      <ol className="rungs">
        {steps.map((step, index) => (
          <li key={index} className={`rung rung-${toneOf(step)}`}>
            <Head step={step} detail={detail} />
            {step.kind === 'raised' && step.offers.length > 0 && (
              <ul className="rung-offers">
                {step.offers.map((offer) => (
                  <LadderOffer
                    key={offer.id}
                    offer={offer}
                    may={may}
                    act={(action) => setOpen({ action, typed: { offerId: offer.id } })}
                  />
                ))}
              </ul>
            )}
            {step.kind !== 'ahead' && <Tally tally={step.tally} />}
            {step.kind === 'raised' && <Buttons raised={step.raised} detail={detail} may={may} open={setOpen} />}
          </li>
        ))}
      </ol>
      {before.length > 0 && <p className="quiet small">此前提级 {before.length} 次，已结束；见“经过”。</p>}
      {open && (
        <ActionDialog
          key={open.action}
          action={open.action}
          detail={detail}
          typed={open.typed}
          keep={() => undefined}
          close={() => setOpen(null)}
          closed={() => heading.current?.focus()}
        />
      )}
    </section>
  );
}

function toneOf(step: Step): string {
  if (step.kind !== 'raised') return step.kind;
  return step.raised.endedAt === null ? 'live' : 'ended';
}

function Head({ step, detail }: { step: Step; detail: AppealDetail }) {
  const now = useNow();
  const at = (instant: string) => shortInstant(Date.parse(instant), now);
  const clock = detail.clocks.find(({ name, rung }) => name === 'supervision' && rung === step.rung);
  const live = step.kind === 'raised' && step.raised.endedAt === null;
  return (
    <>
      <p className="rung-head">
        <strong>
          {step.rung} 级 {rungLabels[step.rung]}
        </strong>
        <span className="mark">{markOf(step)}</span>
        {live && clock && !clock.firedAt && (
          <span className="small">{countdownText(Date.parse(clock.dueAt), now)}</span>
        )}
      </p>
      <p className="small">
        {step.kind === 'skipped' &&
          `未请这一级：${(skipReasonLabels as Record<string, string>)[step.reason] ?? step.reason}`}
        {step.kind === 'ahead' && <span className="quiet">尚未到这一级</span>}
        {step.kind === 'raised' && courseOf(step.raised, at)}
      </p>
    </>
  );
}

function markOf(step: Step): string {
  if (step.kind === 'skipped') return '跳过';
  if (step.kind === 'ahead') return '待续';
  const { endedAt, acknowledgedAt, silentAt } = step.raised;
  if (endedAt !== null) return '已结束';
  if (silentAt !== null) return acknowledgedAt === null ? '到期无回应' : '到期未推动';
  return acknowledgedAt === null ? '等回应' : '推动中';
}

function courseOf(raised: Raised, at: (instant: string) => string): string {
  const { reasons, raisedAt, officeName, acknowledgedAt, acknowledgedBy, silentAt, endedAt } = raised;
  const parts = [`${at(raisedAt)}提出，因${reasons.map(rungReasonText).join('、')}`];
  const word = raised.rung === 2 || raised.rung === 3 ? '认领' : '签收';
  if (officeName !== null) parts.push(`致函${officeName}`);
  if (acknowledgedAt !== null) parts.push(`${acknowledgedBy ?? ''} ${at(acknowledgedAt)}已${word}`);
  if (silentAt !== null) parts.push(`${at(silentAt)}到期，${acknowledgedAt === null ? `无人${word}` : '没有推动'}`);
  if (endedAt !== null) parts.push(`${at(endedAt)}结束`);
  return parts.join('；');
}

/** Why the others were not asked, as numbers: nobody's name stands in it. */
function Tally({ tally }: { tally: Record<string, number> }) {
  const counted = Object.entries(tally).filter(([, count]) => count > 0);
  if (counted.length === 0) return null;
  return (
    <details className="rung-tally">
      <summary>为什么没有请别人</summary>
      <ul>
        {counted.map(([reason, count]) => (
          <li key={reason}>
            {(rejectReasonLabels as Record<string, string>)[reason] ?? reason}：{count}
          </li>
        ))}
      </ul>
    </details>
  );
}

type ButtonsProps = {
  raised: Raised;
  detail: AppealDetail;
  may: (action: ActionName) => boolean;
  open: (wanted: Open) => void;
};

function Buttons({ raised, detail, may, open }: ButtonsProps) {
  const answered = raised.rung === 2 || raised.rung === 3;
  const waits = raised.endedAt === null && raised.acknowledgedAt === null && !answered && may('acknowledgeEscalation');
  if (!waits && raised.officeId === null) return null;
  return (
    <div className="row">
      {waits && (
        <Button
          size="small"
          onClick={() => open({ action: 'acknowledgeEscalation', typed: { raised: raised.raisedSeq } })}
        >
          {raised.rung === 4 ? '代为签收' : '签收督办'}
        </Button>
      )}
      {raised.officeId !== null && (
        <a href={api.officeLetterAddress(detail.no, raised.raisedSeq)} target="_blank" rel="noreferrer">
          打印吹哨报到函
        </a>
      )}
    </div>
  );
}
