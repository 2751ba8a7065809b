// Assisting units of a dispatch, each with a limit of its own if it is to be earlier than the lead's.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Select } from 'antd';
import type { AppealDetail } from '../../../../contracts/appeals.ts';
import type { DurationUnit } from '../../../../domain/words.ts';
import { durationUnitLabels } from '../../../wording/labels.ts';
import { useUnitOptions } from './target-fields.tsx';

const units: DurationUnit[] = ['hour', 'workingHour', 'workingDay', 'day'];

export function AssistFields({ detail }: { detail: AppealDetail }) {
  const options = useUnitOptions(detail);
  return (
    <Form.List name="assist">
      {(rows, { add, remove }) => (
        <fieldset className="assist">
          <legend>协办单位（可不填）</legend>
          {rows.map((row, index) => (
            <div key={row.key} className="assist-row">
              <Form.Item name={[row.name, 'unitId']} required>
                <Select
                  aria-label={`协办单位 ${index + 1}`}
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder="选择单位"
                  options={options}
                />
              </Form.Item>
              <Form.Item name={[row.name, 'limit', 'value']}>
                <InputNumber
                  aria-label={`第 ${index + 1} 个协办的期限`}
                  min={1}
                  max={1000}
                  precision={0}
                  placeholder="同主办"
                />
              </Form.Item>
              <Form.Item name={[row.name, 'limit', 'unit']} initialValue="workingDay">
                <Select
                  aria-label={`第 ${index + 1} 个协办的期限单位`}
                  options={units.map((value) => ({ value, label: durationUnitLabels[value] }))}
                />
              </Form.Item>
              <Button
                type="text"
                aria-label={`去掉协办单位 ${index + 1}`}
                icon={<DeleteOutlined aria-hidden />}
                onClick={() => remove(row.name)}
              />
            </div>
          ))}
          {rows.length < 10 && (
            <Button icon={<PlusOutlined aria-hidden />} size="small" onClick={() => add({})}>
              添加协办单位
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}
