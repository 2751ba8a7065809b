// A case with an offer to one helper, as the tests of offers' pages need it: rows only, without the rules that make them.
import type { Appeal, Clock, Escalation } from '../../../domain/appeal/types.ts';
import type { Offer } from '../../../domain/ladder/types.ts';
import type { Store } from '../../../store/client.ts';
import { aCase } from '../../store/cases.ts';

const hour = 3_600_000;
export const no = 'SQ20261124-000001';
export const offerId = `${no}-9-1`;
export const helperId = 'member-1';

export function anOffer(changes: Partial<Offer> = {}): Offer {
  return {
    id: offerId,
    rung: 3,
    raisedSeq: 9,
    helperId,
    kind: 'member',
    ask: 'work',
    score: 0.8,
    parts: { capability: 0.4, distance: 0.2, availability: 0.1, headroom: 0.05, response: 0.05 },
    sentAt: Date.now() - hour,
    state: 'sent',
    answeredAt: null,
    confirmedAt: null,
    confirmedBy: null,
    arrivedAt: null,
    doneAt: null,
    hours: null,
    persons: null,
    textId: null,
    ...changes,
  };
}

/** A late case on rung 3 (or 4, with the office that was called) with these offers. */
export function lateCase(offers: Offer[], { rung = 3, officeId = null as string | null } = {}): Appeal {
  const at = Date.now() - hour;
  const raised: Escalation = {
    rung,
    reasons: ['supervision'],
    raisedAt: at,
    raisedSeq: 9,
    acknowledgedAt: null,
    acknowledgedBy: null,
    silentAt: null,
    endedAt: null,
    seeking: false,
    officeId,
  };
  const supervision: Clock = {
    name: 'supervision',
    ref: null,
    half: 'acknowledge',
    rung,
    round: 0,
    openSeq: 9,
    openedAt: at,
    dueAt: Date.now() + hour,
    unit: 'hour',
    warnAt: null,
    warnedAt: null,
    firedAt: null,
    pausedRemaining: null,
  };
  return {
    ...aCase(no, 9),
    place: { communityId: 'shuangta', compoundId: 'bajiaxiang', buildingId: null },
    state: 'handling',
    escalations: [raised],
    clocks: [supervision],
    late: [{ clock: 'handling', ref: null, round: 0, dueAt: at - hour, firedAt: at - hour }],
    offers,
  };
}

export async function storeCase({ db }: Store, doc: Appeal): Promise<void> {
  const row = { version: 9, doc, communityId: 'shuangta', type: 'HELP', category: 'LIGHT', class: 'U3', title: '路灯' };
  const create = { no, receivedAt: new Date(), ...row };
  await db.appeal.upsert({ where: { no }, create, update: row });
}

export async function addMember({ db }: Store, id: string): Promise<void> {
  const row = { id, kind: 'member', communityId: 'shuangta', state: 'verified', source: 'seed', enteredBy: 'clerk' };
  await db.helper.create({ data: row });
}
