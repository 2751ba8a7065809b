// The model's part on what a case is told of others (§4.2 merge, §4.6 mass): it joins and leaves, its master moves, many ask the same.
import type { Appeal } from '../../../domain/appeal/types.ts';
import type { Telling, Told } from '../../../domain/appeal/tell.ts';
import { apart } from './model-protection.ts';
import { open, type Model } from './model-base.ts';
import { awaitsAnswer } from './model-xinfang.ts';

const moves = ['replied', 'closed', 'redone', 'archived', 'ended'] as const;

/** What could be on its way to the case; sometimes of another merge than the one it is in. */
export function tellingFor({ merge }: Appeal, model: Model, salt: number): Telling {
  const childSeq = 1 + (salt % 3);
  const child = `child-${salt % 2}`;
  const master = merge?.into ?? 'nobody';
  const which = { master, childSeq: salt % 5 === 0 ? -1 : (merge?.seq ?? 0) };
  const tellings: Telling[] = [
    { kind: 'gather', households: 3, master: null },
    { kind: 'childJoined', child, childSeq, ...(salt % 4 === 0 && { shieldedFrom: model.shut }) },
    { kind: 'childLeft', child, childSeq },
    { kind: 'masterRefused', ...which },
    { kind: 'masterMoved', ...which, masterSeq: 9, what: moves[salt % moves.length] ?? 'ended', outcome: null },
    { kind: 'masterShielded', ...which, from: [`about-${salt % 3}`], helpers: [] },
  ];
  return tellings[salt % tellings.length] ?? { kind: 'gather', households: 3, master: null };
}

/** What the case answers and what becomes of it. */
export function heard(model: Model, telling: Telling, now: boolean): { told: Told; change: Partial<Model> } {
  const nothing = { told: 'taken' as const, change: {} };
  const isOpen = open.includes(model.state);
  if (telling.kind === 'gather')
    return isOpen ? { ...nothing, change: { flags: [...new Set([...model.flags, 'mass' as const])] } } : nothing;
  if (telling.kind === 'childJoined') {
    const name = `${telling.child}:${telling.childSeq}`;
    if (model.children.includes(name)) return nothing;
    const alike = [...(telling.shieldedFrom ?? [])].sort().join() === [...model.shut].sort().join();
    return isOpen && alike
      ? { ...nothing, change: { children: [...model.children, name] } }
      : { told: 'refused', change: {} };
  }
  if (telling.kind === 'childLeft') {
    const left = model.children.filter((each) => each !== `${telling.child}:${telling.childSeq}`);
    return { ...nothing, change: { children: left } };
  }
  // Of a merge that is over, or of another one, nothing follows.
  if (model.state !== 'merged' || !now) return nothing;
  if (telling.kind === 'masterShielded')
    return { ...nothing, change: { shut: [...new Set([...model.shut, ...telling.from])] } };
  const what = telling.kind === 'masterMoved' ? telling.what : 'ended';
  if (what === 'ended') return { ...nothing, change: apart(model) };
  // The law's own answer to a 信访 matter's appellant (§3.1): while it is owed the matter does not end with its master, and once
  // given it ends for itself, open to a review.
  if (what === 'archived')
    return { ...nothing, change: awaitsAnswer(model) && model.round === 0 ? apart(model) : { over: true, asked: {} } };
  const answered = what === 'closed' && model.xinfang?.answered;
  return { ...nothing, change: answered ? { ...apart(model), state: 'closed', outcome: 'explained' } : {} };
}
