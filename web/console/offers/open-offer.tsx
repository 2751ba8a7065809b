// An offer that waits for an answer: two buttons, and a reason for the second.
import { Alert, App as AntApp, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { OfferCard } from '../../../contracts/offers.ts';
import { offerDeclineReasons, type OfferDeclineReason } from '../../../domain/words.ts';
import { offerDeclineTexts, offerStandings, offerTroubles } from '../../wording/offer-page.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useOfferAct } from './data.ts';
import { OfferFacts } from './offer-facts.tsx';

export function OpenOffer({ card }: { card: OfferCard }) {
  const [declining, setDeclining] = useState(false);
  const { message } = AntApp.useApp();
  const claim = useOfferAct<Record<string, never>>((_body, key) => api.claimOffer(card.id, key));
  const title = `offer-${card.id}`;
  return (
    <article className="paper offer" aria-labelledby={title}>
      <h3 id={title}>{card.categoryName}</h3>
      <OfferFacts card={card} />
      {card.rung === 3 && <p className="quiet small">这件事同时请了几位，先答应的就定下来。</p>}
      {claim.isError && <Alert type="warning" showIcon title={wordsOf(claim.error)} />}
      {declining ? (
        <Decline card={card} back={() => setDeclining(false)} />
      ) : (
        <div className="offer-buttons">
          <Button
            type="primary"
            size="large"
            loading={claim.isPending}
            onClick={() => claim.mutate({}, { onSuccess: () => void message.success(offerStandings.waiting.title) })}
          >
            我来帮忙
          </Button>
          <Button size="large" onClick={() => setDeclining(true)}>
            这次帮不了
          </Button>
        </div>
      )}
    </article>
  );
}

function Decline({ card, back }: { card: OfferCard; back: () => void }) {
  const [reason, setReason] = useState<OfferDeclineReason | null>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const { message } = AntApp.useApp();
  const decline = useOfferAct((body: { reason: OfferDeclineReason; text?: string }, key) =>
    api.declineOffer(card.id, body, key),
  );
  const send = () => {
    if (reason === null) return setAsked(true);
    return decline.mutate(
      { reason, ...(text.trim() === '' ? {} : { text }) },
      { onSuccess: () => void message.success(offerStandings.declined.title) },
    );
  };
  const name = `why-${card.id}`;
  return (
    <div className="offer-decline">
      <p id={name}>为什么（选一项）</p>
      <Radio.Group
        aria-labelledby={name}
        className="radio-lines"
        value={reason}
        onChange={(event) => setReason(event.target.value as OfferDeclineReason)}
        options={offerDeclineReasons.map((value) => ({ value, label: offerDeclineTexts[value] }))}
      />
      <Input.TextArea
        aria-label="想说的话（可不填）"
        placeholder="想说的话（可不填）"
        maxLength={1000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {asked && reason === null && <Alert type="error" showIcon title={offerTroubles.reason} />}
      {decline.isError && <Alert type="error" showIcon title={wordsOf(decline.error)} />}
      <div className="offer-buttons">
        <Button size="large" danger loading={decline.isPending} onClick={send}>
          告诉他们我帮不了
        </Button>
        <Button size="large" onClick={back}>
          再想想
        </Button>
      </div>
    </div>
  );
}
