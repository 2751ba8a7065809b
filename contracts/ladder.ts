// The ladder of a case as its page shows it: what was raised, who was asked, and what became of it.
import { z } from 'zod';
import { asks, helperKinds } from '../domain/matching/types.ts';
import { clockNames, offerStates, routes } from '../domain/words.ts';
import { instant } from './base.ts';

/** Why a rung was raised: a broken promise, or many households. */
const rungReasons = [...clockNames, 'mass'] as const;

export const ladderFacts = {
  escalations: z.array(
    z.strictObject({
      rung: z.int(),
      reasons: z.array(z.enum(rungReasons)),
      raisedAt: instant,
      raisedSeq: z.int(),
      acknowledgedAt: instant.nullable(),
      acknowledgedBy: z.string().nullable(),
      silentAt: instant.nullable(),
      endedAt: instant.nullable(),
      officeId: z.string().nullable(),
      officeName: z.string().nullable().meta({ description: '第 4 级：被吹哨的镇街、部门' }),
    }),
  ),
  route: z.enum(routes).meta({ description: '先请谁' }),
  rungs: z.array(z.int()).meta({ description: '各级的先后' }),
  offers: z
    .array(
      z.strictObject({
        id: z.string(),
        rung: z.int(),
        raisedSeq: z.int(),
        helperId: z.string(),
        helperName: z.string().nullable().meta({ description: '单位、团队的名称；党员的姓名已遮掩' }),
        kind: z.enum(helperKinds),
        ask: z.enum(asks),
        score: z.number(),
        parts: z.record(z.string(), z.number()),
        state: z.enum(offerStates),
        sentAt: instant,
        answeredAt: instant.nullable(),
        confirmedAt: instant.nullable(),
        arrivedAt: instant.nullable(),
        doneAt: instant.nullable(),
        hours: z.number().nullable(),
        persons: z.int().nullable(),
      }),
    )
    .meta({ description: '发出的协助请求，先后有序' }),
  councilItem: instant.nullable().meta({ description: '何时列入联席会议议程' }),
} as const;
