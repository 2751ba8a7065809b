// The whole HTTP face in the order in which a request meets it.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import express, { Router, type Express } from 'express';
import { pinoHttp } from 'pino-http';
import { actionRoutes } from './appeal-actions.ts';
import { appealRoutes } from './appeals.ts';
import { attachmentRoutes, attachmentUploads, uploadRouter } from './attachments.ts';
import { sessionCookieName } from './auth.ts';
import { consolePages } from './console.ts';
import { correctionRoutes } from './corrections.ts';
import { refuseCrossSite, requireJson } from './csrf.ts';
import type { Dependencies } from './dependencies.ts';
import { docsPage } from './docs.ts';
import { decisionRoutes } from './decisions.ts';
import { dutyRoutes } from './duty.ts';
import { answerFailures, answerNotFound } from './failures.ts';
import { mountRoutes, type Route } from './handle.ts';
import { answerLive, answerReady } from './health.ts';
import { exportRoutes } from './helper-exports.ts';
import { importRouter, importRoutes, importUploads } from './helper-imports.ts';
import { helperRoutes } from './helpers.ts';
import { mailLinks } from './mail-links.ts';
import { officeLinks } from './offices/links.ts';
import { officeLetterRoutes } from './offices/print.ts';
import { offerLinks } from './offers/links.ts';
import { myOfferRoutes, myOfferUploads } from './offers/mine.ts';
import { noticeRoutes } from './notices.ts';
import { describeRoutes, type OpenApi } from './openapi.ts';
import { ownNoticeRoutes } from './own-notices.ts';
import { ownHelperRoutes } from './own-helper.ts';
import { passwordRoutes } from './passwords.ts';
import { phoneSearchRoutes } from './phone-search.ts';
import { postRoutes } from './posts.ts';
import { publicRoutes } from './public.ts';
import { referenceRoutes } from './reference-routes.ts';
import { revisionRoutes } from './revisions.ts';
import { residentPages } from './residents.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionHintRoutes } from './session-hints.ts';
import { sessionRoutes } from './session.ts';
import { stationRoutes } from './stations.ts';
import { userRoutes } from './users.ts';

/** Every JSON route below /api/v1; the reference describes the same list. */
export const apiRoutes: readonly Route[] = [
  ...sessionRoutes,
  ...sessionHintRoutes,
  ...passwordRoutes,
  ...userRoutes,
  ...postRoutes,
  ...appealRoutes,
  ...phoneSearchRoutes,
  ...actionRoutes,
  ...correctionRoutes,
  ...decisionRoutes,
  ...referenceRoutes,
  ...revisionRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...helperRoutes,
  ...ownHelperRoutes,
  ...stationRoutes,
  ...noticeRoutes,
  ...ownNoticeRoutes,
  ...dutyRoutes,
  ...attachmentRoutes,
  ...myOfferRoutes,
  ...officeLetterRoutes,
  ...publicRoutes,
];

/** The app with the product's routes; a bench gives others, to be met by the same middlewares. */
export function createApp(deps: Dependencies, routes: readonly Route[] = apiRoutes): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', deps.config.http.trustProxy);

  app.use(nameRequest);
  app.use(requestLog(deps));
  app.use(deps.metrics.observe);
  app.use(securityHeaders(deps.config));
  app.use('/m', mailLinks(deps));
  app.use('/o', offerLinks(deps));
  app.use('/w', officeLinks(deps));
  app.use(refuseCrossSite(deps.config));

  app.get('/health/live', answerLive);
  app.get('/health/ready', answerReady(deps.health));
  app.get('/metrics', deps.metrics.answer);
  app.use(reference(deps));
  app.use('/console', consolePages());
  app.use('/api/v1', api(deps, routes));
  app.use(residentPages(deps));
  app.use(answerFailures(deps.log));
  return app;
}

function api(deps: Dependencies, routes: readonly Route[]): Router {
  const router = Router();
  // Routers that read other bodies than JSON (uploads) come before this line.
  router.use(uploadRouter(deps, [...attachmentUploads, ...myOfferUploads]));
  router.use(importRouter(deps));
  router.use(requireJson, express.json({ limit: '64kb', strict: true }));
  mountRoutes(router, deps, routes);
  router.use(answerNotFound);
  return router;
}

function reference(deps: Dependencies): Router {
  const router = Router();
  // Made when somebody asks for it: describing every schema is a fifth of what a start takes.
  let made: OpenApi | undefined;
  const document = () =>
    (made ??= describeRoutes(
      [...apiRoutes, ...attachmentUploads, ...importUploads, ...myOfferUploads],
      sessionCookieName(deps.config),
    ));
  router.get('/openapi.json', (_request, response) => {
    response.json(document());
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(docsPage(document()));
  });
  return router;
}

const nameRequest: express.RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.locals.requestId = id;
  response.setHeader('X-Request-Id', id);
  next();
};

// Paths may hold tokens and queries hold codes: a request is logged by its route's pattern.
function requestLog({ log }: Dependencies) {
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    serializers: {
      req: ({ method }: { method: string }) => ({ method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    // The library's customProps would be written twice: with the request and again, with the route, at its end.
    customSuccessObject: (_request, response, value) => ({ ...(value as object), ...namesOf(response) }),
    // What went wrong has been said where it was answered (failures.ts).
    customErrorObject: (_request, response, _error, value) => ({
      ...(value as object),
      ...namesOf(response),
      err: undefined,
    }),
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'debug'),
  });
}

function namesOf(response: ServerResponse): { requestId: string; route: string } {
  const { locals } = response as express.Response;
  return { requestId: String(locals.requestId), route: String(locals.route ?? 'other') };
}
