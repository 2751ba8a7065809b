// 更正: an entry of the directory put right by the community's staff. Name and number are masked and stay unless filled in anew.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { helperCorrection, type HelperDetail } from '../../../contracts/helpers.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import { verifiers } from '../../../domain/directory/rules.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useMe } from '../api/session.ts';
import { Loading, Trouble } from '../frame/notices.tsx';
import { readDraft } from '../parts/draft.ts';
import { pages } from '../paths.ts';
import { correctionOf, fieldsOf, type Fields } from './form/fields.ts';
import { HelperForm } from './form/helper-form.tsx';
import './helpers.css';

export function CorrectPage() {
  const { id = '' } = useParams();
  // Read once: a form under the hand is not to change by itself; what others do meanwhile is told when it is saved.
  const query = useQuery({
    queryKey: ['helper', id, 'correct'],
    queryFn: ({ signal }) => api.helper(id, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (query.isError) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  if (!query.data.actions.some(({ action, allowed }) => action === 'correct' && allowed))
    return <Navigate to={pages.helper(id)} replace />;
  return <Correcting entry={query.data} />;
}

function Correcting({ entry }: { entry: HelperDetail }) {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message, modal } = AntApp.useApp();
  const draftOf = { userId: me.id, form: 'helper', id: entry.id } as const;
  const [sheet, setSheet] = useState(() => ({ nth: 0, draft: readDraft(draftOf, Date.now()) }));
  const mayTrain = me.grants.some(
    ({ role, communityId }) => communityId === entry.communityId && verifiers.includes(role),
  );
  const page = pages.helper(entry.id);
  const title = entry.name ?? entry.person ?? '未填姓名';
  const asked = (before: Fields, now: Fields, version: number) => ({ ...correctionOf(before, now), version });
  const save = async (before: Fields, now: Fields, version: number) => {
    const body = asked(before, now, version);
    const changes = Object.keys(body).length > 1;
    if (changes) await api.correctHelper(entry.id, body);
    return () => {
      message.success(changes ? '已更正' : '没有改动');
      void queries.invalidateQueries({ queryKey: ['helper', entry.id] });
      void queries.invalidateQueries({ queryKey: ['helpers'] });
      void navigate(page, { replace: true });
    };
  };
  return (
    <>
      <title>{`更正 ${title} · 双报到名录 · 呼应`}</title>
      <p>
        <Link to={page}>返回 {title}</Link>
      </p>
      <div className="page-head">
        <h1>更正 {title}</h1>
        <p className="quiet">只记下改了哪几项、谁改的；改动立即生效。</p>
      </div>
      <HelperForm
        key={sheet.nth}
        draftOf={draftOf}
        draft={sheet.draft}
        initial={fieldsOf(entry)}
        entry={entry}
        communities={[]}
        mayTrain={mayTrain}
        saveLabel="保存更正"
        back={page}
        check={(before, now) => {
          const parsed = helperCorrection.safeParse(asked(before, now, entry.version));
          return parsed.success ? [] : fieldIssues(parsed.error);
        }}
        save={save}
        newest={() => api.helper(entry.id)}
        confirm={async (before, now) =>
          !before.consented ||
          now.consented ||
          (await modal.confirm({
            title: '撤回同意？',
            content: '撤回后不再请其帮忙，手上正在办的不受影响；须本人（单位）再次同意才能恢复。',
            okText: '撤回同意',
            okButtonProps: { danger: true },
          }))
        }
        discard={() => setSheet({ nth: sheet.nth + 1, draft: null })}
      />
    </>
  );
}
