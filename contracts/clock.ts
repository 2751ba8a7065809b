// One running promise of a case.
import { z } from 'zod';
import { clockNames } from '../domain/words.ts';
import { instant } from './base.ts';

export const clock = z
  .strictObject({
    name: z.enum(clockNames),
    ref: z.string().nullable(),
    half: z.enum(['acknowledge', 'act']).nullable(),
    rung: z.int().nullable(),
    round: z.int(),
    openedAt: instant,
    dueAt: instant,
    warnAt: instant.nullable(),
    warnedAt: instant.nullable(),
    firedAt: instant.nullable().meta({ description: '到期未办而触发的时刻' }),
    pausedRemainingMs: z.int().nullable().meta({ description: '暂停中：剩余的工作时间' }),
  })
  .meta({ id: 'Clock' });
export type ClockView = z.infer<typeof clock>;
