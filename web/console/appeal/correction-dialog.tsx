// The form of a correction. What is masked stays unless it is filled in anew; the words stand there to be put right. It carries the
// version that was on the screen, and one key for one content.
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App as AntApp, Checkbox, Form, Input, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { correctionRequest, type CorrectionInput } from '../../../contracts/corrections.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import type { CorrectableField } from '../../../domain/appeal/correcting.ts';
import { correctedFieldLabels, correctedFieldsText } from '../../wording/corrections.ts';
import { api } from '../api/api.ts';
import { ApiProblem, newKey, wordsOf } from '../api/client.ts';
import { complain } from '../parts/complain.ts';
import { appealQuery } from './data.ts';

type Typed = Partial<Record<CorrectableField | 'reason', string>> & { noEmail?: boolean; noAddress?: boolean };
/** What was typed before, and on which version. */
export type Kept = { typed: Typed; version: number };
type Props = { detail: AppealDetail; kept?: Kept; keep: (kept?: Kept) => void; close: () => void };

/** What can be taken away, by the box that says so. */
const removable = { email: 'noEmail', address: 'noAddress' } as const;

export function CorrectionDialog({ detail: shown, kept, keep, close }: Props) {
  const [open, setOpen] = useState(true);
  const [detail, setDetail] = useState(shown);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [news, setNews] = useState(kept !== undefined && kept.version !== shown.intake.version);
  const [form] = Form.useForm<Typed>();
  const queries = useQueryClient();
  const { message } = AntApp.useApp();
  const last = useRef({ key: '', content: '' });
  const values = () => form.getFieldsValue(true) as Typed;

  const leave = () => {
    const { title, text, ...rest } = values();
    // Untouched, the words are those of the case, whatever they will be then.
    const typed = { ...rest, ...(title !== detail.title && { title }), ...(text !== detail.text && { text }) };
    keep(Object.values(typed).some(Boolean) ? { typed, version: detail.intake.version } : undefined);
    setOpen(false);
  };

  const bringTogether = async () => {
    const now = await queries.fetchQuery({ ...appealQuery(detail.no), staleTime: 0 });
    for (const name of ['title', 'text'] as const)
      if (values()[name] === detail[name]) form.setFieldValue(name, now[name]);
    setDetail(now);
    setNews(true);
  };

  const submit = async () => {
    if (busy) return;
    setProblem(null);
    const body = bodyOf(values(), detail);
    const known = { ...Object.fromEntries(detail.intake.correctable.map((name) => [name, ''])), reason: '' };
    const parsed = correctionRequest.safeParse(body);
    if (!parsed.success) return setProblem(complain(form, fieldIssues(parsed.error), known as Typed));
    const content = JSON.stringify(body);
    if (last.current.content !== content) last.current = { key: newKey(), content };
    setBusy(true);
    try {
      await api.correct(detail.no, body, last.current.key);
    } catch (error) {
      await refused(error, known);
      return;
    } finally {
      setBusy(false);
    }
    keep(undefined);
    setOpen(false);
    message.success('已更正，原来的内容留存备查');
    await queries.invalidateQueries({ queryKey: ['appeal', detail.no] });
  };

  const refused = async (error: unknown, known: Typed) => {
    const { code, fields, unsure } = error instanceof ApiProblem ? error : { code: null, fields: [], unsure: false };
    if (code === 'staleEntry') await bringTogether().catch((failed: unknown) => setProblem(wordsOf(failed)));
    else if (fields.length > 0) setProblem(complain(form, fields, known));
    else setProblem(unsure ? `${wordsOf(error)}。再次保存不会重复更正。` : wordsOf(error));
  };

  return (
    <Modal
      title={`更正登记内容：${detail.no}`}
      open={open}
      onCancel={leave}
      afterClose={close}
      mask={{ closable: false }}
      width={640}
      okText="保存更正"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ title: detail.title, text: detail.text, ...kept?.typed }}
        onValuesChange={(changed: Typed) => {
          for (const name of Object.keys(changed)) form.setFields([{ name: name as keyof Typed, errors: [] }]);
        }}
        onFinish={() => void submit()}
      >
        <p className="quiet gap-below">
          只改登记时写错的，没写错的空着不填。原来的内容留着，谁在何时为何更正都有记录；地点、类别不在这里改。
        </p>
        <Fields detail={detail} />
        <Form.Item name="reason" label="更正理由" required>
          <Input maxLength={200} autoComplete="off" placeholder="如 来电人说号码听错一位" />
        </Form.Item>
        {news && (
          <Alert
            type="warning"
            showIcon
            className="gap-below"
            title={`刚有人更正过${detail.intake.corrected ? `（${correctedFieldsText(detail.intake.corrected.fields)}）` : ''}。您填的都还在，没动过的已换成最新的；请核对后再保存一次。`}
          />
        )}
        {problem && <Alert type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}

