// Notices and what became of them: sent, waiting, failed with the reason. Addresses are always masked here.
import { z } from 'zod';
import { noticeKinds } from '../domain/appeal/notices.ts';
import { appealClasses } from '../domain/words.ts';
import { appealNo, code, cursor, instant, uuid } from './base.ts';

/** `dropped`: there was nobody (any more) to write to. */
export const noticeStates = ['waiting', 'sent', 'failed', 'dropped'] as const;
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
