import { isTerminal } from '../../../domain/words.ts';
import type { PublicCard, PublicEvent, ResidentAction } from '../../../contracts/public.ts';
import {
  actionButtons,
  adoptionTexts,
  escalationText,
  doneTexts,
  eventText,
  mergedText,
  outcomeTexts,
  promiseTexts,
  purposes,
  standing,
  unansweredText,
} from '../../wording/residents.ts';
import { reviewTexts, underReview } from '../../wording/reviews.ts';
import { Page, type Frame } from '../frame.tsx';
import { Files, Summary, When, Written } from '../parts.tsx';
import { Reviews, ReviewTooLate, ReviewWindow } from './reviews.tsx';
import { Waiting } from './waiting.tsx';

type CaseProps = { frame: Frame; card: PublicCard; now: number; done: ResidentAction | null; refused: string | null };

export function CasePage({ frame, card, now, done, refused }: CaseProps) {
  const { title, text } = standingOf(card);
  const mine = card.attachments.filter(({ purpose }) => purpose === 'intake');
  const evidence = card.attachments.filter(({ purpose }) => purpose === 'evidence');
  return (
    <Page frame={frame} title={`诉求 ${card.no}`}>
      {done === null ? null : (
        <p className="notice good" role="status">
          {doneTexts[done]}
        </p>
      )}
      {refused === null ? null : (
        <p className="notice" role="status">
          {refused}
        </p>
      )}
      <p className="step">诉求 {card.no}</p>
      <div className="standing">
        <h1>{card.round > 0 && card.state === 'handling' ? `正在重办（第 ${card.round} 次）` : title}</h1>
        <p>{text}</p>
        {card.outcome === null ? null : <p>{outcomeTexts[card.outcome]}</p>}
        {card.merged === null ? null : <p>{mergedText(card.merged)}</p>}
        {card.proactive ? <p>您已撤回；因为关系到安全，社区会继续处理。</p> : null}
        {card.unitName === null ? null : (
          <p>
            承办单位：<b>{card.unitName}</b>
          </p>
        )}
        <Promises card={card} now={now} />
      </div>
      <Waiting card={card} now={now} />
      <Lateness card={card} />
      <Question card={card} now={now} />
      <Reviews card={card} now={now} />
      <Replies card={card} now={now} />
      <Files files={evidence} base="/case/files" />
      {refused === null ? <ReviewTooLate card={card} /> : null}
      <Actions card={card} now={now} />
      <Afterwards card={card} />
      <h2>办理经过</h2>
      <ol className="events">
        {[...card.events].reverse().map((event) => (
          <Event key={event.seq} event={event} now={now} />
        ))}
      </ol>
      <h2>您反映的内容</h2>
      <Summary
        rows={[
          { label: '收到时间', value: <When at={card.receivedAt} now={now} /> },
          { label: '类别', value: `${purposes[card.type].label}：${card.categoryName}` },
          { label: '地点', value: card.place },
          { label: '内容', value: <Said card={card} now={now} /> },
        ]}
      />
      <Files files={mine} base="/case/files" />
      <form method="post" action="/leave">
        <p className="actions">
          <button type="submit" className="button second">
            看完了，退出
          </button>
        </p>
      </form>
      {card.actions.some(({ action, allowed }) => action === 'withdraw' && allowed) ? (
        <p>
          <a className="plain" href={addresses.withdraw}>
            {actionButtons.withdraw}
          </a>
        </p>
      ) : null}
    </Page>
  );
}

/** What they said; where the staff put words of it right, it says so. */
function Said({ card: { text, textCorrectedAt }, now }: { card: PublicCard; now: number }) {
  return (
    <>
      <Written text={text} />
      {textCorrectedAt === null ? null : (
        <p className="hint">
          工作人员于 <When at={textCorrectedAt} now={now} /> 更正过文字，原来的也留着。
        </p>
      )}
    </>
  );
}

/** A closed matter that is being reviewed is not over. */
function standingOf({ state, xinfang }: PublicCard): { title: string; text: string } {
  const open = xinfang?.reviews.find(({ decidedAt }) => decidedAt === null);
  return state === 'closed' && open ? underReview[open.stage] : standing[state];
}

