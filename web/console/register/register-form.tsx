// The form itself: its draft, its checks (the contract's own) and its saving.
import { Alert, Button, Form } from 'antd';
import { useRef } from 'react';
import { shortInstant } from '../../wording/times.ts';
import { useMe } from '../api/session.ts';
import { rememberCommunity, usualCommunity, type Place } from '../parts/communities.ts';
import { useDraft, type Draft } from '../parts/draft.ts';
import { complaintsOf, emptyFields, requestOf, type Fields } from './fields.ts';
import { AppellantFields } from './appellant-fields.tsx';
import { MatterFields } from './matter-fields.tsx';
import { MoreFields } from './more-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { useSaving, type Saved } from './saving.ts';

type Props = {
  formKey: string;
  communities: Place[];
  draft: Draft | null;
  discard: () => void;
  done: (saved: Saved) => void;
};

export function RegisterForm({ formKey, communities, draft, discard, done }: Props) {
  const me = useMe();
  const [form] = Form.useForm<Fields>();
  const { save, busy, problem } = useSaving(formKey);
  const keep = useDraft({ userId: me.id, form: 'appeal' }, formKey);
  const initial: Fields = {
    ...emptyFields,
    communityId: usualCommunity(communities),
    ...(draft?.values as Partial<Fields>),
  };

  const continued = useRef('');
  const choose = (no: string) => {
    continued.current = no;
    form.setFields([{ name: 'linkedTo', value: no, errors: [] }]);
    keep.write({ ...initial, ...(form.getFieldsValue(true) as Partial<Fields>) });
  };

  const submit = async () => {
    if (busy) return;
    const answer = await save(requestOf({ ...initial, ...(form.getFieldsValue(true) as Partial<Fields>) }));
    if (!Array.isArray(answer)) {
      keep.stop();
      rememberCommunity(answer.communityId);
      done(answer);
      return;
    }
    const { complaints, rest } = complaintsOf(answer);
    form.setFields([...complaints, { name: 'text', ...(rest.length > 0 ? { errors: rest } : {}) }]);
    const first = complaints[0]?.name;
    if (first) {
      form.scrollToField(first, { block: 'center' });
      form.focusField(first);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={(label, { required }) => (required ? label : <>{label}（可不填）</>)}
      initialValues={initial}
      onValuesChange={(changed, all) => {
        for (const name of Object.keys(changed)) form.setFields([{ name: name as keyof Fields, errors: [] }]);
        keep.write({ ...all });
        // What was chosen among one caller's appeals is nobody else's.
        const another = ['phone', 'anonymous', 'communityId'].some((name) => name in changed);
        if (another && continued.current && continued.current === form.getFieldValue('linkedTo')) choose('');
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
      }}
      onFinish={() => void submit()}
      scrollToFirstError
    >
      {draft && (
        <Alert
          type="info"
          showIcon
          className="gap-below"
          title={`已恢复 ${shortInstant(draft.at, Date.now())} 未保存的草稿`}
          action={
            <Button size="small" onClick={discard}>
              清空重填
            </Button>
          }
        />
      )}
      <div className="sheet">
        <section className="paper" aria-labelledby="matter">
          <h2 id="matter">诉求内容</h2>
          <MatterFields form={form} />
        </section>
        <div>
          <section className="paper" aria-labelledby="place">
            <h2 id="place">地点</h2>
            <PlaceFields form={form} communities={communities} />
          </section>
          <section className="paper" aria-labelledby="appellant">
            <h2 id="appellant">诉求人</h2>
            <AppellantFields form={form} choose={choose} />
          </section>
          <MoreFields form={form} />
        </div>
      </div>
      <div className="sheet-end">
        {problem && <Alert type="error" showIcon title={problem} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          保存登记
        </Button>
        <span className="quiet small">Ctrl + Enter 保存；未保存前草稿留在本机，保存后即删除</span>
      </div>
    </Form>
  );
}
