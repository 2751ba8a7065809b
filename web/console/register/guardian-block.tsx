// Asked only when it is needed: who consents for an appellant under 14. Not where somebody suffers, nor of whom nothing is taken down.
import { Form, Input, Radio, type FormInstance } from 'antd';
import { asksGuardian } from '../../../domain/appeal/guardian.ts';
import { consentWayLabels } from '../../wording/labels.ts';
import type { Fields } from './fields.ts';

const ways = ['phone', 'visit'] as const;

export function GuardianBlock({ form }: { form: FormInstance<Fields> }) {
  const under14 = Form.useWatch('under14', form) ?? false;
  const anonymous = Form.useWatch('anonymous', form) ?? false;
  const harm = Form.useWatch('harm', form) ?? false;
  if (under14 && harm)
    return <p className="quiet gap-below">有人受到伤害的，不用监护人同意，也不要联系监护人；请先报警。</p>;
  if (!asksGuardian({ under14, anonymous, victim: null })) return null;
  return (
    <div className="guardian" role="group" aria-label="监护人">
      <p className="quiet gap-below">
        须先取得父母或其他监护人的同意（个人信息保护法第三十一条）。特急的可先登记，之后补记。
      </p>
      <div className="pair">
        <Form.Item name="guardianName" label="监护人称谓" required>
          <Input maxLength={40} autoComplete="off" placeholder="如 王女士（母亲）" />
        </Form.Item>
        <Form.Item name="guardianPhone" label="监护人电话" required>
          <Input maxLength={40} autoComplete="off" inputMode="tel" placeholder="手机或带区号固话" />
        </Form.Item>
      </div>
      <Form.Item name="guardianConsent" label="怎样同意的" required>
        <Radio.Group optionType="button" options={ways.map((value) => ({ value, label: consentWayLabels[value] }))} />
      </Form.Item>
    </div>
  );
}
