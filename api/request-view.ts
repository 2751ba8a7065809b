// A request as people read it: who asked, what exactly, and what was decided.
import type { RequestView } from '../contracts/decisions.ts';
import type { Request } from '../domain/appeal/types.ts';
import type { Instant } from '../domain/time/types.ts';

type Names = {
  unit: (id: string) => string | null;
  person: (id: string) => string;
  text: (id: string) => string | null;
};

export function requestViewOf(request: Request, names: Names): RequestView {
  const { seq, kind, state, role, length, class: cls, after, at, endedAt, decidedBy } = request;
  const textOf = (id: string | null) => (id === null ? null : names.text(id));
  return {
    ...{ seq, kind, state, role, length, class: cls, after },
    at: iso(at),
    by: role === 'resident' ? '居民' : names.person(request.by),
    unitName: request.unitId === null ? null : names.unit(request.unitId),
    text: textOf(request.textId),
    endedAt: endedAt === null ? null : iso(endedAt),
    decidedBy: decidedBy === null ? null : decidedBy === 'system' ? '系统' : names.person(decidedBy),
    into: request.into ?? null,
    decisionText: textOf(request.decisionTextId),
  };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
