// Who answers for a case, by its state and by the promise in question.
import type { ClockName } from '../words.ts';
import type { Recipient } from './notices.ts';
import type { Appeal } from './types.ts';

/** Whose turn it is in the case's present state: the one to urge. */
export function current(appeal: Appeal): Recipient {
  if (appeal.state === 'registered') return { role: 'clerk' };
  if (appeal.state === 'accepted') return { role: 'dispatcher' };
  if (appeal.state === 'replied') return { role: 'callbackAgent' };
  if (appeal.state === 'returnReview') return { role: 'dispatcher' };
  if (appeal.state === 'inMediation') return { role: 'mediator' };
  if (appeal.state === 'inCouncil') return { role: 'convenor' };
  if (appeal.state === 'parked') return { role: 'director' };
  return responsible(appeal, 'handling', null);
}

/** The person, unit or role that keeps a clock's promise. */
export function responsible(appeal: Appeal, clock: ClockName, ref: string | null): Recipient {
  switch (clock) {
    case 'acceptance':
      return { role: 'clerk' };
    case 'dispatch':
    case 'returnDecision':
      return { role: 'dispatcher' };
    case 'feedback':
      return { role: 'callbackAgent' };
    case 'supervision':
      return { role: 'supervisor' };
    // Who has taken the case in hand meets the family; until then who took the call.
    case 'guardianConsent':
      return appeal.assignment?.handlerId ? { user: appeal.assignment.handlerId } : { role: 'clerk' };
    case 'policeReport':
    case 'xinfangInform':
      return { role: 'clerk' };
    case 'xinfangReview':
    case 'xinfangReReview':
    case 'parkReview':
      return { role: 'director' };
    case 'xinfangClose':
      // Nobody was given it before it followed another: the supervisor answers for it.
      if (appeal.state === 'merged' && !appeal.assignment) return { role: 'supervisor' };
      return handlerOf(appeal);
    case 'task': {
      const task = appeal.tasks.find((each) => each.id === ref);
      return task ? { unit: task.unitId } : { role: 'dispatcher' };
    }
    default:
      return handlerOf(appeal);
  }
}

function handlerOf({ assignment, state }: Appeal): Recipient {
  if (assignment?.handlerId) return { user: assignment.handlerId };
  return assignment ? { unit: assignment.unitId } : { role: state === 'registered' ? 'clerk' : 'dispatcher' };
}
