import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LoudEmitter, loud } from './loud.ts';

interface Options {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  execArgv?: string[];
  stdio?: 'inherit' | 'ignore';
  serviceName?: string;
}

const shim = fileURLToPath(new URL('./utility-child.ts', import.meta.url));
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Electron's UtilityProcess, as a child of Node's with `process.parentPort`. */
class UtilityProcess extends LoudEmitter {
  readonly #child: ChildProcess;
  readonly #waiting: unknown[] = [];
  #isSpawned = false;

  constructor(module: string, args: string[], { env, cwd, execArgv = [], stdio = 'inherit' }: Options) {
    super('utilityProcess', ['spawn', 'message', 'exit', 'error']);
    this.#child = fork(module, args, {
      execArgv: ['--import', shim, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      ...(env && { env }),
      ...(cwd && { cwd }),
    });
    running.add(this.#child);
    this.#child.once('spawn', () => this.#spawned());
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('error', () => this.#gone(1));
    this.#child.once('exit', (code) => this.#gone(code ?? 1));
  }

  get pid(): number | undefined {
    return this.#isSpawned ? this.#child.pid : undefined;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in passes no ports to a utility process');
    if (!this.#isSpawned) this.#waiting.push(message);
    else if (this.#child.connected) this.#child.send(message as never, () => {});
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #spawned(): void {
    this.#isSpawned = true;
    for (const message of this.#waiting.splice(0)) this.postMessage(message);
    this.emit('spawn');
  }

  #gone(code: number): void {
    if (!running.delete(this.#child)) return;
    this.#isSpawned = false;
    this.emit('exit', code);
  }
}

export const utilityProcess = loud('utilityProcess', {
  fork: (module: string, args: string[] = [], options: Options = {}) => new UtilityProcess(module, args, options),
});
