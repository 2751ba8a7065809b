// A notice with all a letter needs to speak of it: its facts, and the names and links that go with them.
import type { NoticeKind } from '../../domain/appeal/notice-kinds.ts';
import type { NoticeFacts } from '../../domain/appeal/notices.ts';
import type { Instant } from '../../domain/time/types.ts';

export type Subject = {
  kind: NoticeKind;
  facts: NoticeFacts;
  community: string;
  compound: string | null;
  category: string;
  /** The case's page in the console. */
  caseUrl: string;
  /** The one-click link, for who may acknowledge; else null. */
  acknowledgeUrl: string | null;
};

/** When the letter is written: "overdue by" and the year of dates hang on it, and are fixed with it. */
export type Written = { at: Instant };
