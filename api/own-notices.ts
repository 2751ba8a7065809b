// One's own notices: what one has been told, whether or not the mail has arrived, and the mark that one has seen it.
import { z } from 'zod';
import { noticesRead, ofNotice, ownNoticePage, ownNoticeQuery, type OwnNotice } from '../contracts/notices.ts';
import { countWaiting, listOwnNotices, markRead, type OwnNotice as Row } from '../store/own-notices.ts';
import { noAnswer, route, type Route } from './handle.ts';
import { ProblemError } from './problem.ts';

const tag = '通知';
const pageSize = 30;

export const ownNoticeRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/notices/mine',
      tag,
      summary: '告知本人的事项：催办、督办、临期提醒等，新的在前',
      access: 'session',
      query: ownNoticeQuery,
      answer: ownNoticePage,
    },
    async ({ deps, person, query }) => {
      const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
      const filter = { userId: person.id, waiting: query.waiting ?? false, limit: pageSize + 1, after };
      const [rows, waiting] = await Promise.all([
        listOwnNotices(deps.store, filter),
        countWaiting(deps.store, person.id),
      ]);
      const items = rows.slice(0, pageSize);
      const last = items.at(-1);
      const next = rows.length > pageSize && last ? writeCursor(last) : null;
      return { items: items.map(viewOf), waiting, next };
    },
  ),
  route(
    {
      method: 'post',
      path: '/notices/mine/read',
      tag,
      summary: '把本人的通知标为已看',
      access: 'session',
      body: noticesRead,
      answer: noAnswer,
      status: 204,
    },
    async ({ deps, person, body }) => markRead(deps.store, person.id, body.ids, new Date()),
  ),
];

function viewOf({ createdAt, dueAt, readAt, kind, class: cls, ...row }: Row): OwnNotice {
  return {
    ...row,
    kind: kind as OwnNotice['kind'],
    class: cls as OwnNotice['class'],
    dueAt: dueAt?.toISOString() ?? null,
    at: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}

const cursorShape = z.tuple([
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  ofNotice.shape.id,
]);

function writeCursor({ createdAt, id }: Row): string {
  return Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const read = cursorShape.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
  if (!read.success) throw new ProblemError('invalid', { errors: [{ path: 'cursor', message: '翻页标记无效' }] });
  const [at, id] = read.data;
  return { createdAt: new Date(at), id };
}
