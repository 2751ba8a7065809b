// Whom a report is about: they never see it and are never given it. Left open where the caller does not say.
import { Form, Select } from 'antd';
import { useStaff, useUnits } from '../api/reference.ts';

export function AboutFields({ community }: { community: string }) {
  const units = useUnits(community);
  const people = [...new Map(useStaff(community).map(({ id, name }) => [id, name]))];
  return (
    <div className="pair">
      <Form.Item name="aboutUnits" label="举报的单位" extra="所选的单位、人员看不到也接不到这件诉求">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="aboutPeople" label="举报的工作人员">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={people.map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </div>
  );
}
