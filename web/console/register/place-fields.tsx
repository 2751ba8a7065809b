// Where: community (asked only of those who serve several), compound, building; each narrows the next.
import { Form, Select, type FormInstance } from 'antd';
import { useBuildings, useCompounds } from '../api/reference.ts';
import type { Fields } from './fields.ts';

type Props = { form: FormInstance<Fields>; communities: { id: string; name: string }[] };

export function PlaceFields({ form, communities }: Props) {
  const compounds = useCompounds(Form.useWatch('communityId', form));
  const compound = Form.useWatch('compoundId', form);
  const buildings = useBuildings(compound);
  return (
    <>
      <Form.Item name="communityId" label="社区" required hidden={communities.length < 2}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={communities.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={() => form.setFieldsValue({ compoundId: undefined, buildingId: undefined, category: undefined })}
        />
      </Form.Item>
      <div className="pair">
        <Form.Item name="compoundId" label="小区">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择小区"
            options={compounds.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={() => form.setFieldsValue({ buildingId: undefined })}
            notFoundContent="没有这个小区，可在内容里写明地点"
          />
        </Form.Item>
        <Form.Item name="buildingId" label="楼院">
          <Select
            allowClear
            disabled={!compound}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={compound ? '选择楼院' : '先选小区'}
            options={buildings.map(({ id, name }) => ({ value: id, label: name }))}
            notFoundContent="没有登记楼院"
          />
        </Form.Item>
      </div>
    </>
  );
}
