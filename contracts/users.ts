// Accounts, as the administrator sees them.
import { z } from 'zod';
import { instant } from './base.ts';
import { grant } from './session.ts';

export const user = z
  .strictObject({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    disabledAt: instant.nullable(),
    grants: z.array(grant),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const userPage = z.strictObject({ items: z.array(user) }).meta({ id: 'UserList' });

export const userId = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

/** Disabling ends the account's sessions at once. */
export const userChange = z.strictObject({ disabled: z.boolean() }).meta({ id: 'UserChange' });
