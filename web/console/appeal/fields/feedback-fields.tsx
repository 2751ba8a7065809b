// What the callback learnt, in the order in which it is asked on the phone.
import { Alert, Checkbox, Form, Radio, type FormInstance } from 'antd';
import { satisfactions } from '../../../../domain/words.ts';
import { satisfactionLabels } from '../../../wording/labels.ts';

const yesNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];

export function FeedbackFields({ form }: { form: FormInstance }) {
  const solved = Form.useWatch<boolean | undefined>('solved', form);
  const explained = Form.useWatch<boolean | undefined>('acceptsExplanation', form);
  return (
    <>
      <Form.Item name="contacted" label="承办人联系过您吗？" required>
        <Radio.Group optionType="button" options={yesNo} />
      </Form.Item>
      <Form.Item name="solved" label="问题解决了吗？" required>
        <Radio.Group optionType="button" options={yesNo} />
      </Form.Item>
      {solved === false && (
        <Form.Item name="acceptsExplanation" valuePropName="checked">
          <Checkbox>没有解决，但接受解释，同意结案</Checkbox>
        </Form.Item>
      )}
      {solved === false && !explained && (
        <Alert
          type="info"
          showIcon
          className="gap-below"
          title="未解决且不接受解释：诉求将重办（次数已用完的，按“未解决”结案）"
        />
      )}
      <Form.Item name="satisfaction" label="对办理满意吗？" required>
        <Radio.Group
          optionType="button"
          options={satisfactions.map((value) => ({ value, label: satisfactionLabels[value] }))}
        />
      </Form.Item>
    </>
  );
}
