// Builds the console into build/console, which the API serves at /console/. `vite` alone serves it with reload and hands
// /api on to a running API.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = fileURLToPath(new URL('../../build/console', import.meta.url));

export default defineConfig({
  root,
  base: '/console/',
  plugins: [react(), compressed()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Everything comes from the console's own files: nothing inlined as data: that the page's policy would have to allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': process.env.API_URL ?? 'http://localhost:3000' } },
});

/** Lays a .gz beside each script and sheet, once, so that the API need not compress on every request (api/console.ts). */
function compressed(): Plugin {
  let built = outDir;
  return {
    name: 'compressed',
    apply: 'build',
    // scripts/prepare.mjs builds beside the folder and moves the whole into its place.
    configResolved: (config) => {
      built = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      const assets = join(built, 'assets');
      for (const name of readdirSync(assets).filter((each) => /\.(js|css)$/.test(each))) {
        writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
      }
    },
  };
}
