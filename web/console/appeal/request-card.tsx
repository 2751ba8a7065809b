// What was asked, in words: above the decision, in the tray and in the course of the case.
import type { RequestView } from '../../../contracts/decisions.ts';
import { afterParkingLabels, requestLabels } from '../../wording/decisions.ts';
import { classLabels, roleLabels } from '../../wording/labels.ts';
import { durationText, instantText } from '../../wording/times.ts';
import './appeal.css';
import { serverNow } from '../api/client.ts';

/** "延期 5 个工作日", "挂账，60 日内复查，到期恢复处理", "降为复杂". */
export function requestText({ kind, length, class: cls, after, into }: RequestView): string {
  switch (kind) {
    case 'extension':
      return `延期 ${length ? durationText(length) : ''}`;
    case 'park':
      return `挂账，${length ? durationText(length) : ''}内复查${after ? `，到期${afterParkingLabels[after]}` : ''}`;
    case 'downgrade':
      return `降为${cls ? classLabels[cls] : ''}`;
    case 'redo':
      return '已解决但居民不满意，是否重办';
    case 'merge':
      return `并入 ${into ?? ''}`;
    case 'unmerge':
    case 'return':
      return requestLabels[kind];
  }
}

export function RequestCard({ request }: { request: RequestView }) {
  const who = [roleLabels[request.role], request.unitName].filter(Boolean).join('，');
  const name = request.role === 'resident' ? roleLabels.resident : `${request.by}（${who}）`;
  return (
    <div className="request-card gap-below">
      <p>
        <strong>{requestText(request)}</strong>
      </p>
      <p className="quiet small">
        {name}，{instantText(Date.parse(request.at), serverNow())}
      </p>
      {request.text && <p className="pre">{request.text}</p>}
    </div>
  );
}
