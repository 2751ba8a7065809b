// npm run dev: what is saved is taken up; the workflow bundle is made anew and the processes concerned are started again.
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../config/config.ts';

/** Which processes a change in which folder concerns. */
const concerned: Record<string, readonly ('api' | 'worker' | 'bundle')[]> = {
  api: ['api'],
  contracts: ['api'],
  'web/residents': ['api'],
  'web/wording': ['api'],
  activities: ['worker'],
  worker: ['worker'],
  'web/mail': ['worker'],
  workflows: ['bundle', 'worker', 'api'],
  domain: ['bundle', 'worker', 'api'],
  store: ['worker', 'api'],
  config: ['worker', 'api'],
};

const gatherMs = 250;

/** Calls `changed` with the processes that saved files concern, once per burst of changes. */
export function watchSources(changed: (what: Set<string>) => void): void {
  let gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  for (const [folder, what] of Object.entries(concerned)) {
    if (!existsSync(join(projectRoot, folder))) continue;
    watch(join(projectRoot, folder), { recursive: true }, (_event, file) => {
      if (!/\.(ts|tsx|css|json)$/.test(file ?? '')) return;
      for (const name of what) gathered.add(name);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = gathered;
        gathered = new Set();
        changed(now);
      }, gatherMs);
    });
  }
}
