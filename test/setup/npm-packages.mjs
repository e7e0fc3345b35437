import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run, say, stop } from './terminal.mjs';

/** True when node_modules holds what the lock file names, by npm's own record (written when an install is whole). */
export function isNpmInstalled() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  if (!wanted || !installed || !agreesWithPackageJson(wanted[''])) return false;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || !isForHere(entry) || installed[name]?.version === entry.version,
  );
}

/** Installs exactly the lock file's versions. No package's script runs: all native parts come ready-made. */
export function installNpmPackages() {
  say('installing npm packages (about a minute)');
  // Each of these also in a shell where NODE_ENV is "production" and npm would leave half of it out.
  const all = ['--include=dev', '--include=optional'];
  if (
    !run('npm', [
      'ci',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--loglevel=error',
      ...all,
    ])
  )
    stop('npm ci failed, see above. The npm registry must be reachable the first time.');
  if (!isNpmInstalled()) stop('npm ci ended well, and yet node_modules is not what package-lock.json names');
}

/** An optional package for another processor or system is rightly absent. */
function isForHere({ optional, os, cpu, libc }) {
  if (!optional) return true;
  const isBound = Boolean(os ?? cpu);
  const fits = (list, mine) => !list || list.includes(mine);
  return isBound && fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, 'glibc');
}

/** An edited package.json asks for `npm install` first; npm ci says so in its own words. */
function agreesWithPackageJson(lockRoot) {
  const manifest = readJson('package.json');
  return ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) => {
    const [inLock, inManifest] = [lockRoot[kind] ?? {}, manifest[kind] ?? {}];
    const names = Object.keys({ ...inLock, ...inManifest });
    return names.every((name) => inLock[name] === inManifest[name]);
  });
}

function readPackages(file) {
  try {
    return readJson(file).packages;
  } catch {
    return undefined;
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
