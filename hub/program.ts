import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSite, type Site } from '../core/settings.ts';
import { startHub } from './start.ts';

const usage =
  'usage: [DATABASE_URL=postgres://...] node hub/main.ts --site FILE [--site FILE ...] --data DIR [--port N] [--web DIR]';
const builtScreens = fileURLToPath(new URL('../dist/renderer', import.meta.url));

interface Asked {
  readonly sites: readonly string[];
  readonly data: string;
  readonly port: number | undefined;
  readonly web: string;
}

const asked = readArguments();
const [first, ...others] = asked.sites.map(readSite);
if (!first) stop([usage]);
if (new Set([first, ...others].map(({ id }) => id)).size <= others.length) stop(['the same site is given twice']);
if (!existsSync(asked.web)) console.error(`no screens are served, for there are none in ${asked.web}: npm run build`);
const hub = await startHub({
  sites: [first, ...others],
  dataDir: asked.data,
  databaseUrl: process.env.DATABASE_URL || undefined,
  ...(asked.port !== undefined && { port: asked.port }),
  ...(existsSync(asked.web) && { webDir: asked.web }),
}).catch((error: Error) => stop([`the hub cannot start: ${error.message}`], 1));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void hub.close());
console.log(`hub ready ${hub.url}`);

function readArguments(): Asked {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { site: { ...text, multiple: true }, data: text, port: text, web: text } });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (!values.site || !values.data) stop([usage]);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      stop([`--port ${values.port}: must be a whole number from 0 to 65535`]);
    return { sites: values.site, data: values.data, port, web: values.web ?? builtScreens };
  } catch (error) {
    return stop([(error as Error).message, usage]);
  }
}

function readSite(file: string): Site {
  try {
    const site = parseSite(readFileSync(file, 'utf8'), file);
    return site.ok ? site.value : stop(site.fault);
  } catch (error) {
    return stop([`${file}: cannot be read: ${(error as Error).message}`]);
  }
}

/** Says everything that is wrong, at once. */
function stop(problems: readonly string[], code = 2): never {
  for (const problem of problems) console.error(problem);
  process.exit(code);
}
