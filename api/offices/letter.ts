// The facts of a 吹哨 letter, from the case as it stands: the same for the office's own page and for staff who print it.
import type { Appeal, Escalation } from '../../domain/appeal/types.ts';
import { factsOf } from '../../domain/appeal/notice-facts.ts';
import { feeding } from '../../domain/ladder/climb.ts';
import { limitOf } from '../../domain/policy/terms.ts';
import { namesFor } from '../../store/letter-facts.ts';
import { findOffice } from '../../store/offices.ts';
import { holdersOfRole } from '../../store/people.ts';
import type { OfficeLetter } from '../../web/offices/office-letter.tsx';
import type { Dependencies } from '../dependencies.ts';

/** The rung of that call; null when no office was called on it. */
export function callOf(appeal: Appeal, raisedSeq: number): (Escalation & { officeId: string }) | null {
  const raised = appeal.escalations.find((each) => each.raisedSeq === raisedSeq);
  return raised?.officeId == null ? null : { ...raised, officeId: raised.officeId };
}

export async function officeLetterOf(
  deps: Dependencies,
  appeal: Appeal,
  raised: Escalation & { officeId: string },
): Promise<OfficeLetter> {
  const { communityId, compoundId } = appeal.place;
  const [office, names, contact] = await Promise.all([
    findOffice(deps.store, raised.officeId),
    namesFor(deps.store.db, [{ communityId, compoundId, category: appeal.category }]),
    contactOf(deps, communityId),
  ]);
  const late = appeal.late.filter(({ clock, round, firedAt }) => {
    return round === appeal.round && firedAt <= raised.raisedAt && feeding.includes(clock);
  });
  return {
    no: appeal.no,
    raisedSeq: raised.raisedSeq,
    office: office?.name ?? '有关单位',
    community: names.communities.get(communityId) ?? '',
    compound: compoundId === null ? null : (names.compounds.get(compoundId) ?? null),
    category: names.categories.get(appeal.category) ?? appeal.category,
    class: appeal.class,
    state: appeal.state,
    receivedAt: appeal.receivedAt,
    calledAt: raised.raisedAt,
    broken: late.map(({ clock, dueAt }) => ({ clock, dueAt })),
    tried: factsOf(appeal, raised.rung).tried.filter(({ at }) => at <= raised.raisedAt),
    within: limitOf(appeal.terms, appeal.class, 'supervision'),
    contact,
  };
}

/** The community's head, else its supervisor: a person, since an office rings back. */
async function contactOf({ store }: Dependencies, communityId: string): Promise<OfficeLetter['contact']> {
  for (const role of ['director', 'supervisor'] as const) {
    const [id] = await holdersOfRole(store, communityId, role);
    const user = id === undefined ? null : await store.db.user.findUnique({ where: { id } });
    if (user) return { name: user.name, email: user.email };
  }
  return null;
}
