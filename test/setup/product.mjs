import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, say, stop } from './terminal.mjs';

const sources = ['core', 'native', 'electron', 'renderer', 'hub', 'assets', 'test/setup/build.ts'];
const settings = ['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const stampFile = path.join(root, 'dist/.sources');

/** True when dist/ was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hashOfSources();
}

/** Builds dist/ with the project's own Node 24. */
export function buildProduct() {
  const hash = hashOfSources();
  say('building the screens and the kiosk program');
  if (!run(node24(), [path.join(root, 'test/setup/build.ts')], process.env)) stop('the build failed, see above');
  writeFileSync(stampFile, hash);
}

/** Node 24 from npm where it is packaged so (Linux on x64), else the one that is running. */
function node24() {
  const fromNpm = path.join(root, 'node_modules/.bin/node');
  if (existsSync(fromNpm)) return fromNpm;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(`Node 24 is needed here and ${process.version} is running. Please install Node 24 and try again.`);
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of [...sources, ...settings].flatMap(filesUnder).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** The file itself, or every file in the folder; nothing when neither is there. */
function filesUnder(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return [];
  if (path.extname(place)) return [place];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const inner = path.posix.join(place, entry.name);
    return entry.isDirectory() ? filesUnder(inner) : [inner];
  });
}
