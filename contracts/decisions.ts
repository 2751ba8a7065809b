// What one person asked of a case and another decides: as it stands on the case's page, and in the tray of who may decide it.
import { z } from 'zod';
import {
  actionNames,
  afterParking,
  appealClasses,
  requestKinds,
  requestStates,
  roles,
  states,
} from '../domain/words.ts';
import { appealNo, code, instant } from './base.ts';
import { duration } from './policies.ts';

export const requestView = z
  .strictObject({
    seq: z.int().meta({ description: '审批时以 requestSeq 指明' }),
    kind: z.enum(requestKinds),
    state: z.enum(requestStates),
    at: instant,
    by: z.string().meta({ description: '申请人' }),
    role: z.enum(roles),
    unitName: z.string().nullable(),
    text: z.string().nullable(),
    length: duration.nullable().meta({ description: '延长多少；挂账多少日之内复查' }),
    class: z.enum(appealClasses).nullable().meta({ description: '降为哪一级' }),
    into: appealNo.nullable().meta({ description: '并入哪一件' }),
    after: z.enum(afterParking).nullable(),
    endedAt: instant.nullable(),
    decidedBy: z.string().nullable(),
    decisionText: z.string().nullable(),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof requestView>;

export const decision = z
  .strictObject({
    no: appealNo,
    seq: z.int().meta({ description: '办理时所用的版本号' }),
    title: z.string(),
    categoryName: z.string(),
    class: z.enum(appealClasses),
    state: z.enum(states),
    communityId: code,
    communityName: z.string(),
    compoundName: z.string().nullable(),
    unitName: z.string().nullable(),
    request: requestView,
    action: z.enum(actionNames).meta({ description: '以哪一项办理来审批' }),
    decideBy: instant.nullable().meta({ description: '此时未批即视为不同意' }),
    handlingDueAt: instant.nullable(),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof decision>;

const counted = {
  counts: z.partialRecord(z.enum(requestKinds), z.int()).meta({ description: '各类申请的件数，没有的不列' }),
  total: z.int(),
};

export const decisionList = z
  .strictObject({ items: z.array(decision).meta({ description: '期限在前的在先，最多 200 件诉求' }), ...counted })
  .meta({ id: 'DecisionList' });
export type DecisionList = z.infer<typeof decisionList>;

export const decisionCounts = z.strictObject(counted).meta({ id: 'DecisionCounts' });
export type DecisionCounts = z.infer<typeof decisionCounts>;
