// 新建账号: who, with which first post. The one-time password is shown once it is there.
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { fieldIssues } from '../../../contracts/issues.ts';
import { userToAdd, type OneTimePassword } from '../../../contracts/users.ts';
import { api } from '../api/api.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';
import { hasRole, useMe } from '../api/session.ts';
import { complain } from '../parts/complain.ts';
import { pages } from '../paths.ts';
import { useUsersChanged } from './data.ts';
import { OneTimeDialog } from './one-time-dialog.tsx';
import { blankPost, postBody, PostFieldsOf, type PostFields } from './post-fields.tsx';
import './users.css';

type Fields = PostFields & { username: string; name: string; email: string };
const blank: Fields = { name: '', username: '', email: '', ...blankPost };

export function NewUserPage() {
  const me = useMe();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState<OneTimePassword | null>(null);
  const changed = useUsersChanged();
  const navigate = useNavigate();
  if (!hasRole(me, 'admin')) return <Navigate to={pages.users} replace />;

  const submit = async ({ name, username, email, ...post }: Fields) => {
    if (busy) return;
    setProblem(null);
    const parsed = userToAdd.safeParse({ name, username, email, post: postBody(post) });
    if (!parsed.success) return setProblem(complain(form, fieldIssues(parsed.error).map(flat), blank));
    setBusy(true);
    try {
      setGiven(await api.createUser(parsed.data));
      await changed();
    } catch (error) {
      const { code, fields } = error instanceof ApiProblem ? error : { code: null, fields: [] };
      const taken = code === 'usernameTaken' ? 'username' : code === 'emailTaken' ? 'email' : null;
      if (taken) complain(form, [{ path: taken, message: wordsOf(error) }], blank);
      else setProblem(fields.length > 0 ? complain(form, fields.map(flat), blank) : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <title>新建账号 · 用户 · 呼应</title>
      <p>
        <Link to={pages.users}>返回用户</Link>
      </p>
      <div className="page-head">
        <h1>新建账号</h1>
      </div>
      <Form
        form={form}
        layout="vertical"
        className="user-entry"
        requiredMark={false}
        initialValues={blank}
        onValuesChange={(values: Partial<Fields>) => {
          for (const name of Object.keys(values)) form.setFields([{ name: name as keyof Fields, errors: [] }]);
        }}
        onFinish={(fields) => void submit(fields)}
      >
        <section className="paper" aria-label="账号资料">
          <Form.Item name="name" label="姓名">
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="username" label="用户名" extra="登录用，以后不能改，如 zhangzq">
            <Input maxLength={30} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item name="email" label="邮箱" extra="催办、督办等通知发到这里">
            <Input type="email" maxLength={200} autoComplete="off" />
          </Form.Item>
          <PostFieldsOf />
        </section>
        <div className="form-end">
          {problem && <Alert type="error" showIcon title={problem} />}
          <Button type="primary" htmlType="submit" size="large" loading={busy}>
            新建
          </Button>
          <span className="quiet small">新建后给出一次性密码，由本人首次登录时更换</span>
        </div>
      </Form>
      <OneTimeDialog given={given} close={() => void navigate(pages.user(given?.user.id ?? ''), { replace: true })} />
    </>
  );
}

/** The post stands in a field of its own in the contract, and in the form beside the others. */
function flat({ path, message }: { path: string; message: string }) {
  return { path: path.replace(/^post\./, ''), message };
}
