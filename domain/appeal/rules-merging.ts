// Merge (并单) and unmerge: asked by one person and decided by another; the child follows the master from then on
// (evolve-gathering.ts, case-messages.ts). Whether there is such a master, and whether it is open, the API has looked; if it has
// ended meanwhile it answers the child, which then goes back by itself.
import type { Refusal } from '../errors.ts';
import { isRequest, mayDecide, notPending, requestToDecide } from './requests.ts';
import type { Moment, Rules } from './rule.ts';
import { isShutAlike } from './shielding.ts';
import type { Appeal } from './types.ts';

const mergeable = ['registered', 'accepted', 'dispatched', 'handling'] as const;

export const mergingRules: Rules<'requestMerge' | 'decideMerge' | 'requestUnmerge' | 'decideUnmerge'> = {
  requestMerge: {
    from: mergeable,
    guard: (appeal) => notPending(appeal, 'merge') ?? noChildren(appeal),
    decide: (appeal, { into, intoShieldedFrom, textId }) => {
      if (into === appeal.no) return { code: 'mergeIntoItself' };
      return readable(appeal, intoShieldedFrom) ?? [{ kind: 'mergeRequested', data: { into, textId } }];
    },
  },
  decideMerge: {
    from: mergeable,
    guard: (appeal, moment) => mayDecide('merge')(appeal, moment) ?? noChildren(appeal),
    decide: (appeal, payload) => {
      const request = requestToDecide(appeal, 'merge', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      const into = request.into ?? null;
      if (!payload.granted || into === null)
        return [{ kind: 'requestDenied', data: { request: 'merge', requestSeq, textId, resumed: [] } }];
      const refusal = readable(appeal, payload.intoShieldedFrom);
      if (refusal) return refusal;
      // The law's clocks are paused by nothing of the house's own (domain §3.1).
      const statutory = appeal.xinfang ? { statutory: true as const } : {};
      return [{ kind: 'merged', data: { into, requestSeq, textId, ...statutory } }];
    },
  },
  requestUnmerge: {
    from: ['merged'],
    guard: (appeal) => stillFollows(appeal) ?? notPending(appeal, 'unmerge'),
    decide: (_appeal, { textId }) => [{ kind: 'unmergeRequested', data: { textId } }],
  },
  decideUnmerge: {
    from: ['merged'],
    guard: (appeal: Appeal, moment: Moment) => stillFollows(appeal) ?? mayDecide('unmerge')(appeal, moment),
    decide: (appeal, payload) => {
      const request = requestToDecide(appeal, 'unmerge', payload);
      if (!isRequest(request)) return request;
      const { requestSeq, textId } = payload;
      if (!payload.granted || !appeal.merge)
        return [{ kind: 'requestDenied', data: { request: 'unmerge', requestSeq, textId, resumed: [] } }];
      return [{ kind: 'unmerged', data: { from: appeal.merge.into, reason: 'decided', requestSeq, textId } }];
    },
  },
};

/** Who leads others does not follow: no chains, in which an answer would come too late or never. */
function noChildren(appeal: Appeal): Refusal | null {
  return appeal.children.length > 0 ? { code: 'hasChildren', params: { count: appeal.children.length } } : null;
}

/** Each can be read in the other: whom one is kept from must not see the other (domain §4.6 report). */
function readable(appeal: Appeal, masters: readonly string[] = []): Refusal | null {
  return isShutAlike(appeal.shieldedFrom, masters) ? null : { code: 'shieldedOtherwise' };
}

/** Archived with its master there is nothing to go back to. */
function stillFollows(appeal: Appeal): Refusal | null {
  return appeal.archivedAt === null ? null : { code: 'windowClosed' };
}
