// Ways out of the office and back: people's mediation and the residents' council (domain §4.2 toMediation, toCouncil). The
// resident's clock runs on in both: they are ways of handling, not of waiting (docs/decisions/0014).
import type { Refusal } from '../errors.ts';
import { notInGrace } from './requests.ts';
import type { Moment, Rules } from './rule.ts';
import { assistTasks, ofLeadUnit } from './rules-handling.ts';
import type { Appeal } from './types.ts';

export const elsewhereRules: Rules<'toMediation' | 'mediated' | 'toCouncil' | 'resolved'> = {
  toMediation: {
    from: ['handling'],
    guard: (appeal, moment) => ofLeadUnit(appeal, moment) ?? notUrgent(appeal),
    decide: (_appeal, { appellantAgrees, otherAgrees, textId }) =>
      appellantAgrees && otherAgrees ? [{ kind: 'mediationBegun', data: { textId } }] : { code: 'partyRefuses' },
  },
  mediated: {
    from: ['inMediation'],
    decide: (_appeal, payload) => [{ kind: 'mediated', data: payload }],
  },
  toCouncil: {
    from: ['handling'],
    guard: notUrgent,
    decide: (_appeal, payload) => [{ kind: 'councilCalled', data: payload }],
  },
  resolved: {
    from: ['inCouncil'],
    guard: (appeal: Appeal, _moment: Moment) => notInGrace(appeal),
    decide: (appeal, { assist, textId }, { now }) => {
      const made = assistTasks(appeal, appeal.assignment?.unitId ?? null, assist, now);
      return 'code' in made ? made : [{ kind: 'resolved', data: { ...made, textId } }];
    },
  },
};

/** What has to be done within hours is done, not talked over. */
function notUrgent(appeal: Appeal): Refusal | null {
  const urgent = appeal.class === 'U0' || appeal.class === 'U1' || appeal.class === 'U2';
  return urgent ? { code: 'mediationNotAllowed', params: { class: appeal.class } } : null;
}
