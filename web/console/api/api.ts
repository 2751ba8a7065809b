// Every call of the console, typed by the contracts: the only caller of client.ts.
import type { z } from 'zod';
import type { ActionAnswer, ActionInput } from '../../../contracts/appeal-actions.ts';
import type { AppealCounts } from '../../../contracts/appeal-counts.ts';
import type {
  appealQuery,
  AppealCreated,
  AppealDetail,
  AppealPage,
  AppealToCreateInput,
} from '../../../contracts/appeals.ts';
import type { attachment, attachmentList } from '../../../contracts/attachments.ts';
import type { Calendar, Due, dueQuery, OfficeHours } from '../../../contracts/calendar.ts';
import type { Corrected, CorrectionInput, CorrectionList } from '../../../contracts/corrections.ts';
import type { DecisionCounts, DecisionList } from '../../../contracts/decisions.ts';
import type { Disclosure } from '../../../contracts/disclosures.ts';
import type { EarlierAppeals } from '../../../contracts/earlier-appeals.ts';
import type { exportRequest, ImportPreview, TableFormat } from '../../../contracts/helper-tables.ts';
import type {
  bulkAnswer,
  groupList,
  Helper,
  HelperCorrection,
  HelperDetail,
  helperDisclosure,
  HelperPage,
  helperQuery,
  HelperToEnter,
  ownCorrection,
  OwnHelper,
} from '../../../contracts/helpers.ts';
import type { Live } from '../../../contracts/live.ts';
import type { DutyChange, DutyRoster } from '../../../contracts/duty.ts';
import type { Notice, NoticePage, noticeQuery, OwnNoticePage } from '../../../contracts/notices.ts';
import type { OfferContact, offerDecline, OfferList, offerPhotos, offerReport } from '../../../contracts/offers.ts';
import type { Building, Community, Compound, Unit } from '../../../contracts/places.ts';
import type { categoryList, Policy, policyList, policySummary } from '../../../contracts/policies.ts';
import type {
  HolidayUpload,
  OfficeHoursChange,
  PolicyVersionToCreate,
  Revision,
  RevisionPreview,
} from '../../../contracts/revisions.ts';
import type { passwordChange, Session, SessionHints, signIn } from '../../../contracts/session.ts';
import type { staffList } from '../../../contracts/staff.ts';
import type { Station, stationChange, stationList, stationToAdd } from '../../../contracts/stations.ts';
import type { Timeline } from '../../../contracts/timeline.ts';
import type {
  heldPost,
  OneTimePassword,
  OpenWork,
  postToAdd,
  User,
  UserChangePage,
  userPage,
  userToAdd,
} from '../../../contracts/users.ts';
import type { ActionName } from '../../../domain/words.ts';
import { apiPaths } from '../paths.ts';
import { addressOf, download, send } from './client.ts';

type PolicySummary = z.infer<typeof policySummary>;
type List<T> = { items: T[] };
export type Attachment = z.infer<typeof attachment>;
export type CategoryList = z.infer<typeof categoryList>;
/** The list's filters as they stand in an address: texts only. */
export type AppealFilters = Partial<Record<keyof z.input<typeof appealQuery>, string>>;
type Abort = { signal?: AbortSignal };

