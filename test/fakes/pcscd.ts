import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The real PC/SC daemon with a virtual reader of its own, apart from the machine's and from every other one's. */
export interface Pcscd {
  /** What a PC/SC client needs in its environment to find this daemon. */
  readonly env: Record<string, string>;
  /** Where the virtual reader waits for a card on loopback. */
  readonly vpcdPort: number;
  /** Without a compiler each command takes some 45 ms longer. */
  readonly isFast: boolean;
  /** The reader is unplugged, with whatever lies on it. */
  kill(): void;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const READY_MS = 10_000;
const virtualReader = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

/** Starts one; it ends with this process, however that ends. */
export async function startPcscd(): Promise<Pcscd> {
  const folder = mkdtempSync(join(tmpdir(), 'pcscd-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const preload = compileNoDelay(folder);
  const vpcdPort = await freePortPair();
  const readers = describeReader(folder, vpcdPort);
  const holder = await holdNamespace();
  const run = ['/proc', holder.process.pid, 'root', 'run/pcscd'].join('/');
  const socket = join(run, 'pcscd.comm');
  let daemon: ChildProcess | undefined;

  async function start(): Promise<void> {
    for (const left of ['pcscd.comm', 'pcscd.pid']) rmSync(join(run, left), { force: true });
    const command = [
      ...holder.enter,
      'setpriv',
      '--pdeathsig',
      'KILL',
      '/usr/sbin/pcscd',
      '--foreground',
      '--config',
      readers,
    ];
    const env = { ...process.env, PCSCLITE_HP_DROPDIR: readers, ...(preload && { LD_PRELOAD: preload }) };
    daemon = spawn(command[0]!, command.slice(1), { stdio: 'ignore', env });
    await untilAnswering(socket, daemon);
  }

  async function end(): Promise<void> {
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const ended = once(daemon, 'exit');
    daemon.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    env: { PCSCLITE_CSOCK_NAME: socket },
    vpcdPort,
    isFast: preload !== undefined,
    kill: () => void daemon?.kill('SIGKILL'),
    restart: () => end().then(start),
    async stop() {
      await end();
      holder.process.stdin?.end();
      await once(holder.process, 'exit');
      process.off('exit', remove);
      remove();
    },
  };
}

/**
 * A small process whose `/run` is its own, so that a daemon started inside it finds no other. It lives as long as its
 * input is open: until `stop`, or until this process is gone.
 */
async function holdNamespace() {
  const isRoot = process.getuid?.() === 0;
  const script = 'mount -t tmpfs none /run && mkdir /run/pcscd && echo ready && exec cat';
  const held = spawn('unshare', [isRoot ? '-m' : '-rm', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [said] = await Promise.race([once(held.stdout, 'data'), once(held, 'exit').then(() => [undefined])]);
  if (said === undefined) throw new Error('pcscd needs a mount namespace: run as root, or allow user namespaces');
  const user = isRoot ? [] : ['-U', '--preserve-credentials'];
  return { process: held, enter: ['nsenter', '-t', String(held.pid), '-m', ...user] };
}

/** A folder of its own: the daemon takes every file in it for a reader's description, and offers no other reader. */
function describeReader(folder: string, port: number): string {
  if (!existsSync(virtualReader)) throw new Error("the virtual reader is missing: Debian's vsmartcard-vpcd");
  const channel = `0x${port.toString(16).toUpperCase()}`;
  const lines = [
    'FRIENDLYNAME "Virtual Reader"',
    `DEVICENAME /dev/null:${channel}`,
    `LIBPATH ${virtualReader}`,
    `CHANNELID ${channel}`,
  ];
  const readers = join(folder, 'readers');
  mkdirSync(readers);
  writeFileSync(join(readers, 'reader.conf'), `${lines.join('\n')}\n`);
  return readers;
}

/** The path of the compiled library, or `undefined` on a machine without a compiler. */
function compileNoDelay(folder: string): string | undefined {
  const library = join(folder, 'nodelay.so');
  const source = fileURLToPath(new URL('./nodelay.c', import.meta.url));
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl']);
    return library;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Two neighbouring ports that are free, below those that the system gives out by itself: the reader has two slots. */
async function freePortPair(): Promise<number> {
  for (;;) {
    const port = 20_000 + 2 * Math.floor(Math.random() * 5_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  const isBound = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (isBound) await new Promise((resolve) => server.close(resolve));
  return isBound;
}

async function untilAnswering(socket: string, daemon: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await isAnswering(socket))) {
    if (daemon.exitCode !== null) throw new Error(`pcscd ended with ${daemon.exitCode}`);
    if (Date.now() > deadline) throw new Error('pcscd does not answer');
    await wait(20);
  }
}

function isAnswering(socket: string): Promise<boolean> {
  const client = connect(socket);
  return new Promise((resolve) => {
    client.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).then((isUp) => {
    client.destroy();
    return isUp as boolean;
  });
}
