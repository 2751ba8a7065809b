// One's own password: the present one, and the new one twice. What is wrong is said at its field, before it is sent or after.
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { fieldIssues } from '../../../contracts/issues.ts';
import { passwordChange, type Me, type Session } from '../../../contracts/session.ts';
import { passwordFault, passwordLength } from '../../../domain/people/passwords.ts';
import { passwordFaultTexts } from '../../wording/accounts.ts';
import { api } from '../api/api.ts';
import { ApiProblem, wordsOf } from '../api/client.ts';
import { complain } from '../parts/complain.ts';

type Fields = { current: string; next: string; again: string };
const blank: Fields = { current: '', next: '', again: '' };

type Props = { me: Me; currentLabel: string; submitLabel: string; done: (session: Session) => void };

export function PasswordForm({ me, currentLabel, submitLabel, done }: Props) {
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (fields: Fields) => {
    if (busy) return;
    setProblem(null);
    const issues = issuesOf(fields, me);
    if (issues.length > 0) return setProblem(complain(form, issues, blank));
    setBusy(true);
    try {
      const session = await api.changePassword({ current: fields.current, next: fields.next });
      form.resetFields();
      done(session);
    } catch (error) {
      const wrong = error instanceof ApiProblem && error.code === 'wrongPassword';
      const found = error instanceof ApiProblem ? error.fields : [];
      if (wrong) complain(form, [{ path: 'current', message: `${currentLabel}不对` }], blank);
      else setProblem(found.length > 0 ? complain(form, found, blank) : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };

  const hidden = { visibilityToggle: false, maxLength: 200 } as const;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="password-form"
      initialValues={blank}
      onValuesChange={(changed: Partial<Fields>) => {
        for (const name of Object.keys(changed)) form.setFields([{ name: name as keyof Fields, errors: [] }]);
      }}
      onFinish={(fields) => void submit(fields)}
    >
      {/* For who lets the browser keep passwords: whose this one is. */}
      <input hidden readOnly autoComplete="username" value={me.username} />
      <Form.Item name="current" label={currentLabel}>
        <Input.Password {...hidden} autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra={`至少 ${passwordLength.min} 个字符，几个互不相干的词连起来最好记；不要用名字、生日和连续的数字`}
      >
        <Input.Password {...hidden} autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="again" label="再填一次新密码">
        <Input.Password {...hidden} autoComplete="new-password" />
      </Form.Item>
      {problem && <Alert type="error" showIcon title={problem} className="gap-below" />}
      <Button type="primary" htmlType="submit" loading={busy}>
        {submitLabel}
      </Button>
    </Form>
  );
}

function issuesOf({ current, next, again }: Fields, me: Me) {
  const parsed = passwordChange.safeParse({ current, next });
  if (!parsed.success) return fieldIssues(parsed.error);
  const fault = passwordFault(next, current, me);
  if (fault) return [{ path: 'next', message: passwordFaultTexts[fault] }];
  return next === again ? [] : [{ path: 'again', message: '两次填写的新密码不一样' }];
}
