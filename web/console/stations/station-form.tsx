// The form of a station: its draft, its checks and its complaints at their fields.
import { Alert, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { Station } from '../../../contracts/stations.ts';
import { ApiProblem, newKey, wordsOf } from '../api/client.ts';
import { useCompounds } from '../api/reference.ts';
import { useDraft, type Draft, type DraftOf } from '../parts/draft.ts';
import { HoursField } from '../parts/hours-field.tsx';
import { complain } from '../parts/complain.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { RestoredDraft } from '../parts/restored-draft.tsx';
import { changedNames, stationFieldLabels, stationFields, stationIssues, type Fields } from './fields.ts';
import './stations.css';

type Props = {
  draftOf: DraftOf;
  draft: Draft | null;
  initial: Fields;
  station: Station | null;
  community: string;
  /** What the community's stations offer, to choose from. */
  services: string[];
  back: string;
  /** Sends it and answers how to go on; throws what the API answers. */
  save: (before: Fields, now: Fields, version: number) => Promise<() => void>;
  /** The station as it is now, when somebody has changed it meanwhile. */
  newest: () => Promise<Station | null>;
  confirm: (before: Fields, now: Fields) => Promise<boolean>;
  discard: () => void;
};

export function StationForm({ draftOf, draft, initial, station, community, services, back, ...props }: Props) {
  const [form] = Form.useForm<Fields>();
  const compounds = useCompounds(community);
  const [key] = useState(() => draft?.key ?? newKey());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [base, setBase] = useState({ fields: initial, version: station?.version ?? 0 });
  const [theirs, setTheirs] = useState<(keyof Fields)[]>([]);
  const keep = useDraft(draftOf, key);
  const now = (): Fields => ({ ...base.fields, ...(form.getFieldsValue(true) as Partial<Fields>) });

  // What the other has changed comes in, where this person has not changed the same: those fields stay as they were typed, to be judged.
  const bringTogether = async () => {
    const fresh = await props.newest();
    if (!fresh) return;
    const fields = stationFields(fresh);
    const mine = changedNames(base.fields, now());
    const others = changedNames(base.fields, fields);
    for (const name of others) if (!mine.includes(name)) form.setFieldValue(name, fields[name]);
    setTheirs(others);
    setBase({ fields, version: fresh.version });
  };

  const submit = async () => {
    if (busy) return;
    setProblem(null);
    const issues = stationIssues(station && base.fields, now(), community);
    if (issues.length > 0) return setProblem(complain(form, issues, base.fields));
    if (!(await props.confirm(base.fields, now()))) return;
    setBusy(true);
    try {
      const goOn = await props.save(base.fields, now(), base.version);
      keep.stop();
      goOn();
    } catch (error) {
      const { code, fields } = error instanceof ApiProblem ? error : { code: null, fields: [] };
      if (code === 'staleEntry') await bringTogether().catch((failed: unknown) => setProblem(wordsOf(failed)));
      else if (code === 'alreadyListed')
        complain(form, [{ path: 'name', message: '这个社区已有同名的服务站' }], base.fields);
      else setProblem(fields.length > 0 ? complain(form, fields, base.fields) : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className="station-entry"
      requiredMark={(label, { required }) => (required ? label : <>{label}（可不填）</>)}
      initialValues={{ ...initial, ...draft?.values }}
      onValuesChange={(changed) => {
        for (const name of Object.keys(changed)) form.setFields([{ name: name as keyof Fields, errors: [] }]);
        const values = now();
        keep.write(Object.fromEntries(changedNames(base.fields, values).map((name) => [name, values[name]])));
      }}
      onFinish={() => void submit()}
    >
      <RestoredDraft draft={draft} keep={keep} discard={props.discard} />
      <section className="paper" aria-label="服务站资料">
        <Form.Item name="name" label="名称" required>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <div className="pair">
          <Form.Item name="compoundId" label="所在小区">
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="不在小区里"
              options={compounds.map(({ id, name }) => ({ value: id, label: name }))}
              notFoundContent="没有登记小区"
            />
          </Form.Item>
          <Form.Item name="address" label="地址" required>
            <Input maxLength={100} autoComplete="off" placeholder="如 南门东侧一楼" />
          </Form.Item>
        </div>
        <Form.Item name="hours" label="开放时间">
          <HoursField label="开放时间" none="没有填写。" />
        </Form.Item>
        <Form.Item name="services" label="能办什么" extra="从已有的里选，或者写下来按回车；每项 20 字以内">
          <Select
            mode="tags"
            tokenSeparators={['、', '，', ',']}
            placeholder="如 代办证明、助餐"
            options={services.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        {station && (
          <Form.Item name="active" valuePropName="checked">
            <Checkbox>在用</Checkbox>
          </Form.Item>
        )}
      </section>
      <div className="form-end">
        {theirs.length > 0 && <Theirs fields={theirs} />}
        {problem && <Alert type="error" showIcon title={problem} />}
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {station ? '保存更正' : '增加'}
        </Button>
        <LinkButton size="large" to={back}>
          先不存，返回
        </LinkButton>
        <span className="quiet small">没有保存的内容在本机留一天，回来可以接着填</span>
      </div>
    </Form>
  );
}

function Theirs({ fields }: { fields: (keyof Fields)[] }) {
  return (
    <Alert
      type="warning"
      showIcon
      title={`刚被其他人改动过（${fields.map((name) => stationFieldLabels[name]).join('、')}）。您填的都还在，其余已换成最新的；请核对后再保存一次。`}
    />
  );
}
