// Fields that several actions share.
import { Form, Input, Radio, Select } from 'antd';
import { isMoreUrgent } from '../../../../domain/appeal/urgency.ts';
import { declineReasons, replyChannels, type AppealClass } from '../../../../domain/words.ts';
import {
  adoptionLabels,
  classHints,
  classLabels,
  classOrder,
  declineReasonLabels,
  replyChannelLabels,
} from '../../../wording/labels.ts';
import type { TextWords } from '../action-words.ts';

export function TextField({ words }: { words: TextWords }) {
  return (
    <Form.Item
      name="text"
      label={`${words.label}${words.toResident ? '（居民可见）' : ''}`}
      required={!words.optional}
      extra={words.toResident ? '请勿写他人的姓名、电话等个人信息' : undefined}
    >
      <Input.TextArea maxLength={4000} autoSize={{ minRows: 3, maxRows: 12 }} placeholder={words.hint} />
    </Form.Item>
  );
}

export function WayField({ name, label }: { name: 'way' | 'channel'; label: string }) {
  return (
    <Form.Item name={name} label={label} required>
      <Radio.Group
        optionType="button"
        options={replyChannels.map((value) => ({ value, label: replyChannelLabels[value] }))}
      />
    </Form.Item>
  );
}

/** A suggestion is answered adopted or not; why, is said in the reply. */
export function AdoptionField() {
  return (
    <Form.Item name="adopted" label="这条建议" required extra="理由写在答复中，居民可见">
      <Radio.Group
        optionType="button"
        options={[
          { value: true, label: adoptionLabels.adopted },
          { value: false, label: adoptionLabels.notAdopted },
        ]}
      />
    </Form.Item>
  );
}

/** A decision between two words. */
export function VerdictField({ name, label, yes, no }: { name: string; label: string; yes: string; no: string }) {
  const options = [
    { value: true, label: yes },
    { value: false, label: no },
  ];
  return (
    <Form.Item name={name} label={label} required>
      <Radio.Group optionType="button" options={options} />
    </Form.Item>
  );
}

export function ReasonField() {
  return (
    <Form.Item name="reason" label="不予受理的原因" required>
      <Radio.Group
        className="radio-lines"
        options={declineReasons.map((value) => ({ value, label: declineReasonLabels[value] }))}
      />
    </Form.Item>
  );
}

export function TransferField() {
  return (
    <Form.Item name="to" label="转往的部门或单位" required>
      <Input maxLength={100} autoComplete="off" placeholder="如 县住房和城乡建设局" />
    </Form.Item>
  );
}

/** All classes but `except`; only those above or below the case's where it is to go one way. */
export function ClassField({
  except,
  above,
  below,
}: {
  except?: AppealClass;
  above?: AppealClass;
  below?: AppealClass;
}) {
  const fits = (value: AppealClass) =>
    value !== except &&
    (above === undefined || isMoreUrgent(value, above)) &&
    (below === undefined || isMoreUrgent(below, value));
  return (
    <Form.Item name="class" label="紧急程度" required>
      <Select
        options={classOrder
          .filter(fits)
          .map((value) => ({ value, label: `${classLabels[value]}（${classHints[value]}）` }))}
      />
    </Form.Item>
  );
}
