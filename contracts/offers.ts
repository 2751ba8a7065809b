// Offers as the helper who was asked reads and answers them: a masked card, and after a person's confirmation whom to help.
import { z } from 'zod';
import { asks, helperKinds } from '../domain/matching/types.ts';
import { appealClasses, offerStates } from '../domain/words.ts';
import { actionPayloads, offerId } from './appeal-actions.ts';
import { appealNo, instant, uuid } from './base.ts';
import { duration } from './policies.ts';

export const offerParams = z.strictObject({ id: offerId });

export const offerCard = z
  .strictObject({
    id: offerId,
    no: appealNo,
    rung: z.int(),
    kind: z.enum(helperKinds),
    helperName: z.string().nullable().meta({ description: '代单位、团队答复时是哪一家' }),
    ask: z.enum(asks),
    category: z.string(),
    categoryName: z.string(),
    class: z.enum(appealClasses),
    communityName: z.string(),
    compoundName: z.string().nullable(),
    state: z.enum(offerStates),
    sentAt: instant,
    answerBy: instant.nullable().meta({ description: '请在何时之前答复' }),
    answeredAt: instant.nullable(),
    confirmedAt: instant.nullable().meta({ description: '工作人员何时确认：此后方可看联系方式、报告进展' }),
    actBy: instant.nullable().meta({ description: '认领之后：请在何时之前推动' }),
    within: duration.nullable().meta({ description: '认领之后有多长时间' }),
    inPairs: z.boolean().meta({ description: '须两人同行' }),
    arrivedAt: instant.nullable(),
    doneAt: instant.nullable(),
    hours: z.number().nullable(),
    persons: z.int().nullable(),
  })
  .meta({ id: 'OfferCard' });
export type OfferCard = z.infer<typeof offerCard>;

export const offerList = z.strictObject({ items: z.array(offerCard) }).meta({ id: 'OfferList' });
export type OfferList = z.infer<typeof offerList>;

/** Whom to help. Every look is on record (domain §9). */
export const offerContact = z
  .strictObject({
    anonymous: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    place: z.string(),
    address: z.string().nullable(),
    text: z.string().meta({ description: '诉求内容' }),
  })
  .meta({ id: 'OfferContact' });
export type OfferContact = z.infer<typeof offerContact>;

const { offerId: _decline, ...decline } = actionPayloads.declineOffer.shape;
const { offerId: _report, ...report } = actionPayloads.reportHelp.shape;
export const offerDecline = z.strictObject(decline).meta({ id: 'OfferDecline' });
export const offerReport = z
  .strictObject(report)
  .refine(({ stage, hours }) => stage !== 'done' || hours !== undefined, {
    path: ['hours'],
    error: '完成的任务请写明用时',
  })
  .meta({ id: 'OfferReport' });
export type OfferReport = z.infer<typeof offerReport>;

export const offerPhotos = z.strictObject({ ids: z.array(uuid) }).meta({ id: 'OfferPhotos' });
