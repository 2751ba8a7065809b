// 用户: the accounts of the administrator's communities. Disabling one ends its sessions at once.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import { Navigate } from 'react-router';
import type { User } from '../../../contracts/users.ts';
import { roleLabels } from '../../wording/labels.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { hasRole, useMe } from '../api/session.ts';
import { Awaited } from '../parts/awaited.tsx';
import { useNow } from '../parts/now.ts';

export function UsersPage() {
  const me = useMe();
  const query = useQuery({ queryKey: ['users'], queryFn: () => api.users(), enabled: hasRole(me, 'admin') });
  if (!hasRole(me, 'admin')) return <Navigate to="/" replace />;
  return (
    <>
      <title>用户 · 呼应</title>
      <div className="page-head">
        <h1>用户</h1>
        <p className="quiet">停用后，该账号的登录立即失效；办理记录保留。</p>
      </div>
      <section className="paper" aria-label="用户列表">
        <Awaited query={query}>{(data) => <UserTable users={data.items} />}</Awaited>
      </section>
    </>
  );
}

function UserTable({ users }: { users: User[] }) {
  return (
    <div className="table-scroll" role="group" aria-label="用户" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">用户名</th>
            <th scope="col">岗位</th>
            <th scope="col">状态</th>
            <th scope="col">
              <span className="unseen">操作</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UserRow({ user }: { user: User }) {
  const now = useNow(60_000);
  return (
    <tr>
      <td className="whole">{user.name}</td>
      <td className="nums whole">{user.username}</td>
      <td>
        {postsOf(user).map(({ post, places }) => (
          <span key={post} className="row-line">
            {post} <span className="quiet">{places}</span>
          </span>
        ))}
      </td>
      <td>
        {user.disabledAt ? (
          <span className="badge badge-late">已停用，{shortInstant(Date.parse(user.disabledAt), now)}</span>
        ) : (
          <span className="badge badge-calm">可用</span>
        )}
      </td>
      <td>
        <Toggle user={user} />
      </td>
    </tr>
  );
}

/** One line a post: the communities in which it is held stand together. */
function postsOf(user: User): { post: string; places: string }[] {
  const posts = new Map<string, string[]>();
  for (const grant of user.grants) {
    const post = [roleLabels[grant.role], grant.unitName].filter(Boolean).join(' · ');
    posts.set(post, [...(posts.get(post) ?? []), grant.communityName]);
  }
  return [...posts].map(([post, places]) => ({ post, places: places.join('、') }));
}

function Toggle({ user }: { user: User }) {
  const me = useMe();
  const queries = useQueryClient();
  const { modal, message } = AntApp.useApp();
  const disable = user.disabledAt === null;
  const change = useMutation({
    // What was asked, not what the list says by the time it is answered.
    mutationFn: (disabled: boolean) => api.changeUser(user.id, disabled),
    onSuccess: (_answer, disabled) => void message.success(`${user.name}已${disabled ? '停用' : '启用'}`),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  if (user.id === me.id) return <span className="quiet small">本人</span>;
  const ask = () =>
    modal.confirm({
      title: `${disable ? '停用' : '启用'}${user.name}的账号？`,
      content: disable ? '其登录立即失效，不能再登录，直到重新启用。' : '启用后可以用原密码登录。',
      okText: disable ? '停用' : '启用',
      okButtonProps: { danger: disable },
      onOk: () => change.mutateAsync(disable).catch(() => undefined),
    });
  return (
    <Button
      size="small"
      danger={disable}
      aria-label={`${disable ? '停用' : '启用'}${user.name}`}
      loading={change.isPending}
      onClick={() => void ask()}
    >
      {disable ? '停用' : '启用'}
    </Button>
  );
}
