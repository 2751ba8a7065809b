// The flags of a case: set by persons and by its category, with who and when.
import type { Appeal, FlagName } from './types.ts';

/** The new category's flags beside those that somebody gave; the former category's go with it. */
export function flagsAfter(
  appeal: Appeal,
  { flags: given, dropped = [] }: { flags: FlagName[]; dropped?: FlagName[] },
  mark: { at: number; by: string },
): Pick<Appeal, 'flags' | 'categoryFlags'> {
  const kept = Object.fromEntries(
    Object.entries(appeal.flags).filter(([name]) => !dropped.includes(name as FlagName)),
  ) as Appeal['flags'];
  const byPerson = (name: FlagName) => kept[name] !== undefined && !appeal.categoryFlags.includes(name);
  return { flags: marked(kept, given, mark), categoryFlags: given.filter((name) => !byPerson(name)) };
}

/** The flags with those of `names` that were not set, set by `mark`. */
export function marked(flags: Appeal['flags'], names: FlagName[], mark: { at: number; by: string }): Appeal['flags'] {
  const all = { ...flags };
  for (const name of names) all[name] ??= mark;
  return all;
}
