// The page behind a one-click link in a mail: the case in short and one button. Plain HTML without scripts, for a phone's
// browser or whatever a mail program opens links with. It names no person but the one who acknowledged.
import type { Instant } from '../../domain/time/types.ts';
import type { RungReason } from '../../domain/appeal/types.ts';
import type { AppealClass, State } from '../../domain/words.ts';
import { classLabels, stateLabels } from '../wording/labels.ts';
import { rungReasonText } from '../wording/offers.ts';
import { instantText, lengthText } from '../wording/times.ts';
import { Fact, Sheet } from './sheet.tsx';

export type RungCard = {
  no: string;
  community: string;
  compound: string | null;
  category: string;
  class: AppealClass;
  state: State;
  round: number;
  rung: number;
  reasons: RungReason[];
  raisedAt: Instant;
  /** The promise that was broken last among the reasons; null when none is on record. */
  dueAt: Instant | null;
  caseUrl: string;
};

/** Where the rung stands; `until`: when its open half ends. */
export type Standing =
  | { kind: 'open'; until: Instant | null }
  | { kind: 'acknowledged'; at: Instant; by: string; until: Instant | null; justNow: boolean }
  | { kind: 'ended' };

/** The case with its button, or with what became of the rung. `trouble`: the button was pressed and could not do it. */
export function CardPage({ card, standing, now, trouble }: CardPageProps) {
  return (
    <Sheet title={standing.kind === 'open' ? '签收督办' : '督办'}>
      {trouble ? (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      ) : null}
      <StandingNote standing={standing} now={now} />
      <dl>
        <Fact label="诉求编号" value={card.no} />
        <Fact label="小区" value={card.compound ?? '（未填）'} />
        <Fact label="社区" value={card.community} />
        <Fact label="分类" value={card.category} />
        <Fact label="类别" value={`${card.class} ${classLabels[card.class]}`} />
        <Fact
          label="目前"
          value={card.round > 0 ? `${stateLabels[card.state]}（第 ${card.round} 次重办）` : stateLabels[card.state]}
        />
        <Fact label="督办原因" value={card.reasons.map(rungReasonText).join('、')} />
        {card.dueAt === null ? null : <Fact label="应完成于" value={instantText(card.dueAt, now)} />}
        {card.dueAt === null || standing.kind === 'ended' ? null : (
          <Fact label="已超期" value={lengthText(now - card.dueAt)} />
        )}
        <Fact label="督办提出于" value={instantText(card.raisedAt, now)} />
      </dl>
      {standing.kind === 'open' ? (
        <form method="post">
          <button type="submit">签收督办</button>
        </form>
      ) : null}
      <p>
        <a href={card.caseUrl}>在工作台打开诉求</a>
      </p>
    </Sheet>
  );
}

type CardPageProps = { card: RungCard; standing: Standing; now: Instant; trouble?: string };

function StandingNote({ standing, now }: { standing: Standing; now: Instant }) {
  if (standing.kind === 'ended') return <p className="note">这一督办已经结束：诉求已有推动。无需再签收。</p>;
  const until = standing.until === null ? null : instantText(standing.until, now);
  if (standing.kind === 'open') {
    return (
      <p>
        {until ? `请在${until}前签收。` : '请尽快签收。'}
        签收后另有同样长的时限，其间诉求须有实际推动；到时无人签收或没有推动，系统将报告书记/主任。
      </p>
    );
  }
  return (
    <p className="note" role="status">
      {standing.justNow ? '签收成功。' : `已于${instantText(standing.at, now)}由${standing.by}签收，无需重复签收。`}
      {until ? `请督促承办单位在${until}前推动诉求；到时没有推动，系统将报告书记/主任。` : null}
    </p>
  );
}
