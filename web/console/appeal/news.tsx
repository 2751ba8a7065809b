// What others did to the case while a dialog was open.
import { Alert } from 'antd';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { TimelineEntry } from '../../../contracts/timeline.ts';
import { stateLabels } from '../../wording/labels.ts';
import { actorOf, sentenceOf } from '../../wording/timeline.ts';
import { shortInstant } from '../../wording/times.ts';
import { serverNow } from '../api/client.ts';
import { useUnitNames } from './timeline-list.tsx';

type Props = { entries: TimelineEntry[]; detail: AppealDetail; refusal: string | null };

export function News({ entries, detail, refusal }: Props) {
  const unit = useUnitNames(detail.communityId);
  const now = serverNow();
  return (
    <Alert
      type="warning"
      showIcon
      className="gap-below"
      title="您打开之后，这件诉求有了新的办理，您的内容还没有提交"
      description={
        <>
          <ul className="news">
            {entries.map((entry) => (
              <li key={entry.seq}>
                {shortInstant(Date.parse(entry.at), now)}，{actorOf(entry)}：{sentenceOf(entry, unit)}
                {entry.text && `——“${entry.text}”`}
              </li>
            ))}
          </ul>
          <p>
            现在的状态：{stateLabels[detail.state]}。
            {refusal
              ? `不能再办理此项：${refusal}。您填写的内容仍在上方，可以复制。`
              : '如仍要办理，请核对内容后再次确认。'}
          </p>
        </>
      }
    />
  );
}
