import { parseArgs } from 'node:util';
import { type Caller, openCaller, percentile, runLoad } from './load.ts';
import { services } from './reference-server.ts';
import { type Reference, startPostgresReference, startSqliteReference } from './start-reference.ts';

/** `node test/bench/hub/rows-of-reference.ts [--seconds N] [--history N] [--waiting N]`: both references, alone. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    history: { type: 'string', default: '0' },
    waiting: { type: 'string', default: '60000' },
  },
});
const rows = { history: Number(values.history), waiting: Number(values.waiting) };
const seconds = Number(values.seconds);

const commands = {
  issue: (caller: Caller, client: number) => caller.post('/issue', { service: services[client % services.length] }),
  call: (caller: Caller, client: number) => caller.post('/call', { counter: `c${client}` }),
} as const;

const engines = { sqlite: startSqliteReference, postgres: startPostgresReference } as const;

for (const [engine, start] of Object.entries(engines)) {
  const reference = await start(rows);
  try {
    for (const command of ['issue', 'call'] as const)
      for (const clients of [1, 16]) console.log(engine, await measure(reference, command, clients));
  } finally {
    await reference.close();
  }
}

async function measure(reference: Reference, command: keyof typeof commands, clients: number): Promise<string> {
  const caller = openCaller(reference.url, clients);
  const operation = async (client: number) => {
    if (!(await commands[command](caller, client))) throw new Error(`${command}: nobody waits any more`);
  };
  try {
    await runLoad({ clients, operation, operations: 500 });
    const cpuBeforeMs = reference.cpuMs();
    const { perSecond, latenciesMs } = await runLoad({ clients, operation, seconds });
    const cpuMs = (reference.cpuMs() - cpuBeforeMs) / latenciesMs.length;
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(latenciesMs, share).toFixed(2));
    return (
      `${command} @${clients}: ${perSecond.toFixed(0)}/s, ` +
      `p50 ${p50} p95 ${p95} p99 ${p99} ms, CPU ${cpuMs.toFixed(2)} ms (n = ${latenciesMs.length})`
    );
  } finally {
    caller.close();
  }
}
