// An offer as its helper sees it: the masked card, and once a person has confirmed the match whom to help, each look on record.
import type { OfferCard, OfferContact } from '../../contracts/offers.ts';
import type { Actor, Appeal } from '../../domain/appeal/types.ts';
import { maskedCard, mayMeet } from '../../domain/ladder/card.ts';
import type { Offer } from '../../domain/ladder/types.ts';
import { recordDisclosure } from '../../store/disclosures.ts';
import type { AskedHelper } from '../../store/helper-offers.ts';
import { readIntake } from '../../store/intakes.ts';
import { namesFor } from '../../store/letter-facts.ts';
import { iso, isoOrNull } from '../iso.ts';
import type { Dependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';

/** As whom a helper acts on a case: by their entry in the directory, whoever signs in or opens the letter for it. */
export function actorOf({ id, kind }: Pick<AskedHelper, 'id' | 'kind'>): Actor {
  return { id, role: kind === 'unit' ? 'partnerLiaison' : 'member', unitId: null };
}

export type Asked = { appeal: Appeal; offer: Offer };

/** The masked cards of some offers to one helper. */
export async function offerCards(deps: Dependencies, helper: AskedHelper, asked: Asked[]): Promise<OfferCard[]> {
  const cards = asked.map(({ appeal, offer }) => maskedCard(appeal, offer));
  const names = await namesFor(deps.store.db, cards);
  return cards.map(({ communityId, compoundId, ...card }) => ({
    ...card,
    helperName: helper.name,
    categoryName: names.categories.get(card.category) ?? card.category,
    communityName: names.communities.get(communityId) ?? '',
    compoundName: compoundId === null ? null : (names.compounds.get(compoundId) ?? null),
    sentAt: iso(card.sentAt),
    answerBy: isoOrNull(card.answerBy),
    answeredAt: isoOrNull(card.answeredAt),
    confirmedAt: isoOrNull(card.confirmedAt),
    actBy: isoOrNull(card.actBy),
    arrivedAt: isoOrNull(card.arrivedAt),
    doneAt: isoOrNull(card.doneAt),
  }));
}

/** Whom to help. Noted as a disclosure before it is granted; throws `confirmFirst` or `helpDone`. */
export async function discloseTo(
  deps: Dependencies,
  helper: AskedHelper,
  { appeal, offer }: Asked,
): Promise<OfferContact> {
  if (!mayMeet(offer)) throw new ProblemError(offer.doneAt === null ? 'confirmFirst' : 'helpDone');
  const { store, cipher, reference } = deps;
  const { communityId, compoundId, buildingId } = appeal.place;
  const [intake, community, compounds, buildings] = await Promise.all([
    readIntake(store, cipher, appeal.no),
    reference.community(communityId),
    reference.compounds(communityId),
    compoundId === null ? [] : reference.buildings(compoundId),
  ]);
  if (!intake) throw new ProblemError('notFound');
  await recordDisclosure(store, {
    appealNo: appeal.no,
    userId: helper.id,
    role: actorOf(helper).role,
    what: 'contact',
    reason: `协助请求 ${offer.id}`,
  });
  const nameIn = (rows: { id: string; name: string }[], id: string | null) => rows.find((row) => row.id === id)?.name;
  return {
    anonymous: intake.anonymous,
    name: intake.name,
    phone: intake.phone,
    place: [community?.name, nameIn(compounds, compoundId), nameIn(buildings, buildingId)].filter(Boolean).join(' '),
    address: intake.address,
    text: intake.text,
  };
}
