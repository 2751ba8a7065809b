// Where one case names another that is kept from whoever reads (domain §4.6 report): the number itself would tell them of it.
import type { AppealDetail } from '../contracts/appeals.ts';
import type { TimelineEntry } from '../contracts/timeline.ts';

/** The page without what leads to cases in `hidden`, which for almost everybody are none. */
export function withoutLinks(detail: AppealDetail, hidden: readonly string[]): AppealDetail {
  if (hidden.length === 0) return detail;
  const known = (no: string | null) => (no !== null && hidden.includes(no) ? null : no);
  return {
    ...detail,
    linkedTo: known(detail.linkedTo),
    merge: detail.merge && known(detail.merge.into) ? detail.merge : null,
    children: detail.children.filter(({ no }) => !hidden.includes(no)),
    requests: detail.requests.map((request) => ({ ...request, into: known(request.into) })),
  };
}

/** The course without the entries that name a case in `hidden`. */
export function withoutHidden(entries: TimelineEntry[], hidden: readonly string[]): TimelineEntry[] {
  if (hidden.length === 0) return entries;
  return entries.filter(({ facts }) => !Object.values(facts).some((fact) => hidden.includes(String(fact))));
}
