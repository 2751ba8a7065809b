// The page behind the link in an offer's letter, for a helper who never signs in: the masked card and two buttons, and after it was
// taken what comes next. Plain HTML that works without scripts, for a phone held by somebody who is asked for the first time.
import type { OfferCard, OfferContact } from '../../contracts/offers.ts';
import type { OfferDeclineReason } from '../../domain/words.ts';
import { Fact, Sheet } from '../mail/sheet.tsx';
import { askTexts, offerDeclineTexts, offerStandings, type OfferStanding } from '../wording/offer-page.ts';
import { dateText, durationText, instantText } from '../wording/times.ts';
import { ReportForms, type Typed } from './report-forms.tsx';
import { seenScript } from './seen-script.ts';

export type OfferPageProps = {
  card: OfferCard;
  now: number;
  /** What was done with this very press. */
  justNow?: 'claimed' | 'declined' | 'arrived' | 'working' | 'done';
  /** Why it could not be done; `typed` is what stood in the form. */
  trouble?: string;
  typed?: Typed;
  contact?: OfferContact;
  /** Names the next report: two presses are one report. */
  formKey: string;
};

/** Where the offer stands for the one who was asked. */
export function standingOf({ state, confirmedAt, doneAt }: OfferCard): OfferStanding {
  if (state === 'sent' || state === 'seen') return 'open';
  if (state !== 'accepted') return state;
  if (doneAt !== null) return 'done';
  return confirmedAt === null ? 'waiting' : 'going';
}

export function OfferPage(props: OfferPageProps) {
  const { card, now, justNow, trouble, contact } = props;
  const standing = standingOf(card);
  const { title, text } = offerStandings[standing];
  return (
    <Sheet title={title} script={card.state === 'sent' ? seenScript : undefined}>
      {trouble === undefined ? null : (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {justNow === undefined ? null : (
        <p className="note" role="status">
          {pressed[justNow]}
        </p>
      )}
      <p className={standing === 'open' || justNow !== undefined ? undefined : 'plain'}>
        {card.helperName === null ? '您好：' : `${card.helperName}：`}
        {text}
      </p>
      <dl>
        <Fact label="什么事" value={card.categoryName} />
        <Fact label="请您" value={askTexts[card.ask]} />
        <Fact label="在哪里" value={[card.communityName, card.compoundName].filter(Boolean).join(' ')} />
        <Times card={card} now={now} />
        {card.inPairs && (standing === 'open' || standing === 'waiting') ? (
          <Fact label="同行" value="须两人一起去，工作人员会安排另一位" />
        ) : null}
        {card.hours === null ? null : <Fact label="用时" value={`${card.hours} 小时`} />}
        {card.persons === null ? null : <Fact label="帮到" value={`${card.persons} 人`} />}
        <Fact label="编号" value={card.no} />
      </dl>
      {standing === 'open' ? <Answer {...props} /> : null}
      {standing === 'going' ? (
        <>
          <Contact contact={contact} />
          <ReportForms card={card} typed={props.typed ?? {}} formKey={props.formKey} />
          <p>
            去不了了？请尽快告诉社区居民诉求中心，或拨打 <a href="tel:12345">12345</a>，好另请别人。
          </p>
        </>
      ) : null}
    </Sheet>
  );
}

const pressed: Record<NonNullable<OfferPageProps['justNow']>, string> = {
  claimed: '记下了，这件事由您来帮忙。',
  declined: '记下了，谢谢您回话。',
  arrived: '记下了：您已到场。',
  working: '进展已经收到。',
  done: '记下了：已经办完。辛苦了！',
};

function Times({ card, now }: { card: OfferCard; now: number }) {
  const at = (instant: string) => instantText(Date.parse(instant), now);
  return (
    <>
      {card.answerBy === null ? null : <Fact label="请答复" value={`${at(card.answerBy)}前`} />}
      {card.answerBy === null || card.within === null ? null : (
        <Fact label="答应以后" value={`${durationText(card.within)}内到场或推动`} />
      )}
      {card.actBy === null ? null : <Fact label="请在" value={`${at(card.actBy)}前到场或推动`} />}
      {card.doneAt === null ? null : <Fact label="办完于" value={dateText(Date.parse(card.doneAt), now)} />}
    </>
  );
}

function Answer({ card, typed = {} }: OfferPageProps) {
  return (
    <>
      <form method="post">
        <input type="hidden" name="act" value="claim" />
        <button type="submit">我来帮忙</button>
      </form>
      {card.rung === 3 ? <p className="hint">这件事同时请了几位，先答应的就定下来。</p> : null}
      <details open={typed.act === 'decline'}>
        <summary>这次帮不了</summary>
        <form method="post">
          <input type="hidden" name="act" value="decline" />
          <fieldset>
            <legend>为什么（选一项）</legend>
            {(Object.keys(offerDeclineTexts) as OfferDeclineReason[]).map((reason) => (
              <label key={reason} className="pick">
                <input type="radio" name="reason" value={reason} required defaultChecked={typed.reason === reason} />
                {offerDeclineTexts[reason]}
              </label>
            ))}
          </fieldset>
          <p className="field">
            <label className="label" htmlFor="why">
              想说的话（可不填）
            </label>
            <textarea id="why" name="text" rows={2} maxLength={1000} defaultValue={typed.text} />
          </p>
          <button type="submit" className="second">
            告诉他们我帮不了
          </button>
        </form>
      </details>
    </>
  );
}

function Contact({ contact }: { contact?: OfferContact | undefined }) {
  if (!contact) {
    return (
      <form method="post">
        <input type="hidden" name="act" value="contact" />
        <p className="hint">姓名、电话和门牌只供这次帮忙使用，请勿转告他人。每次查看都会留下记录。</p>
        <button type="submit">看看去哪里、找谁</button>
      </form>
    );
  }
  return (
    <section aria-labelledby="whom">
      <h2 id="whom">去哪里、找谁</h2>
      <dl>
        <Fact label="地点" value={[contact.place, contact.address].filter(Boolean).join(' ')} />
        <Fact label="找谁" value={contact.anonymous ? '匿名反映，没有留下联系人' : (contact.name ?? '未留姓名')} />
        {contact.phone === null ? null : (
          <Fact label="电话" value={<a href={`tel:${contact.phone}`}>{contact.phone}</a>} />
        )}
        <Fact label="怎么说的" value={<span className="pre">{contact.text}</span>} />
      </dl>
      <p className="hint">本次查看已记录。关上这一页后，要再看请再按一次。</p>
    </section>
  );
}
