// Which post: role, community, and of a handler the unit. Fields of the form around them.
import { Form, Select } from 'antd';
import { postRoles, type PostRole } from '../../../domain/people/accounts.ts';
import { roleLabels } from '../../wording/labels.ts';
import { useCommunities, useUnits } from '../api/reference.ts';
import { communitiesOf, useMe } from '../api/session.ts';
import { demoLast } from '../parts/communities.ts';

export type PostFields = { role?: PostRole; communityId?: string; unitId?: string | null };
export const blankPost: PostFields = { role: undefined, communityId: undefined, unitId: undefined };

/** The contract's post; what is missing is left for it to complain about. */
export function postBody({ role, communityId, unitId }: PostFields) {
  return { role, communityId, unitId: role === 'handler' ? unitId : null };
}

export function PostFieldsOf() {
  const places = demoLast(communitiesOf(useMe(), 'admin'), useCommunities() ?? []);
  const form = Form.useFormInstance<PostFields>();
  const role = Form.useWatch('role', form);
  const community = Form.useWatch('communityId', form);
  const units = useUnits(role === 'handler' ? community : undefined);
  return (
    <>
      <Form.Item name="role" label="岗位">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="请选择"
          options={postRoles.map((value) => ({ value, label: roleLabels[value] }))}
        />
      </Form.Item>
      <Form.Item name="communityId" label="社区">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="请选择"
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={() => form.setFieldValue('unitId', undefined)}
        />
      </Form.Item>
      {role === 'handler' && (
        <Form.Item name="unitId" label="单位">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={community ? '请选择' : '请先选社区'}
            disabled={!community}
            options={units.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}