function Promises({ card, now }: { card: PublicCard; now: number }) {
  const shown = card.promises.filter(({ clock }) => promiseTexts[clock] !== undefined);
  if (shown.length === 0) return null;
  return (
    <>
      <h2>我们答应您</h2>
      <ul className="due">
        {shown.map(({ clock, dueAt, late }) => (
          <li key={clock} className={late ? 'late' : undefined}>
            {late ? '本该在 ' : null}
            <b>
              <When at={dueAt} now={now} before />
            </b>
            {promiseTexts[clock]}
            {late ? '，已经超过时间' : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Said honestly, with what is being done about it. */
function Lateness({ card }: { card: PublicCard }) {
  const open = card.promises.some(({ late }) => late);
  if (!open && !card.supervised && !card.wasLate) return null;
  if (!open) {
    return card.wasLate ? (
      <p className="notice">这件事办理中曾经超过承诺的时间，已记录在案。</p>
    ) : (
      <p className="notice">这件事已被督办，社区要求加快办理。</p>
    );
  }
  return (
    <p className="notice late">
      <b>对不起，已经超过承诺的时间。</b>
      {card.supervised ? escalationText(card) : '已提醒责任人。'}
    </p>
  );
}

function Question({ card, now }: { card: PublicCard; now: number }) {
  if (card.question === null && card.answerBy === null) return null;
  return (
    <section className="reply">
      <h2>请您补充</h2>
      {card.question === null ? null : <Written text={card.question} />}
      {card.answerBy === null ? null : (
        <p>
          请在{' '}
          <b>
            <When at={card.answerBy} now={now} before />
          </b>
          答复。{unansweredText}
        </p>
      )}
    </section>
  );
}

function Replies({ card, now }: { card: PublicCard; now: number }) {
  const [latest, ...earlier] = [...card.replies].reverse();
  if (!latest) return null;
  return (
    <>
      <section className="reply">
        <h2>{card.state === 'replied' || card.state === 'closed' ? '给您的答复' : '上次给您的答复'}</h2>
        {card.adopted === null ? null : (
          <p>
            <b>{adoptionTexts[card.adopted ? 'adopted' : 'notAdopted']}</b>
          </p>
        )}
        <Written text={latest.text} />
        <p className="when">
          <When at={latest.at} now={now} />
        </p>
      </section>
      {earlier.length === 0 ? null : (
        <details>
          <summary>以前的答复（{earlier.length}）</summary>
          {earlier.map(({ at, text }) => (
            <section className="reply" key={at}>
              <Written text={text} />
              <p className="when">
                <When at={at} now={now} />
              </p>
            </section>
          ))}
        </details>
      )}
    </>
  );
}

const addresses: Record<ResidentAction, string> = {
  infoGiven: '/case/answer',
  feedback: '/case/judge',
  redo: '/case/redo',
  requestXinfangReview: '/case/review',
  withdraw: '/case/withdraw',
};

function Actions({ card, now }: { card: PublicCard; now: number }) {
  const allowed = card.actions.filter((each) => each.allowed).map(({ action }) => action);
  // The judgement asks for a redo itself.
  const shown = allowed.filter(
    (action) => action !== 'withdraw' && (action !== 'redo' || !allowed.includes('feedback')),
  );
  const used = card.actions.find(({ action, reason }) => action === 'redo' && reason?.code === 'roundsUsedUp');
  if (shown.length === 0 && !used) return null;
  const [main, ...others] = shown;
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">您可以</h2>
      {card.redoBy !== null && shown.includes('redo') ? (
        <p>
          没办好的话，
          <b>
            <When at={card.redoBy} now={now} before />
          </b>
          可以要求重办。
        </p>
      ) : null}
      <ReviewWindow card={card} now={now} />
      <p className="actions">
        {main ? (
          <a className="button" href={addresses[main]}>
            {buttonText(main, card)}
          </a>
        ) : null}
        {others.map((action) => (
          <a key={action} className="button second" href={addresses[action]}>
            {buttonText(action, card)}
          </a>
        ))}
      </p>
      {used?.reason && (card.state === 'closed' || card.state === 'replied') ? (
        <p className="notice">{used.reason.text}</p>
      ) : null}
    </section>
  );
}

function buttonText(action: ResidentAction, { review }: PublicCard): string {
  return action === 'requestXinfangReview' && review !== null ? reviewTexts[review].button : actionButtons[action];
}

/** What is over and cannot be taken up again is followed by a new wish that is tied to it. */
function Afterwards({ card }: { card: PublicCard }) {
  if (!isTerminal(card.state) || card.actions.some(({ action, allowed }) => action === 'redo' && allowed)) return null;
  return (
    <form method="post" action="/file/after" className="actions">
      <button type="submit" className="button second">
        还有相关的事，接着反映
      </button>
    </form>
  );
}

function Event({ event, now }: { event: PublicEvent; now: number }) {
  const late = event.kind === 'expired' || event.kind === 'supervised' || event.kind === 'escalated';
  return (
    <li className={late ? 'late' : undefined}>
      <p className="when">
        <When at={event.at} now={now} />
      </p>
      <p>{eventText(event)}</p>
      {event.text === null || isReply(event) ? null : <Written text={event.text} />}
    </li>
  );
}

/** Replies stand in full above. */
function isReply({ kind }: PublicEvent): boolean {
  return kind === 'replied' || kind === 'answeredNow' || kind === 'xinfangAnswered';
}
