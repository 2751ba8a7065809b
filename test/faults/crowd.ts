// A hundred people at work through the HTTP API while parts of the system are killed: they ask again with the same key until they
// have an answer, as the console does, and remember every answer, so that a test can hold them against the log afterwards.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addPlace } from '../../bench/place.ts';
import type { ActionAnswer } from '../../contracts/appeal-actions.ts';
import type { AppealCreated } from '../../contracts/appeals.ts';
import { demoPassword } from '../../config/demo.ts';
import type { ActionName } from '../../domain/words.ts';
import type { Store } from '../../store/client.ts';
import type { Stack } from '../support/stack.ts';

export type Said = { no: string; action: ActionName; key: string; answer: ActionAnswer };
type Session = { cookie: string };
type Step = { who: keyof Cast; action: ActionName; body: object };
type Cast = { clerk: Session; dispatcher: Session; handler: Session; callback: Session };

export type Crowd = {
  /** Every answer that was given to somebody, in the order in which they came. */
  said: Said[];
  numbers: string[];
  /** Resolves when every case has gone its way. */
  done: Promise<void>;
  /** Steps done so far, over all cases. */
  progress: () => number;
};

const usernames: Record<keyof Cast, string> = {
  clerk: 'clerk',
  dispatcher: 'dispatcher',
  handler: 'handler',
  callback: 'callback',
};

/** How long somebody keeps asking with the same key. */
const patienceMs = 90_000;

export async function castOf(stack: Stack): Promise<Cast> {
  const signedIn = await Promise.all(
    Object.entries(usernames).map(async ([name, username]) => {
      const answer = await fetch(`${stack.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stack.url },
        body: JSON.stringify({ username, password: demoPassword }),
      });
      if (!answer.ok) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`);
      const cookie = answer.headers
        .getSetCookie()
        .map((each) => each.split(';')[0])
        .join('; ');
      return [name, { cookie }];
    }),
  );
  return Object.fromEntries(signedIn) as Cast;
}

export type CrowdOptions = {
  size: number;
  communityId: string;
  unitId: string;
  /** Pause of each person between two steps, at most. */ paceMs: number;
  /** Share of cases that stop after signing. */ idle?: number;
};

/** Files `size` appeals and walks each to its closing (or, for the idle share, leaves it with its handler). */
export function startCrowd(stack: Stack, cast: Cast, options: CrowdOptions): Crowd {
  const said: Said[] = [];
  const numbers: string[] = [];
  let steps = 0;
  const walk = async (index: number) => {
    const created = await insist<AppealCreated>(stack, cast.clerk, '/api/v1/appeals', randomUUID(), {
      type: 'HELP',
      category: 'LIGHT',
      communityId: options.communityId,
      text: `第 ${index} 盏路灯不亮`,
      appellant: { name: '张女士', phone: '13800001234' },
    });
    numbers.push(created.no);
    let seq = created.seq;
    const way = stepsOf(options.unitId).slice(0, index < options.size * (options.idle ?? 0) ? 3 : undefined);
    for (const { who, action, body } of way) {
      await sleep(Math.random() * options.paceMs);
      const key = randomUUID();
      const path = `/api/v1/appeals/${created.no}/actions/${action}`;
      const answer = await insist<ActionAnswer>(stack, cast[who], path, key, { seq: Math.max(seq, 1), ...body });
      said.push({ no: created.no, action, key, answer });
      seq = answer.seq;
      steps += 1;
    }
  };
  const done = Promise.all(Array.from({ length: options.size }, (_, index) => walk(index))).then(() => undefined);
  return { said, numbers, done, progress: () => steps };
}

function stepsOf(unitId: string): Step[] {
  return [
    { who: 'clerk', action: 'accept', body: { type: 'HELP', category: 'LIGHT', class: 'U3' } },
    { who: 'dispatcher', action: 'dispatch', body: { unitId } },
    { who: 'handler', action: 'sign', body: {} },
    { who: 'handler', action: 'contact', body: { way: 'phone' } },
    { who: 'handler', action: 'complete', body: { text: '已经修好' } },
    { who: 'handler', action: 'reply', body: { channel: 'phone', text: '已经修好，请查看' } },
    { who: 'callback', action: 'feedback', body: { contacted: true, solved: true, satisfaction: 'satisfied' } },
  ];
}

/** Asks with the same key until there is an answer; a refusal of the domain is an error, being away is not. */
async function insist<T>(stack: Stack, { cookie }: Session, path: string, key: string, body: object): Promise<T> {
  let last = '';
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(300 + Math.random() * 300)) {
    try {
      const answer = await fetch(`${stack.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stack.url, cookie, 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.ok) return (await answer.json()) as T;
      last = `${answer.status} ${await answer.text()}`;
      if (answer.status < 500 && answer.status !== 429) break;
    } catch (error) {
      last = String(error);
    }
  }
  throw new Error(`${path}: no answer; the last: ${last}`);
}

/**
 * A community of the crowd's own: the handling of each case passes after a few seconds, while they are at it, and the supervisor is
 * written to. Nothing climbs on from there: what a slow machine has to do is no more than what a fast one has.
 */
export async function crowdPlace(store: Store): Promise<{ communityId: string; unitId: string }> {
  const settings = { offsetSeconds: 0, gatherSeconds: 0 };
  return addPlace(store, 'crowd', { settings, limits: { handling: '6s' } });
}
