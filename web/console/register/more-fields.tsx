// What is seldom needed in a call: folded away, but one key press from the last field.
import { Form, Input, type FormInstance } from 'antd';
import { useState } from 'react';
import type { Fields } from './fields.ts';
import { JointFields } from './joint-fields.tsx';

export function MoreFields({ form }: { form: FormInstance<Fields> }) {
  const anonymous = Form.useWatch('anonymous', form) ?? false;
  const [open, setOpen] = useState(() =>
    (['title', 'email', 'address', 'proxyName', 'proxyPhone', 'linkedTo', 'appellants'] as const).some((name) =>
      form.getFieldValue(name),
    ),
  );
  return (
    <details className="paper more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>更多：标题、门牌、邮箱、代为反映、联名、原诉求</summary>
      <Form.Item name="title" label="标题" extra="不填则取内容开头；请勿写姓名和电话">
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      {!anonymous && (
        <>
          <Form.Item name="address" label="门牌">
            <Input maxLength={120} autoComplete="off" placeholder="如 3 单元 502" />
          </Form.Item>
          <Form.Item name="email" label="邮箱" extra="填写后，登记、答复、结案会发邮件告知">
            <Input maxLength={200} autoComplete="off" inputMode="email" />
          </Form.Item>
          <div className="pair">
            <Form.Item name="proxyName" label="代为反映的人">
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="proxyPhone" label="其电话">
              <Input maxLength={40} autoComplete="off" inputMode="tel" />
            </Form.Item>
          </div>
          <JointFields />
        </>
      )}
      <Form.Item name="linkedTo" label="原诉求编号" extra="重复或接续旧诉求时填写">
        <Input maxLength={20} autoComplete="off" placeholder="SQ20261009-000123" />
      </Form.Item>
    </details>
  );
}
