// What a telephone number has been used for before: found by its keyed hash; the number itself is in the body alone, never in an
// address or a log.
import { z } from 'zod';
import { states } from '../domain/words.ts';
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
  })
  .meta({ id: 'EarlierAppeal' });

export const earlierAppeals = z
  .strictObject({
    total: z.int(),
    items: z.array(earlierAppeal).meta({ description: '最近的 20 件，新的在前' }),
  })
  .meta({ id: 'EarlierAppeals' });
export type EarlierAppeals = z.infer<typeof earlierAppeals>;
