// How an account stands, and the switch that disables and enables it.
import { useMutation } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import type { User } from '../../../contracts/users.ts';
import { shortInstant } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { useMe } from '../api/session.ts';
import { useNow } from '../parts/now.ts';
import { useAccountRefusal, useUsersChanged } from './data.ts';

export function Standing({ user }: { user: User }) {
  const now = useNow(60_000);
  const said = (text: string) => shortInstant(Date.parse(text), now);
  if (user.disabledAt) return <span className="badge badge-late">已停用，{said(user.disabledAt)}</span>;
  if (user.oneTimeUntil === null) return <span className="badge badge-calm">可用</span>;
  return Date.parse(user.oneTimeUntil) > now ? (
    <span className="badge badge-hot">一次性密码，{said(user.oneTimeUntil)}前登录</span>
  ) : (
    <span className="badge badge-late">一次性密码已过期</span>
  );
}

/** Nothing for who may not; on one's own account it says why. */
export function Toggle({ user, size }: { user: User; size?: 'small' }) {
  const me = useMe();
  const refusalOf = useAccountRefusal(user);
  const changed = useUsersChanged();
  const { modal, message } = AntApp.useApp();
  const disable = user.disabledAt === null;
  const word = disable ? '停用' : '启用';
  const change = useMutation({
    // What was asked, not what the list says by the time it is answered.
    mutationFn: (disabled: boolean) => api.changeUser(user.id, disabled),
    onSuccess: (_answer, disabled) => void message.success(`${user.name}已${disabled ? '停用' : '启用'}`),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: changed,
  });
  if (user.id === me.id) return <span className="quiet small">本人</span>;
  if (refusalOf(disable ? 'disable' : 'enable') !== null) return null;
  const ask = () =>
    modal.confirm({
      title: `${word}${user.name}的账号？`,
      content: disable ? '其登录立即失效，不能再登录，直到重新启用。' : '启用后可以重新登录。',
      okText: word,
      okButtonProps: { danger: disable },
      onOk: () => change.mutateAsync(disable).catch(() => undefined),
    });
  return (
    <Button
      size={size}
      danger={disable}
      aria-label={`${word}${user.name}`}
      loading={change.isPending}
      onClick={() => void ask()}
    >
      {word}
    </Button>
  );
}
