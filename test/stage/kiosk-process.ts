import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

interface Options {
  /** The entry of the main process: production's own, or the demonstration's. */
  readonly entry: URL;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
}

/** The kiosk's main process as a child, which can be killed and started again like the machine itself. */
export class KioskProcess {
  readonly lines: string[] = [];
  readonly #options: Options;
  #child: ChildProcess | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** As the browser of the kiosk learns it: from the data folder. */
  #address(): string {
    const { args } = this.#options;
    const dataDir = args[args.indexOf('--data') + 1] ?? '';
    return readFileSync(join(dataDir, 'screen-address'), 'utf8');
  }

  /** Gives the address of the citizen's screen. */
  start(): Promise<string> {
    const { entry, args, env, onLine } = this.#options;
    const child = spawn(process.execPath, [fileURLToPath(entry), ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      child.once('exit', (code, signal) => reject(new Error(`the kiosk ended: ${code ?? signal}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.lines.push(line);
        onLine?.(line);
        if (/^kiosk ready \S+$/.test(line)) resolve(this.#address());
      });
    });
  }

  /** Ends it, by default as a power cut would. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
