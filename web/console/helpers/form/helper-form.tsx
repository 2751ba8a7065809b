// The form of one helper, for entering, correcting and one's own entry: its draft, its checks (the contract's own), its complaints at
// their fields; and when somebody else has changed the entry meanwhile, theirs and what was typed are brought together.
import { Alert, Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import type { Helper, OwnHelper } from '../../../../contracts/helpers.ts';
import { consentTitle, helperFieldLabels } from '../../../wording/helpers.ts';
import { ApiProblem, newKey, wordsOf } from '../../api/client.ts';
import { complain } from '../../parts/complain.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { RestoredDraft } from '../../parts/restored-draft.tsx';
import { useDraft, type Draft, type DraftOf } from '../../parts/draft.ts';
import { changedFields, fieldsOf, ownIssues, type FieldName, type Fields, type Issue } from './fields.ts';
import { AbilityFields, RecusalField, TimeFields } from './help-fields.tsx';
import { WhoFields } from './who-fields.tsx';
import './form.css';

type Props = {
  draftOf: DraftOf;
  draft: Draft | null;
  /** What an empty or untouched form holds. */
  initial: Fields;
  /** The entry that is corrected, null for a new one. */
  entry: Helper | OwnHelper | null;
  own?: boolean;
  communities: { id: string; name: string }[];
  mayTrain: boolean;
  saveLabel: string;
  back: string;
  /** The contract's complaints of what would be sent; none when it may be. */
  check: (before: Fields, now: Fields) => Issue[];
  /** Sends it and answers how to go on; throws what the API answers. */
  save: (before: Fields, now: Fields, version: number) => Promise<() => void>;
  /** The newest entry, after somebody else's change. */
  newest?: () => Promise<Helper | OwnHelper>;
  /** Whether to go on with what cannot be taken back lightly. */
  confirm?: (before: Fields, now: Fields) => Promise<boolean>;
  discard: () => void;
};

type Base = { fields: Fields; version: number };

export function HelperForm(props: Props) {
  const { draftOf, draft, initial, entry, own = false, communities, mayTrain, saveLabel, back, discard } = props;
  const [form] = Form.useForm<Fields>();
  const [base, setBase] = useState<Base>({ fields: initial, version: entry?.version ?? 0 });
  const [key] = useState(() => draft?.key ?? newKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<FieldName[]>([]);
  const keep = useDraft(draftOf, key);
  const now = (): Fields => ({ ...base.fields, ...(form.getFieldsValue(true) as Partial<Fields>) });
  const community = Form.useWatch('communityId', form) ?? initial.communityId;

  const bringTogether = async () => {
    const fresh = await props.newest?.();
    if (!fresh) return;
    const fields = fieldsOf(fresh);
    const mine = changedFields(base.fields, now());
    const others = changedFields(base.fields, fields);
    for (const name of others) if (!mine.includes(name)) form.setFieldValue(name, fields[name]);
    setTheirs(others);
    setBase({ fields, version: fresh.version });
  };

  const submit = async () => {
    if (busy) return;
    setProblem(null);
    const issues = [...ownIssues(now()), ...props.check(base.fields, now())];
    if (issues.length > 0) return setProblem(complain(form, issues, base.fields));
    if (props.confirm && !(await props.confirm(base.fields, now()))) return;
    setBusy(true);
    try {
      const goOn = await props.save(base.fields, now(), base.version);
      keep.stop();
      goOn();
    } catch (error) {
      const { code, fields } = error instanceof ApiProblem ? error : { code: null, fields: [] };
      const listed = now().kind === 'member' ? 'phone' : 'name';
      if (code === 'staleEntry') await bringTogether().catch((failed: unknown) => setProblem(wordsOf(failed)));
      else if (code === 'alreadyListed') complain(form, [{ path: listed, message: wordsOf(error) }], base.fields);
      else setProblem(fields.length > 0 ? complain(form, fields, base.fields) : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className={own ? 'helper-entry helper-entry-own' : 'helper-entry'}
      size={own ? 'large' : 'middle'}
      requiredMark={(label, { required }) => (required || own ? label : <>{label}（可不填）</>)}
      initialValues={{ ...initial, ...draft?.values }}
      onValuesChange={(changed) => {
        for (const name of Object.keys(changed)) form.setFields([{ name: name as FieldName, errors: [] }]);
        const values = now();
        keep.write(Object.fromEntries(changedFields(base.fields, values).map((name) => [name, values[name]])));
      }}
      onFinish={() => void submit()}
    >
      <RestoredDraft draft={draft} keep={keep} discard={discard} />
      <section className="paper" aria-labelledby="who">
        <h2 id="who">{own ? '我是谁、怎么找我' : '是谁、在哪里'}</h2>
        <WhoFields form={form} communities={communities} entry={entry} own={own} />
      </section>
      <section className="paper" aria-labelledby="can">
        <h2 id="can">能帮什么、什么时候</h2>
        <AbilityFields training={mayTrain ? 'edit' : 'hidden'} />
        <TimeFields form={form} entry={entry} />
        <RecusalField community={community} />
      </section>
      <section className="paper" aria-labelledby="agreed">
        <h2 id="agreed">同意</h2>
        <p className="gap-below">
          <a href="/join/consent" target="_blank" rel="noreferrer">
            {consentTitle}（另开一页）
          </a>
        </p>
        <Form.Item name="consented" valuePropName="checked" extra="没有同意的，不会被请去帮忙">
          <Checkbox>{own ? '我同意告知书' : '本人（单位）已书面或当面同意告知书'}</Checkbox>
        </Form.Item>
      </section>
      <div className="form-end">
        {theirs.length > 0 && <Theirs fields={theirs} />}
        {problem && <Alert type="error" showIcon title={problem} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {saveLabel}
        </Button>
        <LinkButton size="large" to={back}>
          先不存，返回
        </LinkButton>
        <span className="quiet small">没有保存的内容在本机留一天，回来可以接着填</span>
      </div>
    </Form>
  );
}

function Theirs({ fields }: { fields: FieldName[] }) {
  const names = [...new Set(fields.map((name) => helperFieldLabels[name]))].join('、');
  return (
    <Alert
      type="warning"
      showIcon
      title={`刚被其他人改动过（${names}）。您填的都还在，其余已换成最新的；请核对后再保存一次。`}
    />
  );
}
