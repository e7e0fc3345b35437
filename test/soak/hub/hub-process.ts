import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../stage/free-port.ts';

const program = fileURLToPath(new URL('../../../hub/main.ts', import.meta.url));

interface Options {
  readonly file: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** A free one where it is left out. */
  readonly port?: number;
}

/** A hub as it is installed: a process of its own, which can be killed and started again on the same port. */
export class HubProcess {
  readonly url: string;
  /** What it could not expect, as its log has it. */
  readonly bugs: string[] = [];
  readonly #arguments: readonly string[];
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  private constructor({ file, dataDir, databaseUrl = '' }: Options, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#arguments = ['--disable-warning=ExperimentalWarning', program, '--site', file, '--data', dataDir];
    this.#arguments = [...this.#arguments, '--port', String(port), '--web', '/nowhere'];
    this.#env = { ...process.env, DATABASE_URL: databaseUrl };
  }

  static async start(options: Options): Promise<HubProcess> {
    const hub = new HubProcess(options, options.port ?? (await freePort()));
    await hub.start();
    return hub;
  }

  get isUp(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  get pid(): number {
    return this.#child!.pid!;
  }

  /** Resident memory in MB. */
  get rssMb(): number {
    const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [...this.#arguments], { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    createInterface({ input: child.stderr }).on('line', (line) => {
      const isExpected = line.startsWith('{')
        ? !line.includes('"event":"bug"')
        : line.startsWith('no screens are served');
      if (!isExpected) this.bugs.push(line);
    });
    const ready = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('hub ready') && resolve());
    });
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the hub ended: ${code ?? signal} ${this.bugs.slice(-20).join('\n')}`);
    });
    ended.catch(() => {});
    await Promise.race([ready, ended]);
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || !this.isUp) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
