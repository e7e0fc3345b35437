import { existsSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = path.join(import.meta.dirname, 'renderer');
const pages = ['kiosk', 'counter', 'board', 'manager', 'rating', 'slip']
  .map((page) => path.join(root, page, 'index.html'))
  .filter((file) => existsSync(file));

/** Every screen is a page of its own; nothing inline, so that it lives under a strict content security policy. */
export default defineConfig({
  root,
  base: './',
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages },
  },
});
