// Accounts, as the administrators and auditors of their communities see them.
import { z } from 'zod';
import { accountChangeKinds, postRoles } from '../domain/people/accounts.ts';
import { roles } from '../domain/words.ts';
import { code, instant } from './base.ts';
import { grant } from './session.ts';
import { line } from './text.ts';

export const user = z
  .strictObject({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    disabledAt: instant.nullable(),
    oneTimeUntil: instant.nullable().meta({ description: '仍是一次性密码；须在此前登录并换成自己的' }),
    grants: z.array(grant),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const userPage = z.strictObject({ items: z.array(user) }).meta({ id: 'UserList' });

export const userId = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_.-]+$/);

/** Disabling ends the account's sessions at once. */
export const userChange = z.strictObject({ disabled: z.boolean() }).meta({ id: 'UserChange' });

const isWhole = ({ role, unitId }: { role: string; unitId: string | null }) =>
  (role === 'handler') === (unitId !== null);

/** A role in one community, of a handler in one unit of it. */
export const postToAdd = z
  .strictObject({ role: z.enum(postRoles), communityId: code, unitId: code.nullable().default(null) })
  .refine(isWhole, { error: '承办人须选单位，其他岗位没有单位', path: ['unitId'] })
  .meta({ id: 'PostToAdd' });

/** Names a post that is held: members' and liaisons' too. */
export const heldPost = z.strictObject({ role: z.enum(roles), community: code, unit: code.optional() });

export const openWork = z
  .strictObject({
    cases: z.int().meta({ description: '其以此岗位签收、尚未了结的诉求' }),
    shifts: z.int().meta({ description: '其在本社区尚未结束的班次（含替补）' }),
    others: z.int().meta({ description: '同一岗位的其他在岗人员' }),
  })
  .meta({ id: 'OpenWork' });
export type OpenWork = z.infer<typeof openWork>;

export const userToAdd = z
  .strictObject({
    username: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9_.]{2,29}$/, '须为 3 到 30 个小写字母、数字、下划线或点，以字母开头'),
    name: line(40),
    email: z.email('请填写能收到邮件的地址').max(200).toLowerCase(),
    post: postToAdd,
  })
  .meta({ id: 'UserToAdd' });

/** Said this once and kept nowhere. */
export const oneTimePassword = z
  .strictObject({
    user,
    password: z.string().meta({ description: '只在此处给出一次' }),
    until: instant.meta({ description: '须在此前登录' }),
  })
  .meta({ id: 'OneTimePassword' });
export type OneTimePassword = z.infer<typeof oneTimePassword>;

export const userChangeQuery = z.strictObject({
  user: userId.optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/, '翻页标记无效')
    .optional(),
});

const named = z.strictObject({ id: z.string(), name: z.string() });

export const userChangeEntry = z
  .strictObject({
    id: z.string(),
    at: instant,
    kind: z.enum(accountChangeKinds),
    user: named,
    by: named,
    role: z.enum(roles).nullable(),
    communityName: z.string().nullable(),
    unitName: z.string().nullable(),
  })
  .meta({ id: 'UserChangeEntry' });
export type UserChangeEntry = z.infer<typeof userChangeEntry>;

/** Newest first; `next` asks for older ones, null: there are none. */
export const userChangePage = z
  .strictObject({ items: z.array(userChangeEntry), next: z.string().nullable() })
  .meta({ id: 'UserChangePage' });
export type UserChangePage = z.infer<typeof userChangePage>;