function Fields({ detail: { appellant, intake } }: { detail: AppealDetail }) {
  const may = (field: CorrectableField) => intake.correctable.includes(field);
  return (
    <>
      {may('name') && (
        <div className="pair">
          <Field name="name" now={appellant.name} />
          <Field name="phone" now={appellant.phone} inputMode="tel" />
        </div>
      )}
      {may('address') && (
        <div className="pair">
          <Field name="address" now={appellant.address} />
          <Field name="email" now={appellant.hasEmail ? '' : null} inputMode="email" />
        </div>
      )}
      {may('proxyName') && (
        <div className="pair">
          <Field name="proxyName" now={appellant.proxyName} />
          <Field name="proxyPhone" now={appellant.proxyPhone} inputMode="tel" />
        </div>
      )}
      {may('guardianName') && (
        <div className="pair">
          <Field name="guardianName" now={appellant.guardianName} />
          <Field name="guardianPhone" now={appellant.guardianPhone} inputMode="tel" />
        </div>
      )}
      <Form.Item
        name="title"
        label={correctedFieldLabels.title}
        required
        extra="标题取自内容的，不必在此改，会随内容更新"
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="text" label={correctedFieldLabels.text} required>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 10 }} />
      </Form.Item>
    </>
  );
}

type FieldProps = { name: CorrectableField; now: string | null; inputMode?: 'tel' | 'email' };

/** One masked value: what there is stands under it ('' where not even that is shown), and where it may go, the box for that. */
function Field({ name, now, inputMode = undefined }: FieldProps) {
  const box = name === 'email' || name === 'address' ? removable[name] : null;
  const gone = Form.useWatch(box ?? 'reason') as unknown;
  const extra: ReactNode = (
    <span className="row">
      <span>{now === null ? '原来没有' : now === '' ? '已留，不显示' : `现为 ${now}`}</span>
      {box && now !== null && (
        <Form.Item name={box} valuePropName="checked" noStyle>
          <Checkbox>删去</Checkbox>
        </Form.Item>
      )}
    </span>
  );
  return (
    <Form.Item name={name} label={correctedFieldLabels[name]} extra={extra}>
      <Input
        maxLength={name === 'address' ? 120 : 200}
        autoComplete="off"
        inputMode={inputMode}
        disabled={box !== null && gone === true}
      />
    </Form.Item>
  );
}

/** Only what was filled in, and the words where they differ. */
function bodyOf(typed: Typed, { intake, ...detail }: AppealDetail): CorrectionInput {
  const given: Partial<Record<CorrectableField, string | null>> = {};
  for (const name of intake.correctable) {
    const value = typed[name] ?? '';
    if ((name === 'email' || name === 'address') && typed[removable[name]]) given[name] = null;
    else if (name === 'title' || name === 'text' ? value !== detail[name] : value.trim() !== '') given[name] = value;
  }
  return { version: intake.version, reason: typed.reason ?? '', ...given } as CorrectionInput;
}
