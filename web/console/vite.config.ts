// Builds the console into build/console, which the API serves at /console/. `vite` alone serves it with reload and hands
// /api on to a running API.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  base: '/console/',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../build/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Everything comes from the console's own files: nothing inlined as data: that the page's policy would have to allow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': process.env.API_URL ?? 'http://localhost:3000' } },
});
