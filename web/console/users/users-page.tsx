// 用户: the accounts of one's communities, and what was done to them. Administrators open one to change it; auditors read.
import { Navigate, Link } from 'react-router';
import type { User } from '../../../contracts/users.ts';
import { accountReaders } from '../../../domain/people/accounts.ts';
import { roleLabels } from '../../wording/labels.ts';
import { hasRole, useMe } from '../api/session.ts';
import { Awaited } from '../parts/awaited.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { pages } from '../paths.ts';
import { Changes } from './changes.tsx';
import { useUsers } from './data.ts';
import { postsOf } from './posts-of.ts';
import { Standing, Toggle } from './standing.tsx';
import './users.css';

export function UsersPage() {
  const me = useMe();
  const query = useUsers();
  if (!hasRole(me, ...accountReaders)) return <Navigate to="/" replace />;
  const keeps = hasRole(me, 'admin');
  return (
    <>
      <title>用户 · 呼应</title>
      <div className="page-head spread">
        <div>
          <h1>用户</h1>
          <p className="quiet">停用或重置密码后，该账号的登录立即失效；办理记录保留。</p>
        </div>
        {keeps && (
          <LinkButton type="primary" to={pages.userNew}>
            新建账号
          </LinkButton>
        )}
      </div>
      <section className="paper list" aria-label="用户列表">
        <Awaited query={query}>
          {(data) => (
            <ul className="users">
              {data.items.map((user) => (
                <Row key={user.id} user={user} />
              ))}
            </ul>
          )}
        </Awaited>
      </section>
      <section className="paper" aria-labelledby="user-changes">
        <h2 id="user-changes">最近的变动</h2>
        <Changes />
      </section>
    </>
  );
}

function Row({ user }: { user: User }) {
  return (
    <li>
      <span className="user-who">
        <Link to={pages.user(user.id)}>{user.name}</Link> <span className="quiet nums">{user.username}</span>
      </span>
      <span className="user-posts">
        {postsOf(user.grants).map(({ role, unitName, places }) => (
          <span key={role + unitName} className="row-line">
            {[roleLabels[role], unitName].filter(Boolean).join(' · ')} <span className="quiet">{places}</span>
          </span>
        ))}
        {user.grants.length === 0 && <span className="quiet">没有岗位</span>}
      </span>
      <span className="user-standing">
        <Standing user={user} />
      </span>
      <span className="user-acts">
        <Toggle user={user} size="small" />
      </span>
    </li>
  );
}
