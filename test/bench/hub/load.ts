import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

type Load = { readonly clients: number; readonly operation: (client: number) => Promise<void> } & (
  | { readonly seconds: number; readonly operations?: number }
  | { readonly operations: number; readonly seconds?: number }
);

export interface Loaded {
  readonly perSecond: number;
  /** In the order in which they ended. */
  readonly latenciesMs: readonly number[];
}

/**
 * Closed loop: each client, counted from 0, starts its next operation when its last has ended, until the time or the
 * operations are used up. The first that fails ends the run.
 */
export async function runLoad(load: Load): Promise<Loaded> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + (load.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  let left = load.operations ?? Number.POSITIVE_INFINITY;
  let failure: { readonly error: unknown } | undefined;

  const runClient = async (client: number) => {
    for (let now = performance.now(); !failure && now < endsAt && left-- > 0; ) {
      try {
        await load.operation(client);
      } catch (error) {
        failure ??= { error };
        return;
      }
      const endedAt = performance.now();
      latenciesMs.push(endedAt - now);
      now = endedAt;
    }
  };
  await Promise.all(Array.from({ length: load.clients }, (_, client) => runClient(client)));
  if (failure) throw failure.error;
  return { perSecond: latenciesMs.length / ((performance.now() - startedAt) / 1_000), latenciesMs };
}

/** Nearest rank; of no samples, `NaN`. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Caller {
  /** Gives the JSON of the answer, `undefined` where it has none; throws where it is not 2xx. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  close(): void;
}

/** One kept connection for each client, by Node's own `http`: `fetch` takes more of the cores that the server needs too. */
export function openCaller(origin: string, clients: number): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port } = new URL(origin);
  return {
    post: (path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const sent = JSON.stringify(body);
        const outgoing = request({
          agent,
          hostname,
          port,
          path,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) },
        });
        outgoing.on('error', reject);
        outgoing.on('response', (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('error', reject);
          answer.on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () => {
            const status = answer.statusCode ?? 0;
            if (status < 200 || status > 299) reject(new Error(`${path}: ${status} ${text.slice(0, 200)}`));
            else resolve(text === '' ? undefined : JSON.parse(text));
          });
        });
        outgoing.end(sent);
      }),
    close: () => agent.destroy(),
  };
}

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick (proc(5), `USER_HZ`). */
const tickMs = 10;

/** CPU time in ms, user's and system's, that a process and all below it have used so far, ended children included. */
export function cpuOf(pid: number): number {
  const times = new Map<number, { parent: number; ms: number }>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : undefined;
    if (stat) times.set(Number(name), stat);
  }
  const own = times.get(pid);
  if (!own) throw new Error(`there is no process ${pid}`);
  const below = (above: number): number =>
    [...times].reduce((sum, [child, { parent, ms }]) => (parent === above ? sum + ms + below(child) : sum), 0);
  return own.ms + below(pid);
}

function readStat(pid: string): { parent: number; ms: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    // It has ended since it was listed.
    return undefined;
  }
  // The program's name, in brackets, may hold spaces; from behind it on: state, parent ... utime is the 12th.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), ms: ticks * tickMs };
}
