// From what a caller sends with an action to what the case is told: free text becomes the id of a row, and what is named must exist.
import { randomUUID } from 'node:crypto';
import type { ActionPayload } from '../contracts/appeal-actions.ts';
import type { Payload } from '../domain/appeal/commands.ts';
import type { Actor, Appeal } from '../domain/appeal/types.ts';
import { compactLimit } from '../domain/policy/terms.ts';
import type { ActionName } from '../domain/words.ts';
import { strangeAttachments } from '../store/cases.ts';
import { writeText } from '../store/texts.ts';
import type { Dependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';

type Asked<A extends ActionName> = { appeal: Appeal; action: A; payload: ActionPayload<A>; actor: Actor };
type AnyPayload = ActionPayload<ActionName>;

/** Actions whose text the resident reads: what concerns them is said to them, everything else is an internal note. */
const toResident: readonly ActionName[] = ['decline', 'transferOut', 'answerNow', 'needInfo', 'reply'];

export async function commandPayload<A extends ActionName>(deps: Dependencies, asked: Asked<A>): Promise<Payload<A>> {
  const { appeal, action, actor } = asked;
  const payload: AnyPayload = asked.payload;
  const facts = await checked(deps, appeal, payload);
  const text = 'text' in payload ? payload.text : undefined;
  const { text: _text, ...rest } = { text, ...facts };
  if (text === undefined) return rest as Payload<A>;
  const textId = await writeText(deps.store, deps.cipher, {
    appealNo: appeal.no,
    authorId: actor.id,
    action,
    public: toResident.includes(action) || actor.role === 'resident',
    text,
  });
  return { ...rest, textId } as Payload<A>;
}

async function checked(deps: Dependencies, appeal: Appeal, payload: AnyPayload): Promise<Record<string, unknown>> {
  if ('category' in payload) {
    const policy = await deps.reference.policy(appeal.terms.policyVersion);
    const category = policy?.categories.find(({ code }) => code === payload.category);
    if (!category) throw unknown('category');
    return { ...payload, ownHandling: category.handling ? compactLimit(category.handling) : null };
  }
  if ('unitId' in payload) {
    const units = await deps.reference.units(appeal.place.communityId);
    const assist = 'assist' in payload ? payload.assist : [];
    for (const [path, id] of [
      ['unitId', payload.unitId],
      ...assist.map(({ unitId }, i) => [`assist.${i}.unitId`, unitId]),
    ] as const) {
      if (!units.some((unit) => unit.id === id && unit.active)) throw unknown(path ?? 'unitId');
    }
    return 'assist' in payload
      ? { ...payload, assist: assist.map((each) => ({ id: randomUUID(), ...each })) }
      : payload;
  }
  if ('evidence' in payload) {
    const strange = await strangeAttachments(deps.store, appeal.no, payload.evidence);
    if (strange.length > 0) throw unknown('evidence');
  }
  return payload;
}

function unknown(path: string): ProblemError {
  return new ProblemError('unknownReference', { errors: [{ path, message: '没有这一项，请重新选择' }] });
}
