// Cases as this process knows them from what it appended last, so that a workflow need not send its whole case along with every change.
import { rebuild } from '../domain/appeal/evolve.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import { sharedTerms } from '../store/case-terms.ts';
import type { Store } from '../store/client.ts';
import { readLog } from '../store/log.ts';

/**
 * Where a workflow believes its log to be: after `expected` events, of which the last has the key `headKey`; the log is that of `owner`.
 * `line` names what it built its case from: other after every continue-as-new, and after a log that took another way (decision 9).
 */
export type Standpoint = { no: string; expected: number; headKey: string; owner: string; line: string };

export type CaseMemory = {
  /** The case there; null: its log does not say so. */
  at(point: Standpoint): Promise<Appeal | null>;
  /** Remembers a case as it was stored for that line, its last event having that key. */
  keep(appeal: Appeal, headKey: string, line: string): void;
};

/** As many as a busy day changes; one that was forgotten is read from its log. */
const room = 2_000;

export function createCaseMemory(store: Store): CaseMemory {
  const kept = new Map<string, { appeal: Appeal; headKey: string; line: string }>();
  return {
    at: async ({ no, expected, headKey, owner, line }) => {
      // The line too: keys of events recur where a backup was restored and the case went another way, or its number was given anew.
      const known = kept.get(no);
      if (known?.line === line && known.headKey === headKey && known.appeal.version === expected) return known.appeal;
      const log = (await readLog(store, no)).slice(0, expected);
      const appeal = log.length === expected && log.at(-1)?.key === headKey ? rebuild(log) : null;
      return appeal?.owner === owner ? appeal : null;
    },
    keep: (appeal, headKey, line) => {
      // Anew, behind all others: the first of the map is the one that rested longest.
      kept.delete(appeal.no);
      kept.set(appeal.no, { appeal: { ...appeal, terms: sharedTerms(store, appeal.terms) }, headKey, line });
      for (const no of kept.keys()) {
        if (kept.size <= room) break;
        kept.delete(no);
      }
    },
  };
}
