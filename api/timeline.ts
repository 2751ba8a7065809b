// The log of a case as staff read it: names for ids, texts for text ids, instants in ISO.
import type { TimelineEntry } from '../contracts/timeline.ts';
import type { AppealEvent } from '../domain/appeal/events.ts';
import { maskNumbers } from '../domain/people/masking.ts';
import type { Duration } from '../domain/time/types.ts';
import { readLog } from '../store/log.ts';
import { helperNames } from '../store/offers.ts';
import { readTexts } from '../store/texts.ts';
import { namesOf } from '../store/users.ts';
import { iso } from './iso.ts';
import type { Dependencies } from './dependencies.ts';

/** `masked`: telephone and identity numbers in texts are starred out, for readers who see no personal data. */
export async function timelineOf(
  deps: Dependencies,
  no: string,
  communityId: string,
  masked: boolean,
): Promise<TimelineEntry[]> {
  const events = await readLog(deps.store, no);
  const helpers = events.flatMap((event) =>
    event.kind === 'helpersAsked' ? event.data.offers.map(({ helperId }) => helperId) : [event.actor.id],
  );
  const [texts, names, units, helperName] = await Promise.all([
    readTexts(deps.store, deps.cipher, no, { publicOnly: false }),
    namesOf(
      deps.store,
      events.map(({ actor }) => actor.id),
    ),
    deps.reference.units(communityId),
    events.some(({ kind }) => kind === 'helpersAsked') ? helperNames(deps.store, helpers) : new Map<string, string>(),
  ]);
  return events.map((event) => {
    const { seq, kind, at, actor, action } = event;
    const text = texts.get(textIdOf(event) ?? '');
    return {
      ...{ seq, kind, action },
      at: iso(at),
      actor: {
        ...actor,
        name: names.get(actor.id) ?? helperName.get(actor.id) ?? null,
        unitName: units.find(({ id }) => id === actor.unitId)?.name ?? null,
      },
      text: text ? (masked ? maskNumbers(text.text) : text.text) : null,
      textPublic: text?.public ?? false,
      ...factsOf(event),
      offers:
        event.kind === 'helpersAsked'
          ? event.data.offers.map(({ id, helperId, ask, score, parts }) => ({
              ...{ id, helperId, ask, score, parts },
              helperName: helperName.get(helperId) ?? null,
            }))
          : [],
    };
  });
}

function textIdOf({ data }: AppealEvent): string | null {
  return 'textId' in data && typeof data.textId === 'string' ? data.textId : null;
}

type Facts = Pick<TimelineEntry, 'facts' | 'clocks' | 'moved' | 'tasks' | 'evidence' | 'tally'>;

/** The event's own small facts, and its lists, each in its place. What the case froze at registration is not repeated. */
function factsOf(event: AppealEvent): Facts {
  const { data, kind } = event;
  const small = Object.entries(kind === 'registered' ? {} : data).flatMap(
    ([name, value]): [string, Facts['facts'][string]][] => {
      if (['textId', 'reasonId', 'planId', 'owner'].includes(name)) return [];
      if (isLength(value))
        return [
          ['lengthValue', value.value],
          ['lengthUnit', value.unit],
        ];
      if (typeof value === 'number' && (name.endsWith('At') || name === 'until')) return [[name, iso(value)]];
      return isScalar(value) ? [[name, value]] : [];
    },
  );
  return {
    facts: Object.fromEntries([...small, ...ladderFact(event)]),
    clocks: 'clocks' in data ? data.clocks.map(({ name, ref, dueAt }) => ({ name, ref, dueAt: iso(dueAt) })) : [],
    moved:
      'moved' in data ? data.moved.map(({ name, ref, from, to }) => ({ name, ref, from: iso(from), to: iso(to) })) : [],
    tasks: 'tasks' in data ? data.tasks.map(({ id, unitId, dueAt }) => ({ id, unitId, dueAt: iso(dueAt) })) : [],
    evidence: 'evidence' in data ? data.evidence : [],
    tally: 'tally' in data ? data.tally : {},
  };
}

/** The way in which the case climbs after a migration, where that is another one. */
function ladderFact(event: AppealEvent): [string, string][] {
  return event.kind === 'rescheduled' && event.data.ladder ? [['route', event.data.ladder.to.route]] : [];
}

function isLength(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'value' in value && 'unit' in value;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
