import { readFileSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import { browser, switches } from './chromium.ts';

// electron [-r file] [--inspect=0] [--remote-debugging-port=0] [switches] <app's folder or file> [arguments]
const argv = process.argv.slice(2);
const preloads: string[] = [];
let entry = '';

for (let index = 0; index < argv.length && !entry; index++) {
  const arg = argv[index] ?? '';
  if (arg === '-r') preloads.push(path.resolve(argv[++index] ?? ''));
  else if (arg.startsWith('--inspect')) inspector.open(0, '127.0.0.1');
  else if (arg.startsWith('--')) switches.added.push(arg);
  else entry = path.resolve(arg);
}
for (const arg of (process.env.STANDIN_CHROMIUM_ARGS ?? '').split(' ').filter(Boolean)) switches.added.push(arg);

process.argv = [process.execPath, ...argv];
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
const require = createRequire(import.meta.url);
for (const file of preloads) require(file);

/** Chromium starts when the app first waits to be ready: until then the app may add switches to it. */
let started: Promise<void> | undefined;
const start = () => (started ??= browser().then(() => app.becomeReady()));
const whenReady = app.whenReady.bind(app);
app.whenReady = () => {
  start().catch(fail);
  return whenReady();
};
import(pathToFileURL(mainModule(entry)).href).then(start).catch(fail);

function mainModule(place: string): string {
  if (!statSync(place).isDirectory()) return place;
  app.startFrom(place);
  const { main } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8')) as { main: string };
  return path.join(place, main);
}

function fail(error: unknown): void {
  console.error(error);
  app.exit(1);
}
