// How many open cases stand behind each quick view of the work list: counted by the same rules as the list itself.
import { z } from 'zod';
import { code } from './base.ts';

export const appealCountsQuery = z.strictObject({ community: code.optional() });

export const appealCounts = z
  .strictObject({
    open: z.int().meta({ description: '未办结' }),
    overdue: z.int().meta({ description: '未办结且超期' }),
    listed: z.int().meta({ description: '挂牌督办中' }),
    dueToday: z.int().meta({ description: '今日 24 时前到期，含已超期' }),
    registered: z.int().meta({ description: '待受理' }),
    accepted: z.int().meta({ description: '待派单' }),
    mine: z.int().meta({ description: '本人承办且未办结' }),
  })
  .meta({ id: 'AppealCounts' });
export type AppealCounts = z.infer<typeof appealCounts>;
