// 登记诉求: one screen, in the order of a telephone call; saved with Ctrl+Enter. A draft stays in this browser until then.
import { useState } from 'react';
import { Navigate } from 'react-router';
import { registrars } from '../../../domain/people/permissions.ts';
import { newKey } from '../api/client.ts';
import { useCommunities } from '../api/reference.ts';
import { communitiesOf, hasRole, useMe } from '../api/session.ts';
import { pages } from '../paths.ts';
import { Loading } from '../frame/notices.tsx';
import { demoLast } from '../parts/communities.ts';
import { dropDraft, readDraft, sweepDrafts, type Draft } from '../parts/draft.ts';
import { RegisterForm } from './register-form.tsx';
import { SavedCard } from './saved-card.tsx';
import type { Saved } from './saving.ts';
import './register.css';

type Sheet = { key: string; draft: Draft | null };

export function RegisterPage() {
  const me = useMe();
  const draftOf = { userId: me.id, form: 'appeal' } as const;
  const [sheet, setSheet] = useState<Sheet>(() => {
    sweepDrafts(Date.now());
    const draft = readDraft(draftOf, Date.now());
    return { key: draft?.key ?? newKey(), draft };
  });
  const [saved, setSaved] = useState<Saved | null>(null);
  const known = useCommunities();
  if (!hasRole(me, ...registrars)) return <Navigate to={pages.appeals} replace />;
  if (known === undefined) return <Loading />;
  const communities = demoLast(communitiesOf(me, ...registrars), known);

  const next = () => {
    dropDraft(draftOf);
    setSaved(null);
    setSheet({ key: newKey(), draft: null });
  };
  return (
    <>
      <title>登记诉求 · 呼应</title>
      <div className="page-head">
        <h1>{saved ? '已登记' : '登记诉求'}</h1>
        {!saved && (
          <p className="emergency">
            有生命危险或正在发生的险情，请诉求人先拨 <b>110</b> 报警、<b>119</b> 消防、<b>120</b> 急救、<b>122</b>{' '}
            交通事故
          </p>
        )}
      </div>
      {saved ? (
        <SavedCard saved={saved} next={next} />
      ) : (
        <RegisterForm
          key={sheet.key}
          formKey={sheet.key}
          communities={communities}
          draft={sheet.draft}
          discard={next}
          done={(result) => {
            dropDraft(draftOf);
            setSaved(result);
          }}
        />
      )}
    </>
  );
}
