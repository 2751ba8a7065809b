// The yardstick's HTTP face: the product's own app, session look-up and schemas on both sides, with routes that only ask the
// bare workflow.
import { createServer } from 'node:http';
import { z } from 'zod';
import { createApp } from '../../api/app.ts';
import { openDependencies } from '../../api/dependencies.ts';
import { route } from '../../api/handle.ts';
import { sessionRoutes } from '../../api/session.ts';
import { keepCompiledCode } from '../../config/compiled-code.ts';
import { configOrExit } from '../../config/local.ts';
import { actionAnswer, actionBody } from '../../contracts/appeal-actions.ts';
import { appealCreated, appealToCreate } from '../../contracts/appeals.ts';
import { appealNo } from '../../contracts/base.ts';
import { actionNames } from '../../domain/words.ts';
import { bareAct, bareCreate } from './client.ts';

let count = 0;

const create = route(
  {
    method: 'post',
    path: '/appeals',
    tag: 'bench',
    summary: 'bench',
    access: 'session',
    body: appealToCreate,
    keyed: true,
    answer: appealCreated,
    status: 201,
  },
  async ({ deps, body, key }) => {
    count += 1;
    const no = `SQ20260101-${String(count).padStart(6, '0')}`;
    const { seq } = await bareCreate(deps.temporal, no, { action: 'register', payload: body.category, key });
    const receivedAt = new Date().toISOString();
    return {
      no,
      queryCode: 'bench',
      receivedAt,
      class: 'U3' as const,
      state: 'registered' as const,
      seq,
      duplicates: [],
    };
  },
);

const act = actionNames.map((action) =>
  route(
    {
      method: 'post',
      path: `/appeals/:no/actions/${action}`,
      tag: 'bench',
      summary: 'bench',
      access: 'session',
      params: z.strictObject({ no: appealNo }),
      body: actionBody(action),
      keyed: true,
      answer: actionAnswer,
    },
    async ({ deps, params: { no }, body, key }) => {
      const { seq } = await bareAct(deps.temporal, no, { action, payload: body, key });
      return { no, state: 'registered' as const, outcome: null, seq, allowedActions: [] };
    },
  ),
);

keepCompiledCode();
const config = configOrExit();
const deps = openDependencies(config);
const server = createServer(createApp(deps, [...sessionRoutes, create, ...act]));
server.listen(config.http.port, config.http.host);
process.on('SIGTERM', () => {
  server.close(() => void deps.close().finally(() => process.exit(0)));
  server.closeAllConnections();
});
