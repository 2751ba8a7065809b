// Whom or what an action is aimed at: a unit, a sub-task, a raised rung.
import { Form, Radio, Select } from 'antd';
import type { AppealDetail } from '../../../../contracts/appeals.ts';
import { helperKindLabels, offerStateLabels, rungText, rungReasonText } from '../../../wording/offers.ts';
import { instantText } from '../../../wording/times.ts';
import { serverNow } from '../../api/client.ts';
import { useStaff, useUnits } from '../../api/reference.ts';
import { liveEscalations, openTasks } from '../action-values.ts';

/** Units of the community, those whose catalogue holds the case's category first. */
export function useUnitOptions(detail: AppealDetail) {
  const units = useUnits(detail.communityId).filter((unit) => unit.active && !detail.shieldedFrom.includes(unit.id));
  const fits = (unit: (typeof units)[number]) => unit.categories.includes(detail.category);
  return [...units]
    .sort((a, b) => Number(fits(b)) - Number(fits(a)))
    .map((unit) => ({ value: unit.id, label: fits(unit) ? `${unit.name}（承办此类）` : unit.name }));
}

export function UnitField({ detail, label }: { detail: AppealDetail; label: string }) {
  const options = useUnitOptions(detail).filter((unit) => unit.value !== detail.unitId);
  return (
    <Form.Item name="unitId" label={label} required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选择单位"
        options={options}
        notFoundContent="没有这个单位"
      />
    </Form.Item>
  );
}

/** Whom the case is about: units and staff who are to be kept off it. */
export function ShieldFields({ detail }: { detail: AppealDetail }) {
  const units = useUnits(detail.communityId);
  const staff = useStaff(detail.communityId);
  const people = [...new Map(staff.map(({ id, name }) => [id, name]))];
  const open = (id: string) => !detail.shieldedFrom.includes(id);
  return (
    <>
      <Form.Item name="unitIds" label="所涉单位">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={units.filter(({ id }) => open(id)).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="userIds" label="所涉工作人员">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={people.filter(([id]) => open(id)).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </>
  );
}

export function TaskField({ detail }: { detail: AppealDetail }) {
  const now = serverNow();
  return (
    <Form.Item name="taskId" label="协办任务" required>
      <Radio.Group
        className="radio-lines"
        options={openTasks(detail).map((task) => ({
          value: task.id,
          label: `${task.unitName ?? task.unitId}，${instantText(Date.parse(task.dueAt), now)}前`,
        }))}
      />
    </Form.Item>
  );
}

export function RungField({ detail }: { detail: AppealDetail }) {
  const live = liveEscalations(detail);
  return (
    <>
      <Form.Item name="raised" label="确认哪一级" required>
        <Radio.Group
          className="radio-lines"
          options={live.map((each) => ({
            value: each.raisedSeq,
            label: `${rungText(each.rung)}，因${each.reasons.map(rungReasonText).join('、')}`,
          }))}
        />
      </Form.Item>
    </>
  );
}

export function OfferField({ of }: { detail: AppealDetail; of: AppealDetail['offers'] }) {
  return (
    <Form.Item name="offerId" label="哪一项请求" required>
      <Radio.Group
        className="radio-lines"
        options={of.map((offer) => ({
          value: offer.id,
          label: `${offer.helperName ?? helperKindLabels[offer.kind]}，${offerStateLabels[offer.state]}`,
        }))}
      />
    </Form.Item>
  );
}
