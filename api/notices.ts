// The notice table for those who answer for the mail: what was sent, what waits, what failed and why, and another try.
import { notice as noticeView, noticePage, noticeQuery, ofNotice, type Notice } from '../contracts/notices.ts';
import type { Cipher } from '../store/cipher.ts';
import { letterPlace } from '../store/letters.ts';
import { findNotice, listNotices, retryNotice, type ListedNotice } from '../store/notice-list.ts';
import { route, type Route } from './handle.ts';
import { requireRole } from './people.ts';
import { ProblemError } from './problem.ts';
import { selfOf } from './scope.ts';

const tag = '通知';

export const noticeRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/notices',
      tag,
      summary: '本社区的邮件通知：已发、待发、失败及原因（督办员、书记/主任、管理员）',
      access: 'session',
      query: noticeQuery,
      answer: noticePage,
      refusals: ['forbidden'],
    },
    async ({ deps, person, query }) => {
      const own = requireRole(person, ['supervisor', 'director', 'admin']);
      const communityIds = query.community === undefined ? own : own.filter((id) => id === query.community);
      const { state, appeal: no, limit, cursor } = query;
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const rows = await listNotices(deps.store, {
        communityIds,
        self: selfOf(person),
        state,
        no,
        after,
        limit: limit + 1,
      });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const next = rows.length > limit && last ? writeCursor(last) : null;
      return { items: items.map((row) => viewOf(row, deps.cipher)), next };
    },
  ),
  route(
    {
      method: 'post',
      path: '/notices/:id/retry',
      tag,
      summary: '把失败的通知再发一次（书记/主任、管理员）；同一封信里的其他通知一并重发',
      access: 'session',
      params: ofNotice,
      answer: noticeView,
      refusals: ['forbidden', 'notFound', 'wrongState'],
    },
    async ({ deps, person, params }) => {
      const communities = requireRole(person, ['director', 'admin']);
      const found = await findNotice(deps.store, params.id, communities, selfOf(person));
      if (!found) throw new ProblemError('notFound');
      if (!(await retryNotice(deps.store, deps.cipher, found))) throw new ProblemError('wrongState');
      deps.log.info({ by: person.id, notice: found.id }, 'notice is tried again');
      const now = await findNotice(deps.store, params.id, communities, selfOf(person));
      return viewOf(now ?? found, deps.cipher);
    },
  ),
];

function viewOf(row: ListedNotice, cipher: Cipher): Notice {
  return {
    id: row.id,
    no: row.no,
    communityId: row.communityId,
    kind: row.kind as Notice['kind'],
    class: row.class as Notice['class'],
    rung: row.rung,
    recipient: row.recipient === 'appellant' ? null : (row.recipientName ?? row.recipient),
    address: maskedAddress(row, cipher),
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    sendAfter: row.sendAfter.toISOString(),
    state: row.state,
    attempts: row.attempts ?? 0,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    sentAt: row.sentAt?.toISOString() ?? null,
    reason: reasonOf(row),
    subject: row.subject,
    messageId: row.messageId,
  };
}

function reasonOf(row: ListedNotice): string | null {
  if (row.state === 'dropped') return '没有收件人：账号已停用，或未留邮箱';
  if (row.state === 'moot') return '发信前已经办理';
  if (row.state === 'failed' && row.letterId === null) return '无法写成邮件，请联系管理员';
  return row.reason;
}

/** 'z***@example.com'; the mail server's own words about it are shown beside, and may repeat it no further than this. */
function maskedAddress({ letterId, addressEnc }: ListedNotice, cipher: Cipher): string | null {
  if (letterId === null || addressEnc === null) return null;
  try {
    const [local = '', domain = ''] = cipher.decrypt(addressEnc, letterPlace(letterId, 'address')).split('@');
    return `${local.slice(0, 1)}***@${domain}`;
  } catch {
    return '***';
  }
}

function writeCursor({ createdAt, id }: ListedNotice): string {
  return Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!/^\d{1,15}$/.test(at ?? '') || !ofNotice.safeParse({ id }).success) {
    throw new ProblemError('invalid', { errors: [{ path: 'cursor', message: '翻页标记无效' }] });
  }
  return { createdAt: new Date(Number(at)), id: id ?? '' };
}