export const api = {
  signIn: (body: z.input<typeof signIn>) => send<Session>('POST', apiPaths.session, { body }),
  signOut: () => send<void>('DELETE', apiPaths.session),
  sessionHints: () => send<SessionHints>('GET', apiPaths.sessionHints),
  changePassword: (body: z.input<typeof passwordChange>) => send<Session>('PUT', apiPaths.ownPassword, { body }),
  session: ({ signal }: Abort = {}) => send<Session>('GET', apiPaths.session, { signal }),

  appeals: (query: AppealFilters, { signal }: Abort = {}) =>
    send<AppealPage>('GET', apiPaths.appeals, { query, signal }),
  decisions: ({ signal }: Abort = {}) => send<DecisionList>('GET', apiPaths.decisions, { signal }),
  decisionCounts: ({ signal }: Abort = {}) => send<DecisionCounts>('GET', apiPaths.decisionCounts, { signal }),
  appealCounts: (query: { community?: string }, { signal }: Abort = {}) =>
    send<AppealCounts>('GET', apiPaths.appealCounts, { query, signal }),
  appealsByPhone: (phone: string, { signal }: Abort = {}) =>
    send<EarlierAppeals>('POST', apiPaths.appealsByPhone, { body: { phone }, signal }),
  createAppeal: (body: AppealToCreateInput, key: string) =>
    send<AppealCreated>('POST', apiPaths.appeals, { body, key }),
  appeal: (no: string, { signal }: Abort = {}) => send<AppealDetail>('GET', apiPaths.appeal(no), { signal }),
  timeline: (no: string, { signal }: Abort = {}) => send<Timeline>('GET', apiPaths.timeline(no), { signal }),
  act: <A extends ActionName>(no: string, action: A, body: ActionInput<A> & { seq: number }, key: string) =>
    send<ActionAnswer>('POST', apiPaths.action(no, action), { body, key }),
  live: (no: string) => send<Live>('GET', apiPaths.live(no)),
  disclose: (no: string, reason?: string) =>
    send<Disclosure>('POST', apiPaths.disclosures(no), { body: reason ? { reason } : {} }),

  corrections: (no: string, { signal }: Abort = {}) =>
    send<CorrectionList>('GET', apiPaths.corrections(no), { signal }),
  correct: (no: string, body: CorrectionInput, key: string) =>
    send<Corrected>('POST', apiPaths.corrections(no), { body, key }),

  attachments: (no: string, { signal }: Abort = {}) =>
    send<z.infer<typeof attachmentList>>('GET', apiPaths.attachments(no), { signal }),
  attach: (no: string, files: File[]) => {
    const body = new FormData();
    for (const file of files) body.append('files', file);
    return send<z.infer<typeof attachmentList>>('POST', apiPaths.attachments(no), { body });
  },
  attachmentAddress: (no: string, id: string, thumbnail = false) =>
    addressOf(thumbnail ? apiPaths.thumbnail(no, id) : apiPaths.attachment(no, id)),

  myOffers: ({ signal }: Abort = {}) => send<OfferList>('GET', apiPaths.myOffers, { signal }),
  seeOffer: (id: string, key: string) => send<ActionAnswer>('POST', apiPaths.offer(id, 'see'), { body: {}, key }),
  claimOffer: (id: string, key: string) => send<ActionAnswer>('POST', apiPaths.offer(id, 'claim'), { body: {}, key }),
  declineOffer: (id: string, body: z.input<typeof offerDecline>, key: string) =>
    send<ActionAnswer>('POST', apiPaths.offer(id, 'decline'), { body, key }),
  reportOffer: (id: string, body: z.input<typeof offerReport>, key: string) =>
    send<ActionAnswer>('POST', apiPaths.offer(id, 'report'), { body, key }),
  offerContact: (id: string) => send<OfferContact>('POST', apiPaths.offer(id, 'contact'), { body: {} }),
  offerPhotos: (id: string, files: File[]) => {
    const body = new FormData();
    for (const file of files) body.append('files', file);
    return send<z.infer<typeof offerPhotos>>('POST', apiPaths.offer(id, 'photos'), { body });
  },
  myHelper: ({ signal }: Abort = {}) => send<OwnHelper>('GET', apiPaths.myHelper, { signal }),
  correctMyHelper: (body: z.input<typeof ownCorrection>) => send<OwnHelper>('PATCH', apiPaths.myHelper, { body }),
  moveMyHelper: (action: 'leave' | 'suspend' | 'reinstate', body: { version: number; reason?: string }) =>
    send<OwnHelper>('POST', apiPaths.myHelperMove(action), { body }),
  officeLetterAddress: (no: string, raisedSeq: number) => addressOf(apiPaths.officeLetter(no, raisedSeq)),

  communities: () => send<List<Community>>('GET', apiPaths.communities),
  compounds: (community: string) => send<List<Compound>>('GET', apiPaths.compounds, { query: { community } }),
  buildings: (compound: string) => send<List<Building>>('GET', apiPaths.buildings, { query: { compound } }),
  units: (community: string) => send<List<Unit>>('GET', apiPaths.units, { query: { community } }),
  staff: (community: string) => send<z.infer<typeof staffList>>('GET', apiPaths.staff, { query: { community } }),
  categories: (community: string) => send<CategoryList>('GET', apiPaths.categories, { query: { community } }),
  policies: () => send<z.infer<typeof policyList>>('GET', apiPaths.policies),
  policy: (version: string) => send<Policy>('GET', apiPaths.policy(version)),
  calendar: () => send<Calendar>('GET', apiPaths.calendar),
  calendarDue: (query: z.input<typeof dueQuery>) => send<Due>('GET', apiPaths.calendarDue, { query }),
  officeHours: (community: string) => send<OfficeHours>('GET', apiPaths.officeHours, { query: { community } }),

  previewCalendar: (body: HolidayUpload) => send<RevisionPreview>('POST', apiPaths.calendarPreview, { body }),
  reviseCalendar: (body: HolidayUpload, key: string) =>
    send<Revision>('POST', apiPaths.calendarRevisions, { body, key }),
  previewOfficeHours: (body: OfficeHoursChange) => send<RevisionPreview>('POST', apiPaths.officeHoursPreview, { body }),
  reviseOfficeHours: (body: OfficeHoursChange, key: string) =>
    send<Revision>('POST', apiPaths.officeHoursRevisions, { body, key }),
  createPolicy: (body: PolicyVersionToCreate) => send<PolicySummary>('POST', apiPaths.policies, { body }),
  previewMigration: (version: string, from: string[]) =>
    send<RevisionPreview>('POST', apiPaths.migrationPreview(version), { body: { from } }),
  migrate: (version: string, from: string[], key: string) =>
    send<Revision>('POST', apiPaths.migrations(version), { body: { from }, key }),
  revisions: ({ signal }: Abort = {}) => send<List<Revision>>('GET', apiPaths.revisions, { signal }),
  actOnRevision: (id: number, act: 'cancel' | 'resume') =>
    send<Revision>('POST', apiPaths.revisionAct(id, act), { body: {} }),

  notices: (query: Partial<Record<keyof z.input<typeof noticeQuery>, string>>, { signal }: Abort = {}) =>
    send<NoticePage>('GET', apiPaths.notices, { query, signal }),
  retryNotice: (id: string) => send<Notice>('POST', apiPaths.noticeRetry(id)),

  ownNotices: (query: { waiting?: boolean; cursor?: string }, { signal }: Abort = {}) =>
    send<OwnNoticePage>('GET', apiPaths.ownNotices, { query, signal }),
  noticesRead: (ids: string[]) => send<void>('POST', apiPaths.ownNoticesRead, { body: { ids } }),

  duty: (community: string, month: string, { signal }: Abort = {}) =>
    send<DutyRoster>('GET', apiPaths.duty, { query: { community, month }, signal }),
  changeDuty: (body: DutyChange) => send<DutyRoster>('PUT', apiPaths.duty, { body }),
  helpers: (query: Partial<Record<keyof z.input<typeof helperQuery>, string>>, { signal }: Abort = {}) =>
    send<HelperPage>('GET', apiPaths.helpers, { query, signal }),
  helper: (id: string, { signal }: Abort = {}) => send<HelperDetail>('GET', apiPaths.helper(id), { signal }),
  helperGroups: (community: string, { signal }: Abort = {}) =>
    send<z.infer<typeof groupList>>('GET', apiPaths.helperGroups, { query: { community }, signal }),
  enterHelper: (body: HelperToEnter) => send<Helper>('POST', apiPaths.helpers, { body }),
  correctHelper: (id: string, body: HelperCorrection) => send<Helper>('PATCH', apiPaths.helper(id), { body }),
  verifyHelpers: (items: { id: string; version: number }[]) =>
    send<z.infer<typeof bulkAnswer>>('POST', apiPaths.helperVerify, { body: { items } }),
  moveHelper: (id: string, action: string, body: { version: number; reason?: string }) =>
    send<Helper>('POST', apiPaths.helperMove(id, action), { body }),
  discloseHelper: (id: string, reason?: string) =>
    send<z.infer<typeof helperDisclosure>>('POST', apiPaths.helperDisclosures(id), { body: reason ? { reason } : {} }),
  importHelpers: (community: string, file: File) => {
    const body = new FormData();
    body.append('community', community);
    body.append('file', file);
    return send<ImportPreview>('POST', apiPaths.helperImports, { body });
  },
  applyImport: (id: string) => send<ImportPreview>('POST', apiPaths.helperImportApply(id), { body: {} }),
  helperTemplate: (format: TableFormat) => addressOf(apiPaths.helperTemplate, { format }),
  /** Saves the table as a file; answers how many rows it has. */
  exportHelpers: (body: z.input<typeof exportRequest>) => download(apiPaths.helperExport, body),

  stations: (community: string, { signal }: Abort = {}) =>
    send<z.infer<typeof stationList>>('GET', apiPaths.stations, { query: { community }, signal }),
  addStation: (body: z.input<typeof stationToAdd>) => send<Station>('POST', apiPaths.stations, { body }),
  changeStation: (id: string, body: z.input<typeof stationChange>) =>
    send<Station>('PATCH', apiPaths.station(id), { body }),

  users: () => send<z.infer<typeof userPage>>('GET', apiPaths.users),
  user: (id: string, { signal }: Abort = {}) => send<User>('GET', apiPaths.user(id), { signal }),
  createUser: (body: z.input<typeof userToAdd>) => send<OneTimePassword>('POST', apiPaths.users, { body }),
  renewPassword: (id: string) => send<OneTimePassword>('POST', apiPaths.userPassword(id), { body: {} }),
  addPost: (id: string, body: z.input<typeof postToAdd>) => send<User>('POST', apiPaths.userPosts(id), { body }),
  removePost: (id: string, query: z.input<typeof heldPost>) => send<void>('DELETE', apiPaths.userPosts(id), { query }),
  postWork: (id: string, query: z.input<typeof heldPost>) =>
    send<OpenWork>('GET', apiPaths.userPostWork(id), { query }),
  userChanges: (query: { user?: string; before?: string }, { signal }: Abort = {}) =>
    send<UserChangePage>('GET', apiPaths.userChanges, { query, signal }),
  changeUser: (id: string, disabled: boolean) => send<User>('PATCH', apiPaths.user(id), { body: { disabled } }),
};
