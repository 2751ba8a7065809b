// Who suffers, and what came of the call to the police.
import { Form, Radio } from 'antd';
import type { AppealDetail } from '../../../../contracts/appeals.ts';
import { policeResults, victims } from '../../../../domain/words.ts';
import { policeResultLabels, victimLabels } from '../../../wording/labels.ts';

export function VictimField() {
  return (
    <Form.Item name="victim" label="受到伤害的是" required>
      <Radio.Group className="radio-lines" options={victims.map((value) => ({ value, label: victimLabels[value] }))} />
    </Form.Item>
  );
}

/** Only an adult of full capacity may say no. */
export function PoliceResultField({ detail }: { detail: AppealDetail }) {
  const results = policeResults.filter((each) => each === 'reported' || detail.violence?.victim === 'adult');
  if (results.length === 1) return null;
  return (
    <Form.Item
      name="result"
      label="结果"
      required
      extra="本人不愿报警的：已当面告知可随时拨打 110、申请人身安全保护令、向妇联求助，写明本人的说法"
    >
      <Radio.Group
        optionType="button"
        options={results.map((value) => ({ value, label: policeResultLabels[value] }))}
      />
    </Form.Item>
  );
}
