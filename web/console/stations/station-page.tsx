// One station added or put right: its place, hours and services; taken out of use with a confirmation, and back again.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Station } from '../../../contracts/stations.ts';
import { directoryEditors } from '../../../domain/directory/rules.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useCommunities } from '../api/reference.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import { Loading, NotThere, Trouble } from '../frame/notices.tsx';
import { demoLast, rememberCommunity, usualCommunity } from '../parts/communities.ts';
import { readDraft, sweepDrafts } from '../parts/draft.ts';
import { pages } from '../paths.ts';
import { bodyOf, changesOf, stationFields, type Fields } from './fields.ts';
import { StationForm } from './station-form.tsx';

export function StationPage() {
  const { id } = useParams();
  const [search] = useSearchParams();
  const me = useMe();
  const known = useCommunities();
  const places = demoLast(communitiesOf(me, ...directoryEditors), known ?? []);
  const community = places.find((place) => place.id === search.get('community'))?.id ?? usualCommunity(places) ?? '';
  const query = useQuery({
    queryKey: ['stations', community, 'form'],
    queryFn: ({ signal }) => api.stations(community, { signal }),
    enabled: community !== '',
    // A form under the hand is not to change by itself.
    staleTime: Infinity,
    gcTime: 0,
  });
  if (places.length === 0) return <Navigate to={pages.stations} replace />;
  if (query.isError) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (!query.data || known === undefined) return <Loading />;
  const station = query.data.items.find((each) => each.id === id);
  if (id !== undefined && !station) return <NotThere />;
  const place = places.find((each) => each.id === community);
  const services = [...new Set(query.data.items.flatMap((each) => each.services))].sort();
  return <Writing station={station ?? null} community={community} place={place?.name ?? ''} services={services} />;
}

type WritingProps = { station: Station | null; community: string; place: string; services: string[] };

function Writing({ station, community, place, services }: WritingProps) {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message, modal } = AntApp.useApp();
  const draftOf = { userId: me.id, form: 'station', id: station?.id ?? community } as const;
  const [sheet, setSheet] = useState(() => {
    sweepDrafts(Date.now());
    return { nth: 0, draft: readDraft(draftOf, Date.now()) };
  });
  const list = `${pages.stations}?community=${encodeURIComponent(community)}`;
  const title = station ? `更正 ${station.name}` : '增加服务站';
  const save = async (before: Fields, now: Fields, version: number) => {
    if (station) await api.changeStation(station.id, changesOf(before, now, version));
    else await api.addStation({ communityId: community, ...bodyOf(now) });
    return () => {
      rememberCommunity(community);
      message.success(station ? '已更正' : '已增加');
      void queries.invalidateQueries({ queryKey: ['stations'] });
      void navigate(list, { replace: true });
    };
  };
  return (
    <>
      <title>{`${title} · 服务站 · 呼应`}</title>
      <p>
        <Link to={list}>返回服务站</Link>
      </p>
      <div className="page-head">
        <h1>{title}</h1>
        <p className="quiet">{place}</p>
      </div>
      <StationForm
        key={sheet.nth}
        draftOf={draftOf}
        draft={sheet.draft}
        initial={stationFields(station)}
        station={station}
        community={community}
        services={services}
        back={list}
        save={save}
        newest={async () => (await api.stations(community)).items.find(({ id }) => id === station?.id) ?? null}
        confirm={async (before, now) =>
          !before.active ||
          now.active ||
          (await modal.confirm({
            title: `停用${before.name}？`,
            content: '停用后注明“已停用”，不再给居民指路；资料保留，可以再启用。',
            okText: '停用',
            okButtonProps: { danger: true },
          }))
        }
        discard={() => setSheet({ nth: sheet.nth + 1, draft: null })}
      />
    </>
  );
}
