import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../../renderer');

/** Some of the product's pages as they ship, in `outDir`. */
export async function buildPages(outDir: string, ...pages: readonly string[]): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map((page) => path.join(root, page, 'index.html')) },
    },
  });
}
