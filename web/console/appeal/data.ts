// The queries of one case, shared by the page and its dialogs.
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import type { Timeline } from '../../../contracts/timeline.ts';
import { api } from '../api/api.ts';

export function appealQuery(no: string) {
  return queryOptions({ queryKey: ['appeal', no], queryFn: ({ signal }) => api.appeal(no, { signal }) });
}

/** Asked anew whenever the case has moved on: its version is part of the key. */
export function timelineQuery(no: string, seq: number) {
  return queryOptions({
    queryKey: ['timeline', no, seq],
    queryFn: ({ signal }) => api.timeline(no, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export function attachmentsQuery(no: string) {
  return queryOptions({ queryKey: ['attachments', no], queryFn: ({ signal }) => api.attachments(no, { signal }) });
}

/** The case and its timeline as they are now, from the server. */
export async function readAnew(
  queries: QueryClient,
  no: string,
): Promise<{ detail: AppealDetail; timeline: Timeline }> {
  const detail = await queries.fetchQuery({ ...appealQuery(no), staleTime: 0 });
  const timeline = await queries.fetchQuery({ ...timelineQuery(no, detail.seq), staleTime: 0 });
  return { detail, timeline };
}
