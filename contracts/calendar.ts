// The working calendar, office hours, and the public calculator of due instants.
import { z } from 'zod';
import { code, givenInstant, instant } from './base.ts';

const date = z.iso.date();

export const calendar = z
  .strictObject({
    version: z.string(),
    source: z.string(),
    holidays: z.array(date).meta({ description: '周一至周五中的休息日' }),
    workdays: z.array(date).meta({ description: '调休补班的周六、周日' }),
    knownYears: z.array(z.int()),
  })
  .meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof calendar>;

const period = z.tuple([z.int(), z.int()]).meta({ description: '自午夜起的分钟数（北京时间）' });

export const officeHours = z.strictObject({ communityId: code, periods: z.array(period) }).meta({ id: 'OfficeHours' });
export type OfficeHours = z.infer<typeof officeHours>;

/** Units that the public calculator counts in. */
export const dueUnits = ['minute', 'hour', 'workingHour', 'workingDay', 'day'] as const;

/** Also as people type it: a date alone means that day in Shanghai, and a + that nobody encoded arrives as a space. */
const from = z
  .string()
  .max(40)
  .transform((text) => text.replace(/ (?=\d{2}:\d{2}$)/, '+').replace(/^\d{4}-\d{2}-\d{2}$/, '$&T00:00:00+08:00'))
  .pipe(givenInstant)
  .meta({ description: '带时区的 ISO 8601 时间，或只写日期（北京时间当日）' });

/** The most of each unit that the calculator counts: about a year of clock time, years of days. */
export const mostOfUnit = {
  minute: 525_600,
  hour: 8784,
  workingHour: 2000,
  workingDay: 1000,
  day: 3660,
} as const satisfies Record<(typeof dueUnits)[number], number>;

const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/, '须为不小于 1 的整数')
  .transform(Number)
  .pipe(z.int().min(1, '须为不小于 1 的整数'))
  .meta({
    description: `最大值按单位：${Object.entries(mostOfUnit)
      .map(([unit, most]) => `${unit} ${most}`)
      .join('，')}`,
  });

export const dueQuery = z
  .strictObject({
    from,
    value: wholeNumber,
    unit: z.enum(dueUnits),
    community: code
      .optional()
      .meta({ description: '按哪个社区的办公时间与现行政策（如全天计时）；缺省为默认办公时间' }),
  })
  .check(({ value: { value, unit }, issues }) => {
    const most = mostOfUnit[unit];
    if (value > most) {
      issues.push({ code: 'custom', path: ['value'], input: value, message: `此单位须为 1 到 ${most} 的整数` });
    }
  });

export const due = z
  .strictObject({
    dueAt: instant,
    counted: z.array(date).meta({ description: '计入的日期' }),
    skipped: z.array(date).meta({ description: '未计入的日期' }),
    why: z.record(date, z.enum(['holiday', 'weekend'])).meta({ description: '各未计入日期的原因' }),
    minutes: z
      .record(date, z.number())
      .meta({ description: '按小时、分钟计的期限，各日计入的分钟数，不足一分钟的为小数' }),
  })
  .meta({ id: 'Due' });
export type Due = z.infer<typeof due>;
