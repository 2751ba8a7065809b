// Words of the registering form.
import type { EarlierAppeals } from '../../contracts/earlier-appeals.ts';
import { outcomeLabels } from './labels.ts';
import { promiseTexts, standing } from './residents.ts';
import { dateText, instantText } from './times.ts';

/** Before the list of what the caller's number was used for. */
export function earlierText(total: number, shown: number): string {
  return total > shown ? `这个电话反映过 ${total} 件，最近 ${shown} 件：` : `这个电话反映过 ${total} 件：`;
}

export const earlierLabel = '这个电话此前的诉求';
export const continueLabels = { none: '这是另一件事', this: '接续这件' } as const;

export const callLabels = { record: '记录催问', recorded: '已记录，已提醒该办的人；不用另行登记' } as const;

type Earlier = Omit<EarlierAppeals['items'][number], 'mayCall'>;

/** How an earlier appeal stands, to be read out to the caller as it is. */
export function progressText({ title, state, outcome, unitName, promise, receivedAt }: Earlier, now: number): string {
  const said = `您${dateText(Date.parse(receivedAt), now)}反映的“${title}”，${standing[state].title}`;
  if (outcome) return `${said}，结果是${outcomeLabels[outcome]}。`;
  const who = unitName ? `，由${unitName}办理` : '';
  if (!promise) return `${said}${who}。`;
  const what = promiseTexts[promise.clock] ?? '办理';
  const due = instantText(Date.parse(promise.dueAt), now);
  return promise.late
    ? `${said}${who}。原定${due}前${what}，已经超过，正在督促。`
    : `${said}${who}，答应您${due}前${what}。`;
}
