import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** One line of progress. */
export function say(line) {
  console.error(`[setup] ${line}`);
}

/** Says what is missing and what to do about it, and ends the run. */
export function stop(...lines) {
  for (const line of lines) say(line);
  process.exit(1);
}

/** Runs a program with its output on the terminal; true when it went well. */
export function run(command, args, env = systemEnv()) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/**
 * The environment as it was before npm added its own: `npm ci` deletes node_modules, so it must not run on the Node
 * in there, nor take this script's npm settings for its own.
 */
function systemEnv() {
  const env = { ...process.env };
  const isOurs = (dir) => /node_modules[\\/]\.bin$|node-gyp-bin$/.test(dir);
  env.PATH = (env.PATH ?? '')
    .split(path.delimiter)
    .filter((dir) => !isOurs(dir))
    .join(path.delimiter);
  for (const name of Object.keys(env)) if (fromNpm.test(name)) delete env[name];
  return env;
}

const fromNpm =
  /^npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|prefix|global_prefix|node_gyp|user_agent|npm_version|noproxy|init_module))/i;
