// The duty roster of a community, a month at a time: who is told of U1 and U2 by night and on days off.
import { z } from 'zod';
import { code, instant } from './base.ts';
import { userId } from './users.ts';

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份须写作 2026-12');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间须写作 18:00');

export const dutyQuery = z.strictObject({ community: code, month });

const times = {
  date: z.iso.date('日期须写作 2026-12-05'),
  from: clock,
  to: clock.meta({ description: '不晚于开始时间的，为次日' }),
  userId,
  backupId: userId.nullable().meta({ description: '值班人的账号停用或已不在本社区任职时改告此人' }),
};

export const dutyShift = z
  .strictObject({
    id: z.string(),
    ...times,
    userName: z.string(),
    backupName: z.string().nullable(),
    startsAt: instant,
    endsAt: instant,
    begun: z.boolean().meta({ description: '已开始的班次不能再改' }),
  })
  .meta({ id: 'DutyShift' });
export type DutyShift = z.infer<typeof dutyShift>;

const span = z.strictObject({ from: instant, to: instant });

export const dutyRoster = z
  .strictObject({
    communityId: code,
    month,
    basis: z.string().meta({ description: '改动时原样带回；期间有人改过则不保存' }),
    shifts: z.array(dutyShift),
    rest: z.array(span).meta({ description: '本月余下的夜间与休息日' }),
    gaps: z.array(span).meta({ description: '本月夜间与休息日中无人值班的时段，已过去的不计' }),
    now: z.strictObject({ userName: z.string(), until: instant }).nullable().meta({ description: '此刻的值班人' }),
    people: z
      .array(z.strictObject({ id: z.string(), name: z.string(), username: z.string() }))
      .meta({ description: '可排班的人：本社区未停用的工作人员' }),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'DutyRoster' });
export type DutyRoster = z.infer<typeof dutyRoster>;

export const dutyChange = z
  .strictObject({
    communityId: code,
    month,
    basis: z.string().max(64),
    shifts: z.array(z.strictObject(times)).max(200),
  })
  .meta({ id: 'DutyChange' });
export type DutyChange = z.infer<typeof dutyChange>;
