// Notices and what became of them: sent, waiting, failed with the reason. Addresses are always masked here.
import { z } from 'zod';
import { noticeKinds } from '../domain/appeal/notice-kinds.ts';
import { appealClasses, clockNames } from '../domain/words.ts';
import { appealNo, code, cursor, instant, queryFlag, uuid } from './base.ts';

/** `dropped`: there was nobody (any more) to write to; `moot`: what it warned of was done before it went out. */
export const noticeStates = ['waiting', 'sent', 'failed', 'dropped', 'moot'] as const;
export type NoticeState = (typeof noticeStates)[number];

export const notice = z
  .strictObject({
    id: uuid,
    no: appealNo,
    communityId: code,
    kind: z.enum(noticeKinds),
    class: z.enum(appealClasses),
    rung: z.int().nullable(),
    recipient: z.string().nullable().meta({ description: '收件的工作人员；null 为诉求人' }),
    address: z.string().nullable().meta({ description: '已遮掩的收件地址；尚未成信时为 null' }),
    dueAt: instant.nullable(),
    createdAt: instant,
    sendAfter: instant.meta({ description: '此前不发：归并窗口、上班时间或每日汇总' }),
    state: z.enum(noticeStates),
    attempts: z.int().meta({ description: '已试过的次数；邮件服务器不通时不计' }),
    nextTryAt: instant.nullable(),
    sentAt: instant.nullable(),
    reason: z.string().nullable().meta({ description: '最近一次未发出的原因' }),
    subject: z.string().nullable(),
    messageId: z.string().nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;

export const noticeQuery = z.strictObject({
  state: z.enum(noticeStates).optional(),
  appeal: appealNo.optional(),
  community: code.optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(100))
    .default(30),
  cursor: cursor.optional(),
});

export const noticePage = z
  .strictObject({
    items: z.array(notice).meta({ description: '新的在前' }),
    next: cursor.nullable().meta({ description: '下一页的 cursor；null 为末页' }),
  })
  .meta({ id: 'NoticePage' });
export type NoticePage = z.infer<typeof noticePage>;

export const ofNotice = z.strictObject({ id: uuid });

/** What one person has been told, newest first: their own list, whatever became of the mail. */
export const ownNotice = z
  .strictObject({
    id: uuid,
    no: appealNo,
    kind: z.enum(noticeKinds),
    class: z.enum(appealClasses),
    category: z.string(),
    place: z.string(),
    rung: z.int().nullable(),
    clock: z.enum(clockNames).nullable(),
    dueAt: instant.nullable(),
    at: instant,
    readAt: instant.nullable(),
    settled: z.boolean().meta({ description: '所指的时限已经办结，不必再管' }),
  })
  .meta({ id: 'OwnNotice' });
export type OwnNotice = z.infer<typeof ownNotice>;

export const ownNoticeQuery = z.strictObject({
  waiting: queryFlag.optional().meta({ description: '只要还没看、也还没办的' }),
  cursor: cursor.optional(),
});

export const ownNoticePage = z
  .strictObject({
    items: z.array(ownNotice),
    waiting: z.int().meta({ description: '还没看、也还没办的件数，最多数到 100' }),
    next: cursor.nullable(),
  })
  .meta({ id: 'OwnNoticePage' });
export type OwnNoticePage = z.infer<typeof ownNoticePage>;

/** The notices of one's own that one has seen. */
export const noticesRead = z.strictObject({ ids: z.array(uuid).min(1).max(100) }).meta({ id: 'NoticesRead' });
