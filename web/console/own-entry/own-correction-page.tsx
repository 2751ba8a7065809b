// 更正资料: one's own entry put right by oneself, on a telephone first. Training and the unit's name are the community's to say.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { ownCorrection, type OwnHelper } from '../../../contracts/helpers.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useMe } from '../api/session.ts';
import { Loading, Trouble } from '../frame/notices.tsx';
import { correctionOf, fieldsOf, type Fields } from '../helpers/form/fields.ts';
import { HelperForm } from '../helpers/form/helper-form.tsx';
import { myHelperQuery } from '../offers/data.ts';
import { readDraft } from '../parts/draft.ts';
import { pages } from '../paths.ts';
import '../offers/offers.css';

export function OwnCorrectionPage() {
  // Read once: a form under the hand is not to change by itself.
  const query = useQuery({
    queryKey: [...myHelperQuery.queryKey, 'correct'],
    queryFn: ({ signal }) => api.myHelper({ signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (query.isError) return <Trouble words={wordsOf(query.error)} again={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  if (!query.data.actions.some(({ action, allowed }) => action === 'correct' && allowed))
    return <Navigate to={pages.myEntry} replace />;
  return <Correcting entry={query.data} />;
}

function Correcting({ entry }: { entry: OwnHelper }) {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message, modal } = AntApp.useApp();
  const draftOf = { userId: me.id, form: 'own' } as const;
  const [sheet, setSheet] = useState(() => ({ nth: 0, draft: readDraft(draftOf, Date.now()) }));
  const asked = (before: Fields, now: Fields, version: number) => ({ ...correctionOf(before, now), version });
  const save = async (before: Fields, now: Fields, version: number) => {
    const body = asked(before, now, version);
    if (Object.keys(body).length > 1) await api.correctMyHelper(body);
    return () => {
      message.success(Object.keys(body).length > 1 ? '已更正，谢谢您' : '没有改动');
      void queries.invalidateQueries({ queryKey: myHelperQuery.queryKey, exact: true });
      void navigate(pages.myEntry, { replace: true });
    };
  };
  return (
    <div className="my-offers">
      <title>更正资料 · 呼应</title>
      <h1>更正资料</h1>
      <HelperForm
        key={sheet.nth}
        own
        draftOf={draftOf}
        draft={sheet.draft}
        initial={fieldsOf(entry)}
        entry={entry}
        communities={[]}
        mayTrain={false}
        saveLabel="保存"
        back={pages.myEntry}
        check={(before, now) => {
          const parsed = ownCorrection.safeParse(asked(before, now, entry.version));
          return parsed.success ? [] : fieldIssues(parsed.error);
        }}
        save={save}
        newest={() => api.myHelper()}
        confirm={async (before, now) =>
          !before.consented ||
          now.consented ||
          (await modal.confirm({
            title: '撤回同意？',
            content: '撤回后不再来请您帮忙，手上正在办的不受影响；以后可以在这里重新同意。只想歇一阵，用“暂停”就好。',
            okText: '撤回同意',
            cancelText: '再想想',
            okButtonProps: { danger: true },
          }))
        }
        discard={() => setSheet({ nth: sheet.nth + 1, draft: null })}
      />
    </div>
  );
}
