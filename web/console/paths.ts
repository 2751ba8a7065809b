// Every address in one place: the API's, and the console's own pages (below /console).
import type { ActionName } from '../../domain/words.ts';

const appeal = (no: string) => `/appeals/${encodeURIComponent(no)}`;

/** Below /api/v1. */
export const apiPaths = {
  session: '/session',
  sessionHints: '/session/hints',
  appeals: '/appeals',
  appealCounts: '/appeals/counts',
  appealsByPhone: '/appeals/by-phone',
  appeal,
  timeline: (no: string) => `${appeal(no)}/timeline`,
  attachments: (no: string) => `${appeal(no)}/attachments`,
  attachment: (no: string, id: string) => `${appeal(no)}/attachments/${id}`,
  thumbnail: (no: string, id: string) => `${appeal(no)}/attachments/${id}/thumbnail`,
  action: (no: string, action: ActionName) => `${appeal(no)}/actions/${action}`,
  live: (no: string) => `${appeal(no)}/live`,
  disclosures: (no: string) => `${appeal(no)}/disclosures`,
  communities: '/communities',
  compounds: '/compounds',
  buildings: '/buildings',
  units: '/units',
  staff: '/staff',
  categories: '/categories',
  policies: '/policies',
  policy: (version: string) => `/policies/${encodeURIComponent(version)}`,
  calendar: '/calendar',
  calendarPreview: '/calendar/preview',
  calendarRevisions: '/calendar/revisions',
  officeHoursPreview: '/office-hours/preview',
  officeHoursRevisions: '/office-hours/revisions',
  migrationPreview: (version: string) => `/policies/${encodeURIComponent(version)}/preview`,
  migrations: (version: string) => `/policies/${encodeURIComponent(version)}/revisions`,
  revisions: '/revisions',
  revisionAct: (id: number, act: 'cancel' | 'resume') => `/revisions/${id}/${act}`,
  calendarDue: '/calendar/due',
  officeHours: '/office-hours',
  users: '/users',
  user: (id: string) => `/users/${encodeURIComponent(id)}`,
  notices: '/notices',
  ownNotices: '/notices/mine',
  ownNoticesRead: '/notices/mine/read',
  duty: '/duty',
  noticeRetry: (id: string) => `/notices/${encodeURIComponent(id)}/retry`,
} as const;

/** The console's pages. */
export const pages = {
  signIn: '/sign-in',
  appeals: '/appeals',
  register: '/register',
  appeal,
  notices: '/notices',
  mine: '/mine',
  duty: '/duty',
  users: '/users',
  policies: '/policies',
  calendar: '/calendar',
  revisions: '/revisions',
} as const;
