// Serves the built staff console; every path below /console that is no file is one of its pages.
import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import { projectRoot } from '../config/config.ts';
import { answerNotFound } from './failures.ts';

const folder = resolve(projectRoot, 'build/console');

export function consolePages(): Router {
  const router = Router();
  const page = resolve(folder, 'index.html');
  // Vite names its assets by their contents.
  router.use(
    '/assets',
    compressed(resolve(folder, 'assets')),
    express.static(resolve(folder, 'assets'), { immutable: true, maxAge: '365d', index: false, redirect: false }),
    answerNotFound,
  );
  router.use(express.static(folder, { index: false, redirect: false, maxAge: '1h' }));
  router.get('/{*page}', (_request, response) => {
    response.locals.route = '/console';
    response.setHeader('Cache-Control', 'no-cache');
    if (existsSync(page)) response.sendFile(page);
    else response.status(503).type('html').send(notBuilt);
  });
  return router;
}

/** Sends the .gz that the build laid beside an asset, to whom reads gzip. */
function compressed(assets: string): RequestHandler {
  return (request, response, next) => {
    const name = basename(request.path);
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') && existsSync(resolve(assets, `${name}.gz`))) {
      response.type(extname(name)).setHeader('Content-Encoding', 'gzip');
      request.url = `/${name}.gz`;
    }
    next();
  };
}

const notBuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>工作台</title>
<body style="font:1.1rem system-ui;max-width:40rem;margin:4rem auto"><h1>工作台尚未构建</h1>
<p>请在项目目录运行 <code>npm start</code>，它会先构建工作台再启动。</p></body></html>`;
