// Who asked: masked, until somebody entitled looks. Every look is on record, and says so beforehand.
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { Disclosure } from '../../../contracts/disclosures.ts';
import { consentWayLabels } from '../../wording/labels.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';

export function Appellant({ detail }: { detail: AppealDetail }) {
  const [seen, setSeen] = useState<Disclosure | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { appellant, joint } = detail;
  if (appellant.anonymous && !joint) return <>匿名（不留联系方式）</>;

  const look = async (reason?: string) => {
    setBusy(true);
    setProblem(null);
    try {
      setSeen(await api.disclose(detail.no, reason));
      setAsking(false);
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const name = seen?.name ?? appellant.name;
  const phone = seen?.phone ?? appellant.phone;
  const proxy = seen?.proxyName ?? appellant.proxyName;
  return (
    <>
      <span className="row">
        <span className="nums">
          {appellant.anonymous ? '匿名（不留联系方式）' : name}{' '}
          {seen?.phone ? <a href={`tel:${seen.phone}`}>{seen.phone}</a> : phone}
        </span>
        {!seen && detail.disclosure !== 'never' && (
          <Button
            size="small"
            loading={busy && !asking}
            onClick={() => (detail.disclosure === 'allowed' ? void look() : setAsking(true))}
          >
            查看电话
          </Button>
        )}
        {!seen && detail.disclosure === 'allowed' && <span className="quiet small">查看会记录在案</span>}
      </span>
      {appellant.address && <span className="row-line">{appellant.address}</span>}
      {proxy && (
        <span className="row-line nums">
          由 {proxy} {seen?.proxyPhone ?? appellant.proxyPhone} 代为反映
        </span>
      )}
      {detail.guardian && (
        <span className="row-line nums">
          未满 14 周岁，
          {detail.guardian.consent
            ? `监护人 ${seen?.guardianName ?? appellant.guardianName} ${seen?.guardianPhone ?? appellant.guardianPhone}，${consentWayLabels[detail.guardian.consent]}`
            : '因情况紧急先行登记，监护人同意待补记'}
        </span>
      )}
      {joint && <Joint joint={joint} seen={seen} />}
      {appellant.hasEmail && <span className="row-line quiet small">已留邮箱，登记、答复、结案会发邮件</span>}
      {problem && !asking && <Alert type="error" title={problem} />}
      <ReasonDialog
        joint={joint !== null}
        open={asking}
        busy={busy}
        problem={problem}
        close={() => setAsking(false)}
        look={look}
      />
    </>
  );
}

type JointProps = { joint: NonNullable<AppealDetail['joint']>; seen: Disclosure | null };

/** How many ask together, and who speaks for them: shown in full with the appellant's own number, never apart from it. */
function Joint({ joint: { appellants, representatives: masked }, seen }: JointProps) {
  const representatives = seen?.representatives ?? masked;
  return (
    <div className="row-line">
      {appellants} 人联名{representatives.length > 0 && `，代表 ${representatives.length} 人`}
      {representatives.length > 0 && (
        <ul className="spokespeople nums" aria-label="联名代表">
          {representatives.map(({ name, phone }, index) => (
            <li key={index}>
              {name} {seen ? <a href={`tel:${phone}`}>{phone}</a> : phone}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type DialogProps = {
  joint: boolean;
  open: boolean;
  busy: boolean;
  problem: string | null;
  close: () => void;
  look: (reason: string) => Promise<void>;
};

function ReasonDialog({ joint, open, busy, problem, close, look }: DialogProps) {
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      title={joint ? '查看诉求人和联名代表的电话' : '查看诉求人电话'}
      open={open}
      onCancel={close}
      okText="查看"
      confirmLoading={busy}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        preserve={false}
        onFinish={({ reason }) => void look(reason)}
      >
        <Form.Item
          name="reason"
          label="查看理由（与您的姓名、时间一并记录）"
          rules={[{ required: true, whitespace: true, message: '请填写理由' }]}
        >
          <Input.TextArea autoFocus maxLength={200} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
        {problem && <Alert type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
