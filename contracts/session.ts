// Signing in and out, and who one is.
import { z } from 'zod';
import { roles } from '../domain/words.ts';
import { code, instant } from './base.ts';
import { isHonestText } from './text.ts';

export const signIn = z
  .strictObject({
    username: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .refine((text) => isHonestText(text), '含有不可见或控制字符'),
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'SignIn' });

export const grant = z.strictObject({
  role: z.enum(roles),
  communityId: code,
  communityName: z.string(),
  unitId: code.nullable(),
  unitName: z.string().nullable(),
});

export const me = z
  .strictObject({ id: z.string(), username: z.string(), name: z.string(), grants: z.array(grant) })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

export const session = z.strictObject({ user: me, expiresAt: instant }).meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

/** What the sign-in page may say to strangers: the demo people of a demo installation, nothing elsewhere. */
export const sessionHints = z
  .strictObject({
    demoUsers: z.array(
      z.strictObject({ username: z.string(), password: z.string(), name: z.string(), role: z.enum(roles) }),
    ),
  })
  .meta({ id: 'SessionHints' });
export type SessionHints = z.infer<typeof sessionHints>;
