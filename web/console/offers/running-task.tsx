// A task somebody has taken: wait for the confirmation, then where to go and whom to meet, and what is reported from there.
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { OfferCard } from '../../../contracts/offers.ts';
import type { HelpStage } from '../../../domain/words.ts';
import { offerStandings } from '../../wording/offer-page.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useOfferAct } from './data.ts';
import { OfferFacts } from './offer-facts.tsx';
import { ReportForm } from './report-form.tsx';

export function RunningTask({ card }: { card: OfferCard }) {
  const title = `task-${card.id}`;
  const standing = offerStandings[card.confirmedAt === null ? 'waiting' : 'going'];
  return (
    <article className="paper offer" aria-labelledby={title}>
      <h3 id={title}>{card.categoryName}</h3>
      <p className="offer-standing">
        <strong>{standing.title}</strong> {standing.text}
      </p>
      <OfferFacts card={card} />
      {card.confirmedAt !== null && (
        <>
          <Contact id={card.id} />
          <Report card={card} />
        </>
      )}
      <p className="quiet small">去不了了？请尽快告诉社区居民诉求中心，或拨打 12345，好另请别人。</p>
    </article>
  );
}

function Contact({ id }: { id: string }) {
  const look = useMutation({ mutationFn: () => api.offerContact(id) });
  const contact = look.data;
  if (!contact) {
    return (
      <div className="offer-contact">
        <Button size="large" loading={look.isPending} onClick={() => look.mutate()}>
          看看去哪里、找谁
        </Button>
        <p className="quiet small">每次查看都会留下记录；请勿转告他人。</p>
        {look.isError && <Alert type="warning" showIcon title={wordsOf(look.error)} />}
      </div>
    );
  }
  return (
    <dl className="offer-facts offer-whom">
      <div>
        <dt>地点</dt>
        <dd>{[contact.place, contact.address].filter(Boolean).join(' ')}</dd>
      </div>
      <div>
        <dt>找谁</dt>
        <dd>{contact.anonymous ? '匿名反映，没有留下联系人' : (contact.name ?? '未留姓名')}</dd>
      </div>
      {contact.phone !== null && (
        <div>
          <dt>电话</dt>
          <dd>
            <a href={`tel:${contact.phone}`}>{contact.phone}</a>
          </dd>
        </div>
      )}
      <div>
        <dt>怎么说的</dt>
        <dd className="pre">{contact.text}</dd>
      </div>
    </dl>
  );
}

function Report({ card }: { card: OfferCard }) {
  const [stage, setStage] = useState<Exclude<HelpStage, 'arrived'> | null>(null);
  const arrive = useOfferAct((body: { stage: 'arrived' }, key) => api.reportOffer(card.id, body, key));
  if (stage !== null) return <ReportForm card={card} stage={stage} close={() => setStage(null)} />;
  return (
    <>
      <div className="offer-buttons">
        {card.arrivedAt === null && (
          <Button
            type="primary"
            size="large"
            loading={arrive.isPending}
            onClick={() => arrive.mutate({ stage: 'arrived' })}
          >
            我到了
          </Button>
        )}
        <Button size="large" onClick={() => setStage('working')}>
          说说进展
        </Button>
        <Button size="large" type={card.arrivedAt === null ? 'default' : 'primary'} onClick={() => setStage('done')}>
          办完了
        </Button>
      </div>
      {arrive.isError && <Alert type="error" showIcon title={wordsOf(arrive.error)} />}
    </>
  );
}
