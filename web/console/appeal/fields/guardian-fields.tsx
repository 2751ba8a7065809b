// Who consents for an appellant under 14, and how.
import { Form, Input, Radio } from 'antd';
import { consentWayLabels } from '../../../wording/labels.ts';

const ways = ['phone', 'visit'] as const;

export function GuardianFields() {
  return (
    <>
      <Form.Item name="name" label="监护人称谓" required>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label="监护人电话" required>
        <Input maxLength={40} autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="way" label="怎样同意的" required>
        <Radio.Group optionType="button" options={ways.map((value) => ({ value, label: consentWayLabels[value] }))} />
      </Form.Item>
    </>
  );
}
