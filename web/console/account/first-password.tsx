// What somebody sees who has signed in with a one-time password, and all they see until they have chosen their own.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useHref } from 'react-router';
import type { Session } from '../../../contracts/session.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { sessionKey } from '../api/session.ts';
import { pages } from '../paths.ts';
import { PasswordForm } from './password-form.tsx';
import './account.css';

export function FirstPassword({ session: { user } }: { session: Session }) {
  const queries = useQueryClient();
  const signIn = useHref(pages.signIn);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    try {
      await api.signOut();
      window.location.replace(signIn);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <main className="sign-in">
      <title>换成自己的密码 · 呼应</title>
      <div className="sign-in-card">
        <h1>
          <span className="brand-name">呼应</span>
          <span className="brand-what">居民诉求中心工作台</span>
        </h1>
        <h2 className="first-password">{user.name}，请先换成自己的密码</h2>
        <p className="first-password-why">您用的是一次性密码，别人也见过。换成只有您自己知道的，就可以开始工作。</p>
        <PasswordForm
          me={user}
          currentLabel="一次性密码"
          submitLabel="换好，开始工作"
          done={(session) => queries.setQueryData(sessionKey, session)}
        />
        {problem && <p role="alert">{problem}</p>}
        <p className="quiet">
          <button type="button" className="plain-button" onClick={() => void leave()}>
            退出
          </button>
        </p>
      </div>
    </main>
  );
}
