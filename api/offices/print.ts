// The 吹哨 letter for staff: to print, file and hand over. Only whoever may see the case.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { z } from 'zod';
import { appealNo } from '../../contracts/base.ts';
import { OfficeLetterPage } from '../../web/offices/office-letter.tsx';
import type { Route } from '../handle.ts';
import { ProblemError } from '../problem.ts';
import { visibleCase } from '../scope.ts';
import { callOf, officeLetterOf } from './letter.ts';

const params = z.strictObject({ no: appealNo, raisedSeq: z.string().regex(/^\d{1,9}$/) });

export const officeLetterRoutes: readonly Route[] = [
  {
    spec: {
      method: 'get',
      path: '/appeals/:no/office-letters/:raisedSeq',
      tag: '诉求',
      summary: '吹哨报到函：可打印的网页',
      access: 'session',
      params,
      answer: z.string(),
      answerType: 'text/html',
      refusals: ['forbidden'],
    },
    serve: (deps) => async (request, response) => {
      const person = await deps.people.require(request);
      const read = params.safeParse(request.params);
      if (!read.success) throw new ProblemError('notFound');
      const { doc } = await visibleCase(deps, person, read.data.no);
      const raised = doc && callOf(doc, Number(read.data.raisedSeq));
      if (!doc || !raised) throw new ProblemError('notFound');
      const letter = await officeLetterOf(deps, doc, raised);
      const page = renderToStaticMarkup(createElement(OfficeLetterPage, { letter, now: Date.now() }));
      response.setHeader('Cache-Control', 'no-store');
      response.type('html').send(`<!doctype html>${page}`);
    },
  },
];
