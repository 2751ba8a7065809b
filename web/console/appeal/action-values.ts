// Between a dialog's fields and the contract's payload: the same names, but for what a form cannot hold.
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { ActionName, RequestKind } from '../../../domain/words.ts';

type Values = Record<string, unknown>;
type Name = (string | number)[];
export type Complaint = { name: Name; errors: string[] };

/** What the fields hold at first. */
export function initialOf(action: ActionName, detail: AppealDetail): Values {
  switch (action) {
    case 'accept':
      return { type: detail.type, category: detail.category, class: detail.class, xinfang: detail.category === 'XINF' };
    case 'contact':
    case 'recordConsent':
    case 'callbackFailed':
    case 'informXinfang':
      return { way: 'phone' };
    case 'reply':
      // 书面答复.
      return { channel: detail.xinfang ? 'letter' : 'phone' };
    case 'answerNow':
      return { channel: 'phone' };
    case 'feedback':
      return { contacted: true, acceptsExplanation: false };
    case 'dispatch':
      return { assist: [] };
    case 'completeTask':
    case 'waiveTask':
      return { taskId: soleTask(detail) };
    case 'requestPark':
      return { days: 60, after: 'handling' };
    case 'unpark':
      return { to: 'handling' };
    case 'resolved':
      return { assist: [] };
    case 'requestExtension':
      return { partiesAgree: false };
    case 'toMediation':
      return { appellantAgrees: false, otherAgrees: false };
    case 'acknowledgeEscalation':
      return { raised: liveEscalations(detail)[0]?.raisedSeq };
    case 'reportToPolice':
      return { result: 'reported' };
    case 'withdrawOffer':
      return { offerId: sole(withdrawableOffers(detail)) };
    case 'confirmHelp':
      return { offerId: sole(unconfirmedOffers(detail)) };
    default:
      return {};
  }
}

/** The rungs that still wait for an acknowledgement; helpers' rungs are answered by claiming. */
export function liveEscalations(detail: AppealDetail) {
  return detail.escalations.filter(
    (each) => each.endedAt === null && each.acknowledgedAt === null && ![2, 3].includes(each.rung),
  );
}

export function openTasks(detail: AppealDetail) {
  return detail.tasks.filter((task) => task.state === 'open');
}

/** Offers that staff may take back: unanswered ones, and tasks not yet done. */
export function withdrawableOffers(detail: AppealDetail) {
  return detail.offers.filter(
    ({ state, doneAt }) => state === 'sent' || state === 'seen' || (state === 'accepted' && doneAt === null),
  );
}

/** Accepted offers whose match nobody of the staff has confirmed. */
export function unconfirmedOffers(detail: AppealDetail) {
  return detail.offers.filter(({ state, confirmedAt }) => state === 'accepted' && confirmedAt === null);
}

function sole(offers: AppealDetail['offers']): string | undefined {
  return offers.length === 1 ? offers[0]?.id : undefined;
}

function soleTask(detail: AppealDetail): string | undefined {
  const open = openTasks(detail);
  return open.length === 1 ? open[0]?.id : undefined;
}

/** The request of a kind that waits for its decision. */
export function pendingOf(detail: AppealDetail, kind: RequestKind) {
  return detail.requests.find((request) => request.kind === kind && request.state === 'pending');
}

/** What an action decides; nothing for the others. */
export const decided: Partial<Record<ActionName, RequestKind>> = {
  decideReturn: 'return',
  decideExtension: 'extension',
  decidePark: 'park',
  decideDowngrade: 'downgrade',
  decideRedo: 'redo',
  decideMerge: 'merge',
  decideUnmerge: 'unmerge',
};

/** The payload: empty fields left out, and the few that differ brought into the contract's form. */
export function payloadOf(action: ActionName, values: Values, detail: AppealDetail): Values {
  const { raised, assist, ...rest } = values;
  const payload = Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value)));
  if (action === 'acknowledgeEscalation') {
    const { rung, raisedSeq } = detail.escalations.find((each) => each.raisedSeq === raised) ?? {};
    return { rung, raisedSeq, ...(payload.text === undefined ? {} : { text: payload.text }) };
  }
  const kind = decided[action];
  if (kind) return { ...payload, requestSeq: pendingOf(detail, kind)?.seq };
  if (action === 'dispatch' || action === 'resolved')
    return { ...payload, assist: ((assist ?? []) as Values[]).map(assistOf) };
  if (action === 'feedback' && payload.solved === true) return { ...payload, acceptsExplanation: false };
  return payload;
}

function assistOf({ unitId, limit }: Values): Values {
  const { value, unit } = (limit ?? {}) as Values;
  return { unitId, limit: isEmpty(value) ? null : { value, unit: unit ?? 'workingDay' } };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Complaints by field; those about what is no field (the version) come back as `rest`. */
export function complaintsOf(issues: readonly { path: string; message: string }[]) {
  const complaints: Complaint[] = [];
  const rest: string[] = [];
  for (const { path, message } of issues) {
    if (['', 'seq', 'rung', 'raisedSeq', 'requestSeq'].includes(path)) rest.push(message);
    else
      complaints.push({
        name: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        errors: [message],
      });
  }
  return { complaints, rest };
}
