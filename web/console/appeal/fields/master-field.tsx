// Into which case this one is merged: those alike are offered, any other open one may be named.
import { AutoComplete, Form } from 'antd';
import type { AppealDetail } from '../../../../contracts/appeals.ts';
import { isTerminal } from '../../../../domain/words.ts';
import { stateLabels } from '../../../wording/labels.ts';

export function MasterField({ detail }: { detail: AppealDetail }) {
  const alike = detail.duplicates.filter(({ state }) => !isTerminal(state));
  return (
    <Form.Item name="into" label="并入哪一件（主件）" required extra="本社区未办结的诉求，填编号">
      <AutoComplete
        options={alike.map(({ no, title, state }) => ({
          value: no,
          label: `${no} · ${title}（${stateLabels[state]}）`,
        }))}
        placeholder="SQ20261009-000123"
      />
    </Form.Item>
  );
}
