// Revisions of calendar, office hours and policies under open cases: what an administrator gives, the preview, the progress.
import { z } from 'zod';
import { limitNames } from '../domain/policy/types.ts';
import { appealClasses, clockNames, revisionKinds } from '../domain/words.ts';
import { appealNo, code, givenInstant, instant } from './base.ts';
import { duration } from './policies.ts';
import { line } from './text.ts';

const date = z.iso.date();

/** What was uploaded, as text: the State Council's list of one year or several. */
export const holidayUpload = z
  .strictObject({
    format: z.enum(['json', 'csv']),
    text: z.string().min(1, '文件是空的').max(60_000, '文件过大'),
    source: line(200).meta({ description: '出处，如文号' }),
  })
  .meta({ id: 'HolidayUpload' });
export type HolidayUpload = z.infer<typeof holidayUpload>;

const minutes = z.int().min(0, '须在一天之内').max(1440, '须在一天之内');

export const officeHoursChange = z
  .strictObject({
    community: code,
    periods: z
      .array(z.tuple([minutes, minutes]))
      .min(1, '至少一个时段')
      .max(4, '至多四个时段')
      .refine(
        (periods) =>
          periods.every(([open, close], i) => open < close && (i === 0 || (periods[i - 1]?.[1] ?? 0) <= open)),
        '各时段须先后相接、互不重叠，且起点早于终点',
      ),
  })
  .meta({ id: 'OfficeHoursChange' });
export type OfficeHoursChange = z.infer<typeof officeHoursChange>;

export const policyVersionToCreate = z
  .strictObject({
    from: code.meta({ description: '以哪一版为底' }),
    version: code,
    effectiveFrom: givenInstant,
    source: line(200),
    limits: z
      .array(
        z.strictObject({
          class: z.enum(appealClasses),
          name: z.enum(limitNames),
          limit: duration.nullable(),
          source: line(200),
        }),
      )
      .min(1, '没有改动任何时限')
      .max(appealClasses.length * limitNames.length),
  })
  .meta({ id: 'PolicyVersionToCreate' });
export type PolicyVersionToCreate = z.infer<typeof policyVersionToCreate>;

const dayKind = z.enum(['usual', 'holiday', 'workday']);
const calendarChange = z.strictObject({ date, from: dayKind, to: dayKind });

const movedRow = z.strictObject({
  class: z.enum(appealClasses),
  clock: z.enum(clockNames),
  moved: z.int(),
  later: z.int(),
  sooner: z.int(),
  past: z.int().meta({ description: '其中按新算法已过期的' }),
  furthestMs: z.int().meta({ description: '移动最远的毫秒数，提前为负' }),
});

const movedSample = z.strictObject({
  no: appealNo,
  class: z.enum(appealClasses),
  clock: z.enum(clockNames),
  from: instant,
  to: instant,
  past: z.boolean(),
});

export const revisionPreview = z
  .strictObject({
    problems: z.array(z.strictObject({ row: z.int(), message: z.string() })),
    target: z.string().nullable().meta({ description: '启用后的版本号；有错误时为空' }),
    changes: z.array(calendarChange).meta({ description: '与现行日历不同的日期' }),
    years: z.array(z.int()).meta({ description: '名单所及的年份' }),
    cases: z.int(),
    casesMoved: z.int(),
    moved: z.int(),
    past: z.int(),
    ladders: z.int().meta({ description: '求助顺序（升级路径）随政策改变的案件数' }),
    rows: z.array(movedRow),
    samples: z.array(movedSample).meta({ description: '仅限管理员所在社区的案件；不含个人信息' }),
  })
  .meta({ id: 'RevisionPreview' });
export type RevisionPreview = z.infer<typeof revisionPreview>;

export const revisionState = z.enum(['running', 'done', 'cancelled', 'superseded']);
export type RevisionState = z.infer<typeof revisionState>;

export const revision = z
  .strictObject({
    id: z.int(),
    kind: z.enum(revisionKinds),
    scope: z.string().meta({ description: '日历为 all；办公时间为社区；政策为其名称' }),
    target: z.string(),
    source: z.string().nullable(),
    state: revisionState,
    createdBy: z.string(),
    createdByName: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    total: z.int(),
    done: z.int(),
    casesMoved: z.int(),
    moved: z.int(),
    past: z.int(),
    sweep: z.int(),
  })
  .meta({ id: 'Revision' });
export type Revision = z.infer<typeof revision>;

export const revisionList = z.strictObject({ items: z.array(revision) }).meta({ id: 'RevisionList' });
export const revisionNumber = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
});
