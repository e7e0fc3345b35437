import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, say, stop } from './terminal.mjs';

const file = path.join(root, '.setup-lock/pid');
const WAIT_AT_MOST_MS = 15 * 60_000;

/** Waits until no other set-up runs in this checkout, then holds it off until this process ends. */
export function holdLock() {
  const until = Date.now() + WAIT_AT_MOST_MS;
  mkdirSync(path.dirname(file), { recursive: true });
  for (let tries = 0; !take(); tries++) {
    if (tries === 0) say('another set-up is running here; waiting for it');
    if (isAbandoned()) rmSync(file, { force: true });
    else if (Date.now() > until) stop(`still waiting after 15 minutes; if nothing is running, delete ${file}`);
    else sleep(300);
  }
  // Not `finally`: process.exit() would pass it by.
  process.on('exit', () => rmSync(file, { force: true }));
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** True when the owner died without letting go. */
function isAbandoned() {
  const pid = readPid();
  // An empty file is an owner between creating it and writing its name.
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function readPid() {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
