// Figures for Prometheus: the process, the HTTP face, and the counts that tell whether the centre keeps up. No case is named.
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../store/client.ts';
import { countOpenAppeals, countNotices } from '../store/counts.ts';

export type Metrics = { observe: RequestHandler; answer: RequestHandler };

export function openMetrics(store: Store): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests, by route.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const open = new Gauge({
    name: 'huying_appeals_open',
    help: 'Appeals that are not closed, by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  const overdue = new Gauge({
    name: 'huying_appeals_overdue',
    help: 'Open appeals with an expired clock.',
    registers: [registry],
  });
  const notices = new Gauge({
    name: 'huying_notices',
    help: 'Notices not yet delivered, by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  const up = new Gauge({ name: 'huying_database_up', help: '1 when the counts could be read.', registers: [registry] });

  const count = async () => {
    const [appeals, waiting] = await Promise.all([countOpenAppeals(store), countNotices(store)]);
    open.reset();
    for (const { state, n } of appeals.byState) open.set({ state }, n);
    overdue.set(appeals.overdue);
    notices.set({ state: 'waiting' }, waiting.waiting);
    notices.set({ state: 'failed' }, waiting.failed);
  };
  return {
    observe: (request, response, next) => {
      const stop = duration.startTimer({ http_request_method: request.method });
      response.once('finish', () => {
        const route = typeof response.locals.route === 'string' ? response.locals.route : 'other';
        stop({ http_route: route, http_response_status_code: response.statusCode });
      });
      next();
    },
    answer: async (_request, response) => {
      // The page must be readable when the database is not.
      up.set(
        await count().then(
          () => 1,
          () => 0,
        ),
      );
      response.setHeader('Content-Type', registry.contentType);
      response.send(await registry.metrics());
    },
  };
}
