// Who is told when cases are brought together, when many households ask for one thing, and when somebody is to knock at a door.
import type { AppealEvent } from './events.ts';
import type { NoticeKind } from './notice-kinds.ts';
import type { NoticeDraft, Recipient } from './notices.ts';

type Tell = (kind: NoticeKind, to: Recipient) => NoticeDraft;
/** The notice to a rung's target: it names what an acknowledgement must name. */
type AtRung = (notice: NoticeDraft, rung: number) => NoticeDraft;

export function ofGathering(event: AppealEvent, told: Tell, atRung: AtRung): NoticeDraft[] {
  switch (event.kind) {
    // Whoever is merged into another case hears of it like everybody who asked (domain §4.2 merge).
    case 'merged':
      return [told(event.kind, 'appellant')];
    case 'unmerged':
      // Answered and closed in the same breath: the closing is what they are told of.
      if (event.data.reason === 'answered') return [];
      return [told(event.kind, 'appellant')];
    case 'followed': {
      const { what, outcome } = event.data;
      if (what === 'redone') return [];
      const notice = told(what, 'appellant');
      return [{ ...notice, facts: { ...notice.facts, outcome } }];
    }
    case 'gathered':
      return [atRung(told('massGathered', { role: 'supervisor' }), 1)];
    // The door is not knocked at by a clock: whoever is to go there is told at once, not at the task's mark.
    case 'homeVisitRaised':
      return [told('homeVisit', event.data.unitId ? { unit: event.data.unitId } : { role: 'dispatcher' })];
    default:
      return [];
  }
}
