// Who asks: a way of address and a phone, nothing more (domain §9); or nobody at all.
import { Checkbox, Form, Input, Radio, type FormInstance } from 'antd';
import { channels } from '../../../domain/words.ts';
import { channelLabels } from '../../wording/labels.ts';
import { EarlierAppeals } from './earlier-appeals.tsx';
import type { Fields } from './fields.ts';
import { GuardianBlock } from './guardian-block.tsx';

type Props = { form: FormInstance<Fields>; choose: (no: string) => void };

export function AppellantFields({ form, choose }: Props) {
  const anonymous = Form.useWatch('anonymous', form) ?? false;
  return (
    <>
      {anonymous ? (
        <p className="quiet gap-below">匿名诉求凭较长的查询码查询，不作回访，不计入满意率。</p>
      ) : (
        <>
          <div className="pair">
            <Form.Item name="name" label="称谓" required>
              <Input maxLength={40} autoComplete="off" placeholder="如 张女士" />
            </Form.Item>
            <Form.Item name="phone" label="电话" required>
              <Input maxLength={40} autoComplete="off" inputMode="tel" placeholder="手机或带区号固话" />
            </Form.Item>
          </div>
          <EarlierAppeals form={form} choose={choose} />
        </>
      )}
      <div className="row checks">
        <Form.Item name="vulnerable" valuePropName="checked" noStyle>
          <Checkbox>老年人、残疾人等重点人群（时限缩短，优先上门）</Checkbox>
        </Form.Item>
        <Form.Item name="under14" valuePropName="checked" noStyle>
          <Checkbox>诉求人未满 14 周岁</Checkbox>
        </Form.Item>
        <Form.Item name="anonymous" valuePropName="checked" noStyle>
          <Checkbox>匿名</Checkbox>
        </Form.Item>
      </div>
      <GuardianBlock form={form} />
      <Form.Item name="channel" label="来源渠道" required>
        <Radio.Group optionType="button" options={channels.map((value) => ({ value, label: channelLabels[value] }))} />
      </Form.Item>
    </>
  );
}
