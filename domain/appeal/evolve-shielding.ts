// What it makes of a case that it is kept from somebody: who they are, and that nothing of it is theirs to do any more.
import type { AppealEvent, EventData } from './events.ts';
import { isWorkDone } from './shielding.ts';
import type { Appeal, Task } from './types.ts';

export const shieldingSteps = {
  shielded: (appeal: Appeal, { data, actor }: Extract<AppealEvent, { kind: 'shielded' }>): Appeal => ({
    ...appeal,
    // What they still owed when the work was over. While it goes on they are taken off it first (shielding.ts).
    tasks: appeal.tasks.map((task) =>
      isWorkDone(appeal) && data.from.includes(task.unitId) ? waived(task, actor.id) : task,
    ),
    shieldedFrom: [...appeal.shieldedFrom, ...data.from],
    shieldedHelpers: [...new Set([...appeal.shieldedHelpers, ...(data.helpers ?? [])])],
  }),
};

/** The sub-tasks of a case that is done again: owed by its new due; where it goes to another lead, that one chooses its own helpers. */
export function tasksAgain(appeal: Appeal, { clocks, leadShut }: EventData<'redone'>, by: string): Task[] {
  return appeal.tasks.map((task) => {
    const again = clocks.find((clock) => clock.name === 'task' && clock.ref === task.id);
    if (again) return { ...task, dueAt: again.dueAt };
    return leadShut ? waived(task, by) : task;
  });
}

/** A visit to the door goes to whoever leads next (evolve-decisions.ts `visitsBy`). */
function waived(task: Task, by: string): Task {
  return task.state === 'open' && task.kind === 'assist' ? { ...task, state: 'waived', by } : task;
}
