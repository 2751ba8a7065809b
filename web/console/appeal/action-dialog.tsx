// One action in a dialog: its fields, the contract's checks, and what to do when somebody else was faster. What was typed is
// never lost: not by a refusal, not by closing the dialog.
import { Alert, Checkbox, Form, Modal } from 'antd';
import { useState } from 'react';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { ActionName } from '../../../domain/words.ts';
import { actionLabels } from '../../wording/labels.ts';
import { ActionFields } from './action-fields.tsx';
import { initialOf } from './action-values.ts';
import { hurts, meanings } from './action-words.ts';
import { News } from './news.tsx';
import { useAct } from './use-act.ts';

export type Typed = Record<string, unknown>;
type Props = {
  action: ActionName;
  detail: AppealDetail;
  typed: Typed | undefined;
  keep: (typed: Typed | undefined) => void;
  close: () => void;
  closed: () => void;
};

function confirming(action: ActionName): string {
  const label = actionLabels[action];
  return label.startsWith('确认') ? label : `确认${label}`;
}

export function ActionDialog({ action, detail, typed, keep, close, closed }: Props) {
  const [open, setOpen] = useState(true);
  const [sure, setSure] = useState(false);
  const [form] = Form.useForm<Typed>();
  const act = useAct(action, detail);
  const damage = hurts[action];
  const refusal = act.detail.actions.find((each) => each.action === action && !each.allowed)?.reason;

  const leave = () => {
    keep(form.getFieldsValue(true) as Typed);
    setOpen(false);
  };
  const submit = async () => {
    if (act.busy || refusal || (damage && !sure)) return;
    const result = await act.run(form.getFieldsValue(true) as Typed);
    if (result.kind === 'done') {
      keep(undefined);
      setOpen(false);
      return;
    }
    form.setFields(result.complaints);
    const first = result.complaints[0]?.name;
    if (first) form.focusField(first);
  };

  return (
    <Modal
      title={`${actionLabels[action]}：${detail.title}`}
      open={open}
      onCancel={leave}
      afterClose={() => {
        close();
        closed();
      }}
      mask={{ closable: false }}
      width={640}
      okText={act.news ? `按最新情况${actionLabels[action]}` : confirming(action)}
      okButtonProps={{ danger: Boolean(damage), disabled: Boolean(refusal) || Boolean(damage && !sure) }}
      confirmLoading={act.busy}
      onOk={() => form.submit()}
      cancelText="取消"
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={(label, { required }) => (required ? label : <>{label}（可不填）</>)}
        initialValues={{ ...initialOf(action, detail), ...typed }}
        onValuesChange={(changed: Typed) => {
          for (const name of Object.keys(changed)) form.setFields([{ name, errors: [] }]);
        }}
        onFinish={() => void submit()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
      >
        {meanings[action] && <p className="quiet gap-below">{meanings[action]}</p>}
        {damage && <Alert type="warning" showIcon className="gap-below" title={damage} />}
        <ActionFields action={action} detail={act.detail} form={form} />
        {damage && (
          <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
            我已核对，确认{actionLabels[action]}
          </Checkbox>
        )}
        {act.news && <News entries={act.news} detail={act.detail} refusal={refusal?.text ?? null} />}
        {act.problem && <Alert type="error" showIcon title={act.problem} />}
      </Form>
    </Modal>
  );
}
