// 服务站: where a community's stations are, when they are open and what one gets there; kept by its staff.
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link, Navigate, useSearchParams } from 'react-router';
import type { Station } from '../../../contracts/stations.ts';
import { directoryEditors, directoryReaders } from '../../../domain/directory/rules.ts';
import { saidWindow } from '../../wording/helpers.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useCommunities, useCompounds } from '../api/reference.ts';
import { communitiesOf, hasRole, useMe } from '../api/session.ts';
import { Loading, Trouble } from '../frame/notices.tsx';
import { DirectoryTabs } from '../helpers/directory-tabs.tsx';
import { demoLast, usualCommunity } from '../parts/communities.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { pages } from '../paths.ts';
import './stations.css';

export function StationsPage() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const places = demoLast(communitiesOf(me, ...directoryReaders), useCommunities() ?? []);
  const community = places.find(({ id }) => id === search.get('community'))?.id ?? usualCommunity(places) ?? '';
  const query = useQuery({
    queryKey: ['stations', community],
    queryFn: ({ signal }) => api.stations(community, { signal }),
    enabled: community !== '',
  });
  if (!hasRole(me, ...directoryReaders)) return <Navigate to={pages.appeals} replace />;
  const edits = communitiesOf(me, ...directoryEditors).some(({ id }) => id === community);
  return (
    <>
      <title>服务站 · 呼应</title>
      <div className="page-head spread">
        <div>
          <h1>党群服务站</h1>
          <p className="quiet">居民随时可以去的地方：在哪里、几点开、能办什么。</p>
        </div>
        {edits && (
          <LinkButton type="primary" to={`${pages.stationNew}?community=${encodeURIComponent(community)}`}>
            增加服务站
          </LinkButton>
        )}
      </div>
      <DirectoryTabs />
      {places.length > 1 && (
        <Select
          className="stations-choice"
          aria-label="社区"
          value={community}
          onChange={(id: string) => setSearch({ community: id })}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {query.isError ? (
        <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />
      ) : !query.data ? (
        <Loading />
      ) : (
        <Listed items={query.data.items} community={community} edits={edits} />
      )}
    </>
  );
}

type ListedProps = { items: Station[]; community: string; edits: boolean };

function Listed({ items, community, edits }: ListedProps) {
  const compounds = new Map(useCompounds(community).map(({ id, name }) => [id, name]));
  if (items.length === 0) return <p className="paper list-empty">这个社区还没有登记服务站。</p>;
  return (
    <ul className="stations" aria-label="服务站">
      {items.map((station) => (
        <li key={station.id} className="paper">
          <h2>
            {edits ? (
              <Link to={`${pages.station(station.id)}?community=${encodeURIComponent(community)}`}>{station.name}</Link>
            ) : (
              station.name
            )}{' '}
            {!station.active && <span className="badge badge-was-late">已停用</span>}
          </h2>
          <dl className="facts">
            <dt>地址</dt>
            <dd>{[compounds.get(station.compoundId ?? ''), station.address].filter(Boolean).join(' · ')}</dd>
            <dt>开放</dt>
            <dd className="nums">{station.hours.map(saidWindow).join('；') || '未说明'}</dd>
            <dt>能办</dt>
            <dd>{station.services.join('、') || '未说明'}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
