// What a list would add to a directory as it stands: drafts for who is new, who is there already, and what cannot be found.
import { createHash, randomUUID } from 'node:crypto';
import type { RowIssue } from '../contracts/helper-tables.ts';
import { helperConsentVersion, startingCaps } from '../domain/directory/rules.ts';
import type { HelperDraft, Queryable } from '../store/helper-entries.ts';
import { knownInDirectory } from '../store/helper-imports.ts';
import { tableHeadings } from '../web/wording/helpers.ts';
import type { Dependencies } from './dependencies.ts';
import type { HelperRow } from './helper-rows.ts';

export type ImportPlan = {
  drafts: HelperDraft[];
  listed: { row: number; label: string }[];
  issues: RowIssue[];
  /** Equal for equal rows and an equal directory: how an old preview is noticed. */
  outcome: string;
};

export async function planImport(
  { cipher, reference }: Pick<Dependencies, 'cipher' | 'reference'>,
  db: Queryable,
  rows: readonly HelperRow[],
  { communityId, by }: { communityId: string; by: string },
): Promise<ImportPlan> {
  const compounds = new Map((await reference.compounds(communityId)).map(({ id, name }) => [name, id]));
  const phones = rows.filter(({ kind }) => kind === 'member').map(({ phone }) => phone);
  const known = await knownInDirectory(db, cipher, communityId, phones);
  const groups = new Map(known.groups.map(({ id, kind, name }) => [`${kind} ${name}`, id]));
  const issues: RowIssue[] = [];
  const isListed = ({ kind, phone, name }: HelperRow) =>
    kind === 'member' ? known.phones.has(phone) : groups.has(`${kind} ${name ?? ''}`);
  const listed = rows.filter(isListed);
  const fresh = rows.filter((row) => !isListed(row)).map((row) => ({ row, id: randomUUID() }));
  // Members may belong to a unit that the same list brings.
  const ids = new Map(groups);
  for (const { row, id } of fresh) if (row.name !== null) ids.set(`${row.kind} ${row.name}`, id);
  const find = (
    from: ReadonlyMap<string, string>,
    key: string,
    name: string | null,
    row: number,
    column: 'compound' | 'unit' | 'team',
  ) => {
    if (name === null) return null;
    const id = from.get(key);
    if (id === undefined) {
      const where = column === 'compound' ? '社区里' : '名录和本表里';
      issues.push({ row, column: tableHeadings[column], message: `${where}没有“${name.slice(0, 20)}”` });
    }
    return id ?? null;
  };
  const now = Date.now();
  const drafts = fresh.map(({ row: given, id }): HelperDraft => {
    const { row, kind, name, person, phone, email, capabilities, training, hours, quiet, consented } = given;
    return {
      ...{ id, kind, communityId, name, person, phone, email, capabilities, training, hours, quiet },
      ...startingCaps[kind],
      maxActiveTasks: given.maxActiveTasks,
      compoundId: find(compounds, given.compound ?? '', given.compound, row, 'compound'),
      unitId: find(ids, `unit ${given.unit ?? ''}`, given.unit, row, 'unit'),
      teamId: find(ids, `team ${given.team ?? ''}`, given.team, row, 'team'),
      recusals: [],
      state: 'enrolled',
      userId: null,
      consentVersion: consented ? helperConsentVersion : null,
      consentAt: consented ? now : null,
      source: 'import',
      enteredBy: by,
      enteredAt: now,
      verifiedBy: null,
    };
  });
  const judged = [
    fresh.map(({ row }) => row.row),
    listed.map(({ row }) => row),
    issues,
    knownIds(drafts, known.groups),
  ];
  return {
    drafts,
    listed: listed.map(({ row, name, person }) => ({ row, label: name ?? `${person.slice(0, 1)}**` })),
    issues,
    outcome: createHash('sha256').update(JSON.stringify(judged)).digest('hex'),
  };
}

/** To which units and teams of the directory the new members would belong. */
function knownIds(drafts: readonly HelperDraft[], groups: readonly { id: string }[]): (string | null)[][] {
  const there = new Set(groups.map(({ id }) => id));
  const known = (id: string | null) => (id !== null && there.has(id) ? id : null);
  return drafts.map(({ unitId, teamId, compoundId }) => [known(unitId), known(teamId), compoundId]);
}
