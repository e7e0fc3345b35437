import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';

// Makes dist/: the screens as vite.config.ts says, and next to them the kiosk's program as a mirror of the source tree
// (dist/electron/main.js, dist/core/...), so that a path relative to import.meta.url means the same in both.
const root = path.resolve(import.meta.dirname, '../..');
const inRoot = (...parts: string[]) => path.join(root, ...parts);
const common: InlineConfig = { configFile: false, root, publicDir: false, logLevel: 'warn' };

for (const stale of ['electron', 'core', 'native']) rmSync(inRoot('dist', stale), { recursive: true, force: true });
try {
  await buildScreens();
  await buildProgram();
  await buildPreload();
  copyMigrations();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function buildScreens(): Promise<void> {
  const configFile = inRoot('vite.config.ts');
  if (existsSync(configFile)) await build({ configFile, logLevel: 'warn' });
  else console.error('[build] no vite.config.ts: the screens are left out');
}

/** The main process, with and without Electron, and the device hosts, which are processes of their own; npm packages stay outside. */
async function buildProgram(): Promise<void> {
  const names = ['main', 'headless', 'devices/reader-host', 'devices/printer-host', 'devices/scanner-host'];
  const input = names.map((name) => inRoot('electron', `${name}.ts`)).filter((file) => existsSync(file));
  if (input.length === 0) return;
  const output = {
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: root,
    entryFileNames: '[name].js',
  } as const;
  await build({
    ...common,
    build: {
      ssr: true,
      outDir: 'dist',
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { input, external: (id) => !id.startsWith('.') && !path.isAbsolute(id), output },
    },
  });
}

/** A sandboxed preload is one CommonJS file that can require nothing but `electron`. */
async function buildPreload(): Promise<void> {
  const input = inRoot('electron/preload.ts');
  if (!existsSync(input)) return;
  await build({
    ...common,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: 'dist/electron',
      emptyOutDir: false,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: { format: 'cjs', codeSplitting: false, entryFileNames: 'preload.cjs' },
      },
    },
  });
}

function copyMigrations(): void {
  const migrations = 'electron/store/migrations';
  if (existsSync(inRoot(migrations))) cpSync(inRoot(migrations), inRoot('dist', migrations), { recursive: true });
}
