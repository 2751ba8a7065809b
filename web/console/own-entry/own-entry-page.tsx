// 我的资料: what the directory knows of oneself or one's unit, whole; how one stands, what one answered and how that counts.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OwnHelper } from '../../../contracts/helpers.ts';
import {
  capabilityLabels,
  helperKindLabels,
  minuteText,
  personLabels,
  trainingLabels,
  saidWindow,
} from '../../wording/helpers.ts';
import { dateText } from '../../wording/times.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';
import { Loading, Trouble } from '../frame/notices.tsx';
import { myHelperQuery, myOffersQuery, sorted } from '../offers/data.ts';
import { OwnRecord } from '../offers/own-record.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { Answers } from './answers.tsx';
import { Leaving, Standing } from './standing.tsx';
import '../offers/offers.css';
import './own-entry.css';

export function OwnEntryPage() {
  const query = useQuery(myHelperQuery);
  // Who was put out of service sees their entry, though not their offers any more.
  const offers = useQuery({ ...myOffersQuery, retry: false });
  if (query.isError && !query.data) return <NoEntry error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const entry = query.data;
  const items = offers.data?.items ?? [];
  return (
    <div className="my-offers">
      <title>我的资料 · 呼应</title>
      <h1>{entry.kind === 'member' ? '我的资料' : '本单位（团队）的资料'}</h1>
      <Standing entry={entry} />
      <section className="paper" aria-labelledby="own-facts">
        <h2 id="own-facts">资料</h2>
        <Facts entry={entry} />
        {entry.actions.some(({ action, allowed }) => action === 'correct' && allowed) && (
          <div className="offer-buttons">
            <LinkButton size="large" to={pages.myEntryCorrection}>
              更正资料
            </LinkButton>
          </div>
        )}
        <p className="quiet small">
          姓名、电话、邮箱加密保存，只有本社区的负责人看得到，每次查看都有记录。
          <a href="/join/consent" target="_blank" rel="noreferrer">
            告知书
          </a>
        </p>
      </section>
      <OwnRecord done={sorted(items).done} />
      {items.length > 0 && <Answers items={items} />}
      <Leaving entry={entry} />
    </div>
  );
}

function NoEntry({ error, again }: { error: Error; again: () => void }) {
  const missing = error instanceof ApiProblem && error.code === 'notFound';
  if (!missing) return <Trouble words={wordsOf(error)} again={again} />;
  return (
    <div className="stand-in">
      <title>我的资料 · 呼应</title>
      <h1>名录里没有您的资料</h1>
      <p>请联系社区，把您的账号和双报到名录对上。</p>
    </div>
  );
}

function Facts({ entry }: { entry: OwnHelper }) {
  const now = useNow(60_000);
  const rows: [string, ReactNode][] = [
    ['类别', helperKindLabels[entry.kind]],
    ['名称', entry.name],
    [personLabels[entry.kind], entry.person],
    ['电话', entry.phone],
    ['邮箱', entry.email ?? '没有填'],
    ['在哪里', [entry.communityName, entry.compoundName].filter(Boolean).join(' ')],
    ['所在单位', entry.unitName],
    ['所在团队', entry.teamName],
    ['能帮什么', entry.capabilities.map((each) => capabilityLabels[each]).join('、') || '没有填'],
    ['受过培训', entry.training.map((each) => trainingLabels[each]).join('、') || '没有登记，有证书请告诉社区'],
    ['有空', entry.hours.map(saidWindow).join('；') || '没有填：什么时候都可以来问'],
    ['免打扰', entry.quiet ? `${minuteText(entry.quiet.from)}-${minuteText(entry.quiet.to)}` : '没有'],
    ['回避', entry.recusals.length > 0 ? `${entry.recusals.length} 项` : '没有'],
    ['同意', entry.consentAt ? `${dateText(Date.parse(entry.consentAt), now)}同意告知书` : '没有同意，不会来请'],
  ];
  return (
    <dl className="offer-facts">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
