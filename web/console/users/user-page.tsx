// One account: how it stands, its password, its posts, and what was done to it.
import { useMutation } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import type { OneTimePassword, User } from '../../../contracts/users.ts';
import { accountReaders } from '../../../domain/people/accounts.ts';
import { apiTexts } from '../../wording/refusals.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { hasRole, useMe } from '../api/session.ts';
import { Awaited } from '../parts/awaited.tsx';
import { pages } from '../paths.ts';
import { Changes } from './changes.tsx';
import { useAccountRefusal, useUser, useUsersChanged } from './data.ts';
import { OneTimeDialog } from './one-time-dialog.tsx';
import { Posts } from './posts.tsx';
import { Standing, Toggle } from './standing.tsx';
import './users.css';

export function UserPage() {
  const { id = '' } = useParams();
  const me = useMe();
  const query = useUser(id);
  if (!hasRole(me, ...accountReaders)) return <Navigate to="/" replace />;
  return (
    <>
      <p>
        <Link to={pages.users}>返回用户</Link>
      </p>
      <Awaited query={query}>{(user) => <Account user={user} />}</Awaited>
    </>
  );
}

function Account({ user }: { user: User }) {
  const me = useMe();
  const refusal = useAccountRefusal(user)('renewPassword');
  return (
    <>
      <title>{`${user.name} · 用户 · 呼应`}</title>
      <div className="page-head spread">
        <div className="row">
          <h1>{user.name}</h1>
          <span className="quiet nums">{user.username}</span>
          <Standing user={user} />
        </div>
        {refusal === null && (
          <div className="row">
            <Renew user={user} />
            <Toggle user={user} />
          </div>
        )}
      </div>
      {user.id === me.id && (
        <p className="gap-below">
          这是您自己的账号：换密码请到<Link to={pages.account}>我的账号</Link>
          ，增加岗位、停用由另一位管理员办理。
        </p>
      )}
      {refusal === 'otherCommunities' && <p className="gap-below quiet">{apiTexts.otherCommunities}。</p>}
      <section className="paper" aria-labelledby="user-posts">
        <h2 id="user-posts">岗位</h2>
        <Posts user={user} />
      </section>
      <section className="paper" aria-labelledby="user-changes">
        <h2 id="user-changes">变动记录</h2>
        <Changes user={user.id} />
      </section>
    </>
  );
}

function Renew({ user }: { user: User }) {
  const { modal, message } = AntApp.useApp();
  const [given, setGiven] = useState<OneTimePassword | null>(null);
  const changed = useUsersChanged();
  const renew = useMutation({
    mutationFn: () => api.renewPassword(user.id),
    onSuccess: setGiven,
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: changed,
  });
  const ask = () =>
    modal.confirm({
      title: `重置${user.name}的密码？`,
      content: '给出一个一次性密码，由您告诉本人。原密码和现有的登录立即失效；本人登录后须先换成自己的密码。',
      okText: '重置',
      onOk: () => renew.mutateAsync().catch(() => undefined),
    });
  return (
    <>
      <Button loading={renew.isPending} onClick={() => void ask()}>
        重置密码
      </Button>
      <OneTimeDialog given={given} close={() => setGiven(null)} />
    </>
  );
}
