// What they can do and when, how much at once, and whom they want nothing to do with.
import { Checkbox, Form, InputNumber, Select, type FormInstance } from 'antd';
import type { Helper } from '../../../../contracts/helpers.ts';
import { startingCaps } from '../../../../domain/directory/rules.ts';
import { capabilities, trainings } from '../../../../domain/matching/capabilities.ts';
import { capabilityLabels, trainingLabels } from '../../../wording/helpers.ts';
import { useCompounds, useStaff, useUnits } from '../../api/reference.ts';
import { HoursField, QuietField } from '../../parts/hours-field.tsx';
import type { Fields } from './fields.ts';

export function AbilityFields({ training }: { training: 'edit' | 'hidden' }) {
  return (
    <>
      <Form.Item name="capabilities" label="能帮什么忙" extra="最多 12 项；没有选的，不会被请去做具体的事">
        <Checkbox.Group
          className="choices"
          options={capabilities.map((value) => ({ value, label: capabilityLabels[value] }))}
        />
      </Form.Item>
      {training === 'edit' && (
        <Form.Item
          name="training"
          label="受过的培训"
          extra="看过证书或记录的才勾选：心理、儿童、急救等事项只请受过培训的"
        >
          <Checkbox.Group
            className="choices"
            options={trainings.map((value) => ({ value, label: trainingLabels[value] }))}
          />
        </Form.Item>
      )}
    </>
  );
}

export function TimeFields({ form, entry }: { form: FormInstance<Fields>; entry: Helper | null }) {
  const kind = Form.useWatch('kind', form) ?? entry?.kind ?? 'member';
  return (
    <>
      <Form.Item name="hours" label="可服务时间">
        <HoursField label="可服务时间" none="没有填写：什么时候都可以来问。" />
      </Form.Item>
      <Form.Item name="quiet" label="免打扰">
        <QuietField />
      </Form.Item>
      {kind === 'member' ? (
        <p className="quiet gap-below">
          党员同时最多收到 {startingCaps.member.maxOpenOffers} 件求助、手上 {startingCaps.member.maxActiveTasks}{' '}
          件，办完一件歇七天，由政策统一规定。
        </p>
      ) : (
        <Form.Item name="maxActiveTasks" label="同时最多承接几件" extra="填 0 表示暂时不承接">
          <InputNumber min={0} max={40} precision={0} placeholder={String(startingCaps[kind].maxActiveTasks)} />
        </Form.Item>
      )}
    </>
  );
}

export function RecusalField({ community }: { community: string | undefined }) {
  const compounds = useCompounds(community);
  const units = useUnits(community);
  const staff = useStaff(community);
  const chosen = (Form.useWatch('recusals') as string[] | undefined) ?? [];
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const groups = [
    { label: '小区', options: compounds.map(option) },
    { label: '单位', options: units.map(option) },
    { label: '工作人员', options: [...new Map(staff.map((each) => [each.id, option(each)])).values()] },
  ].filter(({ options }) => options.length > 0);
  const known = new Set(groups.flatMap(({ options }) => options.map(({ value }) => value)));
  const others = chosen.filter((id) => !known.has(id)).map((id) => ({ value: id, label: '社区代填的一项' }));
  return (
    <Form.Item name="recusals" label="回避" extra="与所选小区、单位、人员有关的事不来请">
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="不需要回避"
        options={others.length > 0 ? [...groups, { label: '其他', options: others }] : groups}
      />
    </Form.Item>
  );
}
