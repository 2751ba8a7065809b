// Bundles the programs that run as processes of their own into build/programs: loading some hundred sources one by one took three
// times as long as loading the few files made of them. npm start and the rest run these; npm run dev runs the sources.
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { projectRoot } from '../config/config.ts';

const source = (path: string) => join(projectRoot, path);

export default defineConfig({
  root: projectRoot,
  publicDir: false,
  // Packages of many small files that every sign-in and every request pass through: reading them one by one was a third of a start.
  ssr: { noExternal: ['zod', /^@?better-auth/, 'better-call', 'kysely', 'jose'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: source('build/programs'),
    emptyOutDir: true,
    // To be read in a stack trace.
    minify: false,
    rolldownOptions: {
      input: {
        api: source('api/main.ts'),
        worker: source('worker/main.ts'),
        'pdf-child': source('api/attachments/pdf-child.ts'),
        'xlsx-child': source('api/tables/xlsx-child.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
