// What happened to an appeal, entry by entry: the log as people read it.
import { z } from 'zod';
import type { EventKind } from '../domain/appeal/events.ts';
import { asks } from '../domain/matching/types.ts';
import { actionNames, clockNames, roles } from '../domain/words.ts';
import { code, instant } from './base.ts';

// As a record, so that a kind the log learns later fails to compile until it stands here.
const kinds: Record<EventKind, true> = {
  registered: true,
  resumed: true,
  accepted: true,
  declined: true,
  transferredOut: true,
  answeredNow: true,
  dispatched: true,
  redispatched: true,
  signed: true,
  contacted: true,
  infoNeeded: true,
  infoGiven: true,
  taskCompleted: true,
  taskWaived: true,
  completed: true,
  replied: true,
  feedbackGiven: true,
  callbackFailed: true,
  redone: true,
  closed: true,
  urged: true,
  progressCalled: true,
  supervised: true,
  escalated: true,
  escalationAcknowledged: true,
  rungSkipped: true,
  helpersAsked: true,
  officeCalled: true,
  offerSeen: true,
  offerAccepted: true,
  offerDeclined: true,
  offersExpired: true,
  offerWithdrawn: true,
  helpConfirmed: true,
  helpReported: true,
  listed: true,
  unlisted: true,
  helpSoughtAgain: true,
  reclassified: true,
  returnRequested: true,
  returnGranted: true,
  designated: true,
  extensionRequested: true,
  graceBegun: true,
  extensionGranted: true,
  parkRequested: true,
  parked: true,
  unparked: true,
  downgradeRequested: true,
  downgradeGranted: true,
  redoProposed: true,
  requestDenied: true,
  mediationBegun: true,
  mediated: true,
  councilCalled: true,
  resolved: true,
  withdrawn: true,
  wentProactive: true,
  noted: true,
  warned: true,
  expired: true,
  homeVisitRaised: true,
  rescheduled: true,
  shielded: true,
  violenceFound: true,
  policeReported: true,
  guardianConsented: true,
  mergeRequested: true,
  unmergeRequested: true,
  merged: true,
  unmerged: true,
  followed: true,
  childJoined: true,
  childLeft: true,
  gathered: true,
  xinfangInformed: true,
  xinfangAnswered: true,
  xinfangExtensionRequested: true,
  xinfangExtensionDecided: true,
  xinfangReviewRequested: true,
  xinfangReviewDecided: true,
  archived: true,
};
export const eventKinds = Object.keys(kinds) as EventKind[];

export const timelineEntry = z
  .strictObject({
    seq: z.int(),
    kind: z.enum(eventKinds),
    at: instant,
    actor: z.strictObject({
      id: z.string(),
      name: z.string().nullable(),
      role: z.enum(roles),
      unitId: code.nullable(),
      unitName: z.string().nullable(),
    }),
    action: z.enum(actionNames).nullable(),
    text: z.string().nullable(),
    textPublic: z.boolean().meta({ description: '居民可见的文字' }),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .meta({ description: '该事件自身的小事实；以 At 结尾的是时刻' }),
    clocks: z
      .array(z.strictObject({ name: z.enum(clockNames), ref: z.string().nullable(), dueAt: instant }))
      .meta({ description: '由此开始的时限' }),
    moved: z
      .array(z.strictObject({ name: z.enum(clockNames), ref: z.string().nullable(), from: instant, to: instant }))
      .meta({ description: '由此改动的时限' }),
    tasks: z.array(z.strictObject({ id: z.string(), unitId: code, dueAt: instant })),
    evidence: z.array(z.string()).meta({ description: '附件编号' }),
    offers: z
      .array(
        z.strictObject({
          id: z.string(),
          helperId: z.string(),
          helperName: z.string().nullable(),
          ask: z.enum(asks),
          score: z.number(),
          parts: z.record(z.string(), z.number()).meta({ description: '匹配分的各个部分' }),
        }),
      )
      .meta({ description: '由此发出的请求' }),
    tally: z.record(z.string(), z.number()).meta({ description: '未被请求的人数，按原因' }),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const timeline = z.strictObject({ no: z.string(), items: z.array(timelineEntry) }).meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof timeline>;
