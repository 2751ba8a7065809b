// Cases as this process knows them from what it appended last, so that a workflow need not send its whole case along with every change.
import { rebuild } from '../domain/appeal/evolve.ts';
import type { Appeal } from '../domain/appeal/types.ts';
import type { Store } from '../store/client.ts';
import { readLog } from '../store/log.ts';

export type CaseMemory = {
  /** The case after `version` events of which the last has that key; null: its log does not say so. */
  at(no: string, version: number, headKey: string): Promise<Appeal | null>;
  /** Remembers a case as it was stored, its last event having that key. */
  keep(appeal: Appeal, headKey: string): void;
};

/** As many as a busy day changes; one that was forgotten is read from its log. */
const room = 2_000;

export function createCaseMemory(store: Store): CaseMemory {
  const kept = new Map<string, { appeal: Appeal; headKey: string }>();
  return {
    at: async (no, version, headKey) => {
      const known = kept.get(no);
      if (known?.appeal.version === version && known.headKey === headKey) return known.appeal;
      const log = (await readLog(store, no)).slice(0, version);
      return log.length === version && log.at(-1)?.key === headKey ? rebuild(log) : null;
    },
    keep: (appeal, headKey) => {
      // Anew, behind all others: the first of the map is the one that rested longest.
      kept.delete(appeal.no);
      kept.set(appeal.no, { appeal, headKey });
      for (const no of kept.keys()) {
        if (kept.size <= room) break;
        kept.delete(no);
      }
    },
  };
}
