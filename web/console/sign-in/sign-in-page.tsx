// 登录. In the demo installation the API names its demo people, and one click fills them in.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { roles } from '../../../domain/words.ts';
import { roleLabels } from '../../wording/labels.ts';
import { api } from '../api/api.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';
import { sessionKey, useSession } from '../api/session.ts';
import { pages } from '../paths.ts';

type Fields = { username: string; password: string };

export function SignInPage() {
  const session = useSession();
  const [search] = useSearchParams();
  const next = safeNext(search.get('next'));
  if (session.data) return <Navigate to={next} replace />;
  return (
    <main className="sign-in">
      <title>登录 · 呼应</title>
      <div className="sign-in-card">
        <h1>
          <span className="brand-name">呼应</span>
          <span className="brand-what">居民诉求中心工作台</span>
        </h1>
        <SignInForm next={next} />
        <p className="quiet">
          居民请走<a href="/">诉求提交与查询</a>
        </p>
      </div>
    </main>
  );
}

function SignInForm({ next }: { next: string }) {
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();

  const signIn = async (fields: Fields) => {
    setBusy(true);
    setProblem(null);
    try {
      queries.setQueryData(
        sessionKey,
        await api.signIn({ username: fields.username.trim(), password: fields.password }),
      );
      void navigate(next, { replace: true });
    } catch (error) {
      setProblem(wordsOf(error));
      if (error instanceof ApiProblem && error.code === 'badCredentials') form.focusField('password');
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => void signIn(fields)}>
        <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" autoFocus />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" size="large" visibilityToggle={false} />
        </Form.Item>
        {problem && <Alert type="error" showIcon title={problem} className="gap-below" />}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          登录
        </Button>
      </Form>
      <DemoPeople use={(fields) => form.setFieldsValue(fields)} />
    </>
  );
}

function DemoPeople({ use }: { use: (fields: Fields) => void }) {
  const { data } = useQuery({ queryKey: ['session', 'hints'], queryFn: () => api.sessionHints(), retry: false });
  const people = [...(data?.demoUsers ?? [])].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  if (people.length === 0) return null;
  return (
    <section className="demo-people" aria-label="演示账号">
      <h2>演示账号（点选填入）</h2>
      <div>
        {people.map((person) => (
          <button
            key={person.username}
            type="button"
            className="chip"
            onClick={() => use({ username: person.username, password: person.password })}
          >
            {roleLabels[person.role]} {person.name}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Only an address of the console itself is followed after the sign-in. */
function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : pages.appeals;
}
