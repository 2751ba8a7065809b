// What a telephone number has been used for before: found by its keyed hash; the number itself is in the body alone, never in an
// address or a log.
import { z } from 'zod';
import { clockNames, outcomes, states } from '../domain/words.ts';
import { appealNo, code, instant } from './base.ts';
import { phone } from './phone.ts';

export const phoneSearch = z.strictObject({ phone }).meta({ id: 'PhoneSearch' });

const earlierAppeal = z
  .strictObject({
    no: appealNo,
    title: z.string(),
    category: z.string(),
    state: z.enum(states),
    communityId: code,
    receivedAt: instant,
    seq: z.int(),
    outcome: z.enum(outcomes).nullable(),
    unitName: z.string().nullable().meta({ description: '承办单位' }),
    promise: z
      .strictObject({ clock: z.enum(clockNames), dueAt: instant, late: z.boolean() })
      .nullable()
      .meta({ description: '答应来电人的下一个时间' }),
    mayCall: z.boolean().meta({ description: '当前用户可否记录来电催问（progressCall）' }),
  })
  .meta({ id: 'EarlierAppeal' });

export const earlierAppeals = z
  .strictObject({
    total: z.int(),
    items: z.array(earlierAppeal).meta({ description: '最近的 20 件，新的在前' }),
  })
  .meta({ id: 'EarlierAppeals' });
export type EarlierAppeals = z.infer<typeof earlierAppeals>;
