// Keeps the services of one folder running: says when one is ready, starts one again that died, ends all in order.
import { setTimeout as sleep } from 'node:timers/promises';
import { startWarden } from './leftovers.ts';
import { exitText, launch, type RunningService, type Service, type ServiceFolder, untilReady } from './process.ts';

type Say = (line: string) => void;

/** A service that ran this long is taken as sound: its next end is met without delay. */
const soundAfterMs = 30_000;
const longestPauseMs = 5000;

export class Supervisor {
  private readonly kept = new Map<string, { service: Service; running: RunningService }>();
  private stopping = false;
  private readonly dismissWarden: () => Promise<void>;

  constructor(
    private readonly folder: ServiceFolder,
    private readonly say: Say,
  ) {
    this.dismissWarden = startWarden(folder);
  }

  /** Launches the service and waits until it is ready; from then on it is kept running. Throws when it never gets ready. */
  async start(service: Service, timeoutMs?: number): Promise<void> {
    if (this.stopping) return;
    const running = launch(service, this.folder);
    this.kept.set(service.name, { service, running });
    await untilReady(service, running, timeoutMs);
    void this.keep(service, running);
  }

  /** Ends the service; unless all is being stopped, it is then started again like one that died. */
  async restart(name: string): Promise<void> {
    await this.kept.get(name)?.running.stop();
  }

  /** Ends all: group after group in the given order, those not named last. Afterwards nothing is left. */
  async stop(order: string[][]): Promise<void> {
    this.stopping = true;
    const named = new Set(order.flat());
    const rest = [...this.kept.keys()].filter((name) => !named.has(name));
    for (const group of [...order, rest]) await Promise.all(group.map((name) => this.restart(name)));
    await this.dismissWarden();
  }

  /** Ends all at once, without asking. */
  async kill(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.kept.values()].map(({ running }) => running.stop(0)));
    await this.dismissWarden();
  }

  private async keep(service: Service, first: RunningService): Promise<void> {
    let running = first;
    let pauseMs = 0;
    let launchedAt = Date.now();
    for (;;) {
      const exit = await running.exited;
      if (this.stopping) return;
      pauseMs = Date.now() - launchedAt > soundAfterMs ? 0 : Math.min(longestPauseMs, pauseMs * 2 + 100);
      this.say(`! ${service.title} ended (${exitText(exit)}); starting it again`);
      await sleep(pauseMs);
      if (this.stopping) return;
      launchedAt = Date.now();
      running = launch(service, this.folder);
      this.kept.set(service.name, { service, running });
      await untilReady(service, running).then(
        () => this.say(`✓ ${service.title} is back (${((Date.now() - launchedAt) / 1000).toFixed(1)} s)`),
        () => undefined,
      );
    }
  }
}
