import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';

/** Each of the eight services gives numbers of its own. */
export const services = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
/** Tickets of one day of history: a large hospital's. */
export const ticketsPerDay = 10_000;

export interface Ticket {
  readonly id: number;
  readonly service: string;
  readonly number: number;
}

/** What a plain queue does; both references do exactly this. */
export interface PlainQueue {
  /** `undefined` where there is no such service. */
  issue(service: string): Promise<Ticket | undefined> | Ticket | undefined;
  /** Finishes what the counter has in hand and gives it the oldest that waits; `undefined` where none does. */
  call(counter: string): Promise<Ticket | undefined> | Ticket | undefined;
}

/** `--database` is a file or a URL; `--history` finished tickets of earlier days; `--waiting` tickets of today. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      database: { type: 'string' },
      history: { type: 'string', default: '0' },
      waiting: { type: 'string', default: '0' },
    },
  });
  if (!values.database) throw new Error('--database is missing');
  return { database: values.database, history: Number(values.history), waiting: Number(values.waiting) };
}

export const today = () => new Date().toISOString().slice(0, 10);

/** Serves `POST /issue` and `POST /call` on loopback, prints its port, and ends when its standard input does. */
export function serve(queue: PlainQueue): void {
  const server = createServer(async (request, response) => {
    try {
      const ticket = await answer(queue, request);
      response.setHeader('content-type', 'application/json');
      // Not by `writeHead`: the answer would go out in chunks, for its length would come too late.
      response.end(JSON.stringify(ticket ?? null));
    } catch (error) {
      console.error(error);
      response.writeHead(500).end(String(error));
    }
  });
  // Closed-loop clients may pause between two rows of a bench.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
  process.stdin.resume().on('end', () => process.exit());
}

async function answer(queue: PlainQueue, request: IncomingMessage): Promise<Ticket | undefined> {
  const { service, counter } = JSON.parse(await readBody(request)) as { service?: unknown; counter?: unknown };
  if (request.url === '/issue' && typeof service === 'string') return queue.issue(service);
  if (request.url === '/call' && typeof counter === 'string') return queue.call(counter);
  throw new Error(`not understood: ${request.method} ${request.url}`);
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}
