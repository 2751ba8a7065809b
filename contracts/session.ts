// Signing in and out, and who one is.
import { z } from 'zod';
import { passwordLength } from '../domain/people/passwords.ts';
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

export const session = z
  .strictObject({
    user: me,
    expiresAt: instant,
    mustChangePassword: z.boolean().meta({ description: '以一次性密码登录：换成自己的密码之前，不能办理其他事项' }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

const { min, max } = passwordLength;

/** One's own password: which one was given, and which it is to be. */
export const passwordChange = z
  .strictObject({
    current: z.string().min(1, '请填写现在的密码').max(200),
    next: z
      .string()
      .min(min, `至少 ${min} 个字符`)
      .max(max, `最多 ${max} 个字符`)
      .refine((text) => isHonestText(text), '含有不可见或控制字符'),
  })
  .meta({ id: 'PasswordChange' });

/** What the sign-in page may say to strangers: the demo people of a demo installation, nothing elsewhere. */
export const sessionHints = z
  .strictObject({
    demoUsers: z.array(
      z.strictObject({ username: z.string(), password: z.string(), name: z.string(), role: z.enum(roles) }),
    ),
  })
  .meta({ id: 'SessionHints' });
export type SessionHints = z.infer<typeof sessionHints>;
