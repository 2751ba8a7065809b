// The hard filters of domain §4.5, each with its reason. A helper is looked at by all of them, so that the answer to "why not me"
// is whole.
import { shanghaiMinutes } from '../time/shanghai.ts';
import type { Instant } from '../time/types.ts';
import type { AppealType } from '../words.ts';
import type { HelperProfile, MatchRequest, QuietHours, RejectReason } from './types.ts';

/** A request with what many helpers are compared with made ready. */
export type Prepared = MatchRequest & {
  /** The place of each wanted capability. */
  wanted: ReadonlyMap<string, number>;
  concerns: ReadonlySet<string>;
  minute: number;
  membersMay: boolean;
};

export function prepare(request: MatchRequest): Prepared {
  const { compoundId, buildingId } = request.place;
  const concerned = [...request.recused, compoundId, buildingId].filter((id): id is string => id !== null);
  return {
    ...request,
    wanted: new Map(request.capabilities.map((name, index) => [name, index])),
    concerns: new Set(concerned),
    minute: shanghaiMinutes(request.at),
    membersMay: membersMayHelp(request),
  };
}

/** Categories whose matters are never a volunteer's (domain §5: never). */
const disputes: readonly string[] = ['NEIGH', 'FAMILY'];

/** Disputes, reports, minors and whatever is sensitive never reach members (domain §4.5, §9). */
export function membersMayHelp({
  category,
  type,
  flags,
}: {
  category: string;
  type: AppealType;
  flags: readonly string[];
}): boolean {
  return (
    type !== 'REPORT' && !disputes.includes(category) && !flags.some((flag) => ['sensitive', 'minor'].includes(flag))
  );
}

/** Everything that speaks against asking the helper now; empty when they may be asked. */
export function reasonsAgainst(request: Prepared, helper: HelperProfile): RejectReason[] {
  const isMember = helper.kind !== 'unit';
  const reasons: RejectReason[] = [];
  if (isMember !== (request.rung === 3)) reasons.push('wrongKind');
  if (helper.communityId !== request.place.communityId) reasons.push('otherCommunity');
  if (helper.state === 'enrolled') reasons.push('notVerified');
  if (helper.state === 'suspended') reasons.push('suspended');
  if (helper.state === 'left') reasons.push('left');
  if (!helper.consented) reasons.push('noConsent');
  if (isMember && !request.membersMay) reasons.push('notForMembers');
  if (isRecused(request, helper)) reasons.push('recused');
  if (request.wanted.size > 0 && !helper.capabilities.some((name) => request.wanted.has(name)))
    reasons.push('noCapability');
  if (isMember && !request.training.every((name) => helper.training.includes(name))) reasons.push('untrained');
  if (helper.quiet && isQuiet(request.minute, helper.quiet)) reasons.push('quietHours');
  if (helper.openOffers >= helper.maxOpenOffers) reasons.push('offersFull');
  if (helper.activeTasks >= helper.maxActiveTasks) reasons.push('tasksFull');
  if (isCooling(helper.coolingUntil, request.at)) reasons.push('coolingOff');
  return reasons;
}

// The case concerns them, whom they work for or belong to; or they said themselves that they want nothing to do with it. That they
// live in the compound is no reason: neighbours help.
function isRecused({ recused, concerns }: Prepared, helper: HelperProfile): boolean {
  const { id, userId = null, unitId, teamId, recusals } = helper;
  const own = [id, userId, unitId, teamId];
  if (recused.length > 0 && own.some((each) => each !== null && recused.includes(each))) return true;
  return recusals.some((each) => concerns.has(each));
}

/** Whether a minute of the day lies in quiet hours; their first minute does, their last does not. */
export function isQuiet(minute: number, { from, to }: QuietHours): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function isCooling(until: Instant | null, at: Instant): boolean {
  return until !== null && until > at;
}
