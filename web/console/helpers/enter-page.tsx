// 录入: one unit, member or team, by the community's staff; somebody else verifies it.
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { helperToEnter } from '../../../contracts/helpers.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import { directoryEditors } from '../../../domain/directory/rules.ts';
import { api } from '../api/api.ts';
import { useCommunities } from '../api/reference.ts';
import { communitiesOf, hasRole, useMe } from '../api/session.ts';
import { Loading } from '../frame/notices.tsx';
import { demoLast, rememberCommunity, usualCommunity } from '../parts/communities.ts';
import { readDraft, sweepDrafts } from '../parts/draft.ts';
import { pages } from '../paths.ts';
import { blankFields, requestOf, type Fields } from './form/fields.ts';
import { HelperForm } from './form/helper-form.tsx';
import './helpers.css';

export function EnterPage() {
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const known = useCommunities();
  const draftOf = { userId: me.id, form: 'helper' } as const;
  const [sheet, setSheet] = useState(() => {
    sweepDrafts(Date.now());
    return { nth: 0, draft: readDraft(draftOf, Date.now()) };
  });
  if (!hasRole(me, ...directoryEditors)) return <Navigate to={pages.helpers} replace />;
  if (known === undefined) return <Loading />;
  const communities = demoLast(communitiesOf(me, ...directoryEditors), known);
  const save = async (_before: Fields, now: Fields) => {
    const entered = await api.enterHelper(requestOf(now));
    return () => {
      rememberCommunity(entered.communityId);
      message.success('已录入，待另一人核实');
      void queries.invalidateQueries({ queryKey: ['helpers'] });
      void navigate(pages.helper(entered.id), { replace: true });
    };
  };
  return (
    <>
      <title>录入 · 双报到名录 · 呼应</title>
      <p>
        <Link to={pages.helpers}>返回名录</Link>
      </p>
      <div className="page-head">
        <h1>录入一个</h1>
        <p className="quiet">录入的人不能核实，请另一位负责人核实。人多的请用“导入名单”。</p>
      </div>
      <HelperForm
        key={sheet.nth}
        draftOf={draftOf}
        draft={sheet.draft}
        initial={blankFields(usualCommunity(communities))}
        entry={null}
        communities={communities}
        mayTrain
        saveLabel="录入"
        back={pages.helpers}
        check={(_before, now) => {
          const parsed = helperToEnter.safeParse(requestOf(now));
          return parsed.success ? [] : fieldIssues(parsed.error);
        }}
        save={save}
        discard={() => setSheet({ nth: sheet.nth + 1, draft: null })}
      />
    </>
  );
}
