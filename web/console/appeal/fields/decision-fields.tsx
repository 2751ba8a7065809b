// Asking and deciding: how much longer, until when put aside, whether the parties agree, and yes or no to what was asked.
import { Alert, Checkbox, Form, InputNumber, Radio } from 'antd';
import type { AppealDetail } from '../../../../contracts/appeals.ts';
import { afterParking, mediationResults, type RequestKind } from '../../../../domain/words.ts';
import { afterParkingLabels, mediationResultLabels } from '../../../wording/decisions.ts';
import { durationUnitLabels } from '../../../wording/labels.ts';
import { pendingOf } from '../action-values.ts';
import { RequestCard } from '../request-card.tsx';

export function DecisionFields({ kind, detail }: { kind: RequestKind; detail: AppealDetail }) {
  const request = pendingOf(detail, kind);
  return (
    <>
      {request ? <RequestCard request={request} /> : <Alert type="info" className="gap-below" title="申请已经不在了" />}
      <Form.Item name="granted" label={kind === 'redo' ? '是否重办' : '是否同意'} required>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: kind === 'redo' ? '重办' : '同意' },
            { value: false, label: kind === 'redo' ? '不重办' : '不同意' },
          ]}
        />
      </Form.Item>
    </>
  );
}

export function ExtensionFields({ detail }: { detail: AppealDetail }) {
  const left = detail.extension;
  const unit = left ? durationUnitLabels[left.unit] : '';
  return (
    <>
      <Form.Item
        name="amount"
        label={`延长多少${unit}`}
        required
        extra={left ? `最多还可延长 ${left.value} ${unit}，从原时限届满之时算起` : undefined}
      >
        <InputNumber min={1} max={left?.value ?? 1} precision={0} suffix={unit} style={{ width: '12rem' }} />
      </Form.Item>
      {detail.class === 'MED' && (
        <Form.Item name="partiesAgree" valuePropName="checked">
          <Checkbox>双方当事人都同意延期</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

export function ParkFields() {
  return (
    <>
      <Form.Item name="days" label="多少日之内复查" required extra="最多 90 日；到期自动恢复">
        <InputNumber min={1} max={90} precision={0} suffix="日" style={{ width: '12rem' }} />
      </Form.Item>
      <AfterField name="after" label="复查到期后" />
    </>
  );
}

export function AfterField({ name, label }: { name: 'after' | 'to'; label: string }) {
  return (
    <Form.Item name={name} label={label} required>
      <Radio.Group
        optionType="button"
        options={afterParking.map((value) => ({ value, label: afterParkingLabels[value] }))}
      />
    </Form.Item>
  );
}

export function ConsentFields() {
  return (
    <>
      <Form.Item name="appellantAgrees" valuePropName="checked">
        <Checkbox>诉求人愿意调解</Checkbox>
      </Form.Item>
      <Form.Item name="otherAgrees" valuePropName="checked">
        <Checkbox>对方愿意调解</Checkbox>
      </Form.Item>
    </>
  );
}

export function MediationResultField() {
  return (
    <Form.Item name="result" label="调解结果" required>
      <Radio.Group
        className="radio-lines"
        options={mediationResults.map((value) => ({ value, label: mediationResultLabels[value] }))}
      />
    </Form.Item>
  );
}
