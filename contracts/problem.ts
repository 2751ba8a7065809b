// How the product says no: RFC 9457 problems with a stable code.
import { z } from 'zod';
import { refusalCodes } from '../domain/errors.ts';
import { states } from '../domain/words.ts';

/** Refusals of the HTTP face, beside the domain's own (domain/errors.ts). */
export const apiCodes = [
  'invalid',
  'malformedJson',
  'malformedUrl',
  'keyRequired',
  'unauthenticated',
  'badCredentials',
  'wrongPassword',
  'passwordChangeNeeded',
  'crossSite',
  'forbidden',
  'reasonRequired',
  'notFound',
  'methodNotAllowed',
  'tooLarge',
  'unsupportedMediaType',
  'unknownReference',
  'ownAccount',
  'otherCommunities',
  'postHeld',
  'postGone',
  'usernameTaken',
  'emailTaken',
  'tooManyRequests',
  'staleEntry',
  'alreadyListed',
  'oldPreview',
  'unreadableTable',
  'internal',
  'mayHaveTakenEffect',
  'unavailable',
] as const;
export type ApiCode = (typeof apiCodes)[number];

export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum([...refusalCodes, ...apiCodes]),
    detail: z.string(),
    requestId: z.string().meta({ description: '报障时请提供' }),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    seq: z.int().optional().meta({ description: '案件当前的版本号（409）' }),
    state: z.enum(states).optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
