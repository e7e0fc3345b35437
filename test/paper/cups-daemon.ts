import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../stage/free-port.ts';

const programs = ['/usr/sbin/cupsd', '/usr/sbin/lpadmin', '/usr/sbin/cupsreject', '/usr/sbin/cupsdisable'];
const debianBin = '/usr/lib/cups';
const debianBackend = join(debianBin, 'backend', 'socket');
export const hasCups = programs.every(existsSync) && spawnSync('socat', ['-V']).error === undefined;

/** A spooler of its own, with the system's cupsd, on a port of loopback. */
export interface Cups {
  /** Makes a raw queue to a printer on a port of loopback, and gives its address. */
  queue(name: string, port: number): string;
  /** `cupsreject`, `cupsdisable` and the like, on a queue. */
  tell(program: 'cupsreject' | 'cupsdisable' | 'cupsenable', queue: string): void;
  stop(): Promise<void>;
}

export async function startCups(): Promise<Cups> {
  const folder = mkdtempSync(join(tmpdir(), 'cups-'));
  chmodSync(folder, 0o755);
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(folder, 'cupsd.conf'), daemonSettings(address));
  writeFileSync(join(folder, 'cups-files.conf'), fileSettings(folder));
  layOutBackend(join(folder, 'bin'));
  const daemon = spawn(
    '/usr/sbin/cupsd',
    ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')],
    { stdio: 'ignore' },
  );
  while (!(await answers(address))) await sleep(20);
  const run = (program: string, ...args: string[]) => {
    const done = spawnSync(`/usr/sbin/${program}`, ['-h', address, ...args], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
  };
  return {
    queue: (name, port) => {
      run('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw');
      return `http://${address}/printers/${name}`;
    },
    tell: (program, queue) => run(program, queue),
    stop: async () => {
      await ended(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function daemonSettings(address: string): string {
  return `Listen ${address}
Browsing Off
DefaultAuthType None
JobRetryInterval 1
<Location />
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
`;
}

function fileSettings(folder: string): string {
  const places = { ServerRoot: 'root', RequestRoot: 'spool', CacheDir: 'cache', StateDir: 'state', TempDir: 'temp' };
  const lines = Object.entries({ ...places, ServerBin: 'bin' }).map(
    ([name, place]) => `${name} ${join(folder, place)}`,
  );
  for (const place of [...Object.values(places), 'log']) mkdirSync(join(folder, place));
  const logs = ['AccessLog', 'ErrorLog', 'PageLog'].map((name) => `${name} ${join(folder, 'log', name)}`);
  return [...lines, ...logs, 'User lp', 'Group lp', 'SystemGroup root', 'Sandboxing relaxed', ''].join('\n');
}

/** Debian's own carrier of bytes to a port where it is installed; else one that does the same. */
function layOutBackend(bin: string): void {
  mkdirSync(join(bin, 'backend'), { recursive: true });
  symlinkSync(join(debianBin, 'daemon'), join(bin, 'daemon'));
  const file = join(bin, 'backend', 'socket');
  if (existsSync(debianBackend)) symlinkSync(debianBackend, file);
  else writeFileSync(file, carrier, { mode: 0o755 });
}

const carrier = `#!/bin/sh
[ $# -eq 0 ] && { echo 'network socket "Unknown" "A port"'; exit 0; }
[ -n "$6" ] && exec < "$6"
exec socat -u - "TCP:\${DEVICE_URI#socket://}"
`;

async function answers(address: string): Promise<boolean> {
  return fetch(`http://${address}/`).then(
    () => true,
    () => false,
  );
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
