// 我的账号: who one is here, and one's own password.
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { roleLabels } from '../../wording/labels.ts';
import { sessionKey, useMe } from '../api/session.ts';
import { postsOf } from '../users/posts-of.ts';
import { PasswordForm } from './password-form.tsx';
import './account.css';

export function AccountPage() {
  const me = useMe();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  return (
    <>
      <title>我的账号 · 呼应</title>
      <div className="page-head">
        <h1>我的账号</h1>
      </div>
      <section className="paper" aria-label="本人">
        <dl className="facts">
          <dt>姓名</dt>
          <dd>{me.name}</dd>
          <dt>用户名</dt>
          <dd className="nums">{me.username}</dd>
          <dt>岗位</dt>
          <dd>
            {postsOf(me.grants).map(({ role, unitName, places }) => (
              <span key={role + unitName} className="row-line">
                {[roleLabels[role], unitName].filter(Boolean).join(' · ')} <span className="quiet">{places}</span>
              </span>
            ))}
            {me.grants.length === 0 && '没有岗位'}
          </dd>
        </dl>
      </section>
      <section className="paper" aria-labelledby="own-password">
        <h2 id="own-password">换密码</h2>
        <p className="quiet gap-below">换了以后，您在其他电脑、手机上的登录随即失效，这里不受影响。</p>
        <PasswordForm
          me={me}
          currentLabel="现在的密码"
          submitLabel="换密码"
          done={(session) => {
            queries.setQueryData(sessionKey, session);
            message.success('密码已更换，其他地方的登录已失效');
          }}
        />
      </section>
    </>
  );
}
