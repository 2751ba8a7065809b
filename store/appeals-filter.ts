// The list's filter, scope and orders as SQL. Values travel as parameters only; the texts here are all there is to a query.
import type { Instant } from '../domain/time/types.ts';
import type { AppealClass, State } from '../domain/words.ts';

/**
 * Every case of these communities, and of other communities those in which these units lead or assist; but none that is shielded
 * from `self` (the person's own id and their units'), and of the communities in `plain` no sensitive one.
 */
export type Scope = { communityIds: string[]; unitIds: string[]; self: string[]; plain: string[] };

export type AppealFilter = {
  scope: Scope;
  /** Cases shielded from the scope's person (store/shielding.ts). */
  hidden?: string[];
  states?: readonly State[];
  classes?: readonly AppealClass[];
  category?: string;
  communityId?: string;
  compoundId?: string;
  handlerId?: string;
  overdue?: boolean;
  /** 挂牌督办 now. */
  listed?: boolean;
  /** Not ended (or ended, when false). */
  open?: boolean;
  dueBefore?: Instant;
  /** Characters in number or title, from one on; white space does not count. */
  text?: string;
};

export type Sort = 'overdue' | 'due' | 'received';

export type FilterSql = { /** A table `s` of communities. */ scopes: string; where: string; values: unknown[] };

const due = `coalesce(a.due_at, 'infinity'::timestamptz)`;

/** The conditions on `a` (appeal), beside a row `s` of the scope. More values may be pushed behind those it used. */
export function filterOf(filter: AppealFilter): FilterSql {
  const values: unknown[] = [];
  const use = (value: unknown) => `$${values.push(value)}`;
  const { scope } = filter;
  const communities = use(scope.communityIds);
  const scopes = `(
    SELECT id AS community_id, NULL::text[] AS unit_ids FROM unnest(${communities}::text[]) AS id
    UNION ALL
    SELECT community_id, array_agg(id) FROM unit
    WHERE id = ANY(${use(scope.unitIds)}::text[]) AND community_id <> ALL(${communities}::text[]) GROUP BY community_id
  ) s`;
  const conditions = [
    'a.community_id = s.community_id',
    '(s.unit_ids IS NULL OR a.unit_id = ANY(s.unit_ids) OR a.assist_unit_ids && s.unit_ids)',
  ];
  const add = <T>(value: T | undefined, condition: (value: T) => string) => {
    if (value !== undefined) conditions.push(condition(value));
  };
  if (filter.hidden && filter.hidden.length > 0) conditions.push(`a.no <> ALL(${use(filter.hidden)}::text[])`);
  if (scope.plain.length > 0)
    conditions.push(`NOT (a.sensitive AND a.community_id = ANY(${use(scope.plain)}::text[]))`);
  add(filter.states, (states) => `a.state = ANY(${use(states)}::text[])`);
  add(filter.classes, (classes) => `a.class = ANY(${use(classes)}::text[])`);
  add(filter.category, (category) => `a.category = ${use(category)}`);
  add(filter.communityId, (id) => `a.community_id = ${use(id)}`);
  add(filter.compoundId, (id) => {
    const compound = use(id);
    // A compound lies in one community: the others need not be searched for it.
    return `a.compound_id = ${compound} AND a.community_id = (SELECT community_id FROM compound WHERE id = ${compound})`;
  });
  add(filter.handlerId, (id) => `a.handler_id = ${use(id)}`);
  add(filter.overdue, (overdue) => (overdue ? 'a.overdue' : 'NOT a.overdue'));
  add(filter.listed, (listed) => (listed ? 'a.listed' : 'NOT a.listed'));
  add(filter.open, (open) => (open ? 'a.closed_at IS NULL' : 'a.closed_at IS NOT NULL'));
  // As the due list's index has it, so that its beginning is all that is read.
  add(filter.dueBefore, (at) => `${due} < to_timestamp(${use(at)}::float8 / 1000)`);
  add(filter.text?.trim() || undefined, (text) => textCondition(text, use));
  return { scopes, where: conditions.join(' AND '), values };
}

/** Words in number or title, not a whole number: what many rows may have in common. */
export function wordsOf({ text }: AppealFilter): string | null {
  const words = text?.trim() ?? '';
  return words === '' || wholeNumber.test(words) ? null : words;
}

const wholeNumber = /^SQ\d{8}-\d{6,}$/i;

function textCondition(text: string, use: (value: unknown) => string): string {
  if (wholeNumber.test(text)) return `a.no = ${use(text.toUpperCase())}`;
  const value = use(text);
  return `a.no IN (SELECT appeal_no FROM appeal_search WHERE grams @@ grams_query(${value}::text)) AND ${saysWords(value)}`;
}

/** That a row's number or title has the words which stand in the parameter. */
export function saysWords(param: string): string {
  return `position(search_text(${param}::text) IN search_text(a.no || ' ' || a.title)) > 0`;
}

type Order = {
  by: string;
  /** That a row lies behind the one whose values stand in these parameters. */ after: (params: string[]) => string;
};

const instant = (param = 'NULL') => `to_timestamp(${param}::float8 / 1000)`;
const dueOf = (param?: string) => `coalesce(${instant(param)}, 'infinity'::timestamptz)`;

/** Written as the indexes of the migration are, which is what makes them serve. */
export const orders: Record<Sort, Order> = {
  overdue: {
    by: `(NOT a.overdue), ${due}, a.no`,
    after: ([late, at, no]) => `((NOT a.overdue), ${due}, a.no) > (${late}::boolean, ${dueOf(at)}, ${no}::text)`,
  },
  due: {
    by: `${due}, a.no`,
    after: ([at, no]) => `(${due}, a.no) > (${dueOf(at)}, ${no}::text)`,
  },
  received: {
    by: `a.received_at DESC, a.no DESC`,
    after: ([at, no]) => `(a.received_at, a.no) < (${instant(at)}, ${no}::text)`,
  },
};
