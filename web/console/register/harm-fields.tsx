// Whether somebody suffers violence, and who: asked of every caller by the clerk's ear, one tick when it is so.
import { Alert, Checkbox, Form, Radio, type FormInstance } from 'antd';
import { victims } from '../../../domain/words.ts';
import { victimLabels } from '../../wording/labels.ts';
import type { Fields } from './fields.ts';

export function HarmFields({ form }: { form: FormInstance<Fields> }) {
  const harm = Form.useWatch('harm', form) ?? false;
  return (
    <>
      <Form.Item name="harm" valuePropName="checked" className={harm ? 'gap-none' : undefined}>
        <Checkbox>有人遭受或疑似遭受家庭暴力、虐待等伤害</Checkbox>
      </Form.Item>
      {harm && (
        <div className="harm">
          <Alert
            type="error"
            showIcon
            className="gap-below"
            title="请诉求人立即拨打 110，有人受伤拨打 120"
            description="按特急登记并保密办理；保存之后须立即报警，并在诉求页记录接警情况。"
          />
          <Form.Item name="victim" label="受到伤害的是" required>
            <Radio.Group
              className="radio-lines"
              options={victims.map((value) => ({ value, label: victimLabels[value] }))}
            />
          </Form.Item>
        </div>
      )}
    </>
  );
}
