// What the events about whom the house protects make of a case.
import type { AppealEvent } from './events.ts';
import { guardianOf } from './guardian.ts';
import { marked } from './evolve-flags.ts';
import type { Appeal } from './types.ts';

type EventOf<K extends AppealEvent['kind']> = Extract<AppealEvent, { kind: K }>;

export const policeSteps = {
  violenceFound: (appeal: Appeal, { data, at, actor }: EventOf<'violenceFound'>): Appeal => {
    const mark = { at, by: actor.id };
    return {
      ...appeal,
      violence: { ...mark, victim: data.victim, report: null },
      flags: marked(appeal.flags, data.flags, mark),
      // What was the category's alone stands by itself now: another category does not take it away.
      categoryFlags: appeal.categoryFlags.filter((name) => !data.flags.includes(name)),
    };
  },
  policeReported: (appeal: Appeal, { data, at, actor }: EventOf<'policeReported'>): Appeal => ({
    ...appeal,
    violence: appeal.violence && { ...appeal.violence, report: { at, by: actor.id, ...data } },
  }),
  guardianConsented: (appeal: Appeal, { data, at, actor }: EventOf<'guardianConsented'>): Appeal => ({
    ...appeal,
    guardian: guardianOf(data.way, { at, by: actor.id }),
  }),
};
