// Stylesheet, script and icon of the residents' pages, read once; their addresses carry a hash of the contents.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Router } from 'express';
import { projectRoot } from '../../config/config.ts';

type Asset = { path: string; type: string; content: string };

const asset = (file: string, name: string, type: string): Asset => {
  const content = readFileSync(resolve(projectRoot, 'web/residents', file), 'utf8');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/${name}?v=${hash}`, type, content };
};

export const residentAssets = {
  style: asset('style.css', 'residents.css', 'text/css'),
  script: asset('enhance.js', 'residents.js', 'text/javascript'),
  icon: asset('icon.svg', 'residents.svg', 'image/svg+xml'),
};

export function assetRouter(): Router {
  const router = Router();
  for (const { path, type, content } of Object.values(residentAssets)) {
    router.get(path.split('?')[0] ?? path, (_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      response.type(type).send(content);
    });
  }
  return router;
}
