// What an appeal's workflow itself says, this moment; for developers and the curious.
import { z } from 'zod';
import { outcomes, states } from '../domain/words.ts';
import { appealNo, instant } from './base.ts';
import { clock } from './clock.ts';

export const live = z
  .strictObject({
    no: appealNo,
    workflowId: z.string(),
    temporalUrl: z.string().nullable().meta({ description: 'Temporal UI 中的此案' }),
    running: z.boolean().meta({ description: 'false：流程已结束或尚未启动，其余取自记录' }),
    state: z.enum(states),
    outcome: z.enum(outcomes).nullable(),
    seq: z.int(),
    clocks: z.array(clock),
    nextWake: instant.nullable(),
  })
  .meta({ id: 'Live' });
export type Live = z.infer<typeof live>;
