// What the acceptance fixes: type, category, class. Another category proposes its own class.
import { Checkbox, Form, Select, type FormInstance } from 'antd';
import type { AppealDetail } from '../../../../contracts/appeals.ts';
import { appealTypes } from '../../../../domain/words.ts';
import { classLabels, typeLabels } from '../../../wording/labels.ts';
import { useCategories } from '../../api/reference.ts';
import { ClassField } from './common-fields.tsx';

export function KindFields({ detail, form }: { detail: AppealDetail; form: FormInstance }) {
  const categories = useCategories(detail.communityId);
  return (
    <>
      <div className="pair">
        <Form.Item name="type" label="诉求性质" required>
          <Select options={appealTypes.map((value) => ({ value, label: typeLabels[value] }))} />
        </Form.Item>
        <Form.Item name="category" label="类别" required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={categories.map(({ code, name, class: cls }) => ({
              value: code,
              label: `${name}（${classLabels[cls]}）`,
            }))}
            onChange={(code: string) => {
              const chosen = categories.find((each) => each.code === code);
              if (chosen) form.setFieldValue('class', chosen.class);
            }}
          />
        </Form.Item>
      </div>
      <ClassField />
      <Form.Item
        name="xinfang"
        valuePropName="checked"
        extra="法定期限另计：15 日内告知，60 日内办结。一般诉求不按信访办理。"
      >
        <Checkbox>按信访事项办理</Checkbox>
      </Form.Item>
    </>
  );
}
