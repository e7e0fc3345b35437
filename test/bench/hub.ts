import { boardLatencies } from './hub/boards.ts';
import { type Compared, compare, cpuRow, latencyRow, rateRow, rounded } from './hub/compare.ts';
import { percentile } from './hub/load.ts';
import { type Command, productSide, referenceSide } from './hub/sides.ts';
import { type Product, startPostgresProduct, startSqliteProduct } from './hub/start-product.ts';
import { type Reference, startPostgresReference, startSqliteReference } from './hub/start-reference.ts';
import type { Row } from './row.ts';

const waiting = 60_000;
const million = 1_000_000;

/** The hub beside two plain references, in the same run and in turns. `runs`: slices of two seconds for each figure. */
export async function rows(runs = 3): Promise<Row[]> {
  return [
    ...(await onSqlite(runs)),
    ...(await onPostgres(runs)),
    ...(await withHistory(runs)),
    await boards(),
    ...(await (await import('./estimate.ts')).rows(undefined)),
  ];
}

async function onSqlite(slices: number): Promise<Row[]> {
  return between(startSqliteProduct, startSqliteReference, async (at) => {
    const [issue1, issue16] = [await at('issue', 1, slices), await at('issue', 16, slices)];
    const [call1, call16] = [await at('call', 1, slices), await at('call', 16, slices)];
    return [
      rateRow('issue-1-sqlite', issue1),
      rateRow('issue-16-sqlite', issue16),
      latencyRow('issue-1', issue1),
      latencyRow('issue-16', issue16),
      rateRow('call-1-sqlite', call1),
      rateRow('call-16-sqlite', call16),
      latencyRow('call-1', call1),
      latencyRow('call-16', call16),
      cpuRow('cpu-issue', issue16),
      cpuRow('cpu-call', call16),
      cpuRow('cpu-issue-1', issue1),
      cpuRow('cpu-call-1', call1),
    ];
  });
}

async function onPostgres(slices: number): Promise<Row[]> {
  return between(startPostgresProduct, startPostgresReference, async (at) => {
    const [issue16, call16] = [await at('issue', 16, slices), await at('call', 16, slices)];
    return [
      rateRow('issue-16-postgres', issue16),
      rateRow('call-16-postgres', call16),
      latencyRow('call-16-postgres-ms', call16),
      cpuRow('cpu-issue-postgres', issue16),
    ];
  });
}

/** A day behind so many tickets of earlier days, and one behind none. */
async function withHistory(slices: number): Promise<Row[]> {
  const none = await startSqliteProduct({ history: 0, waiting });
  const rows: Row[] = [];
  try {
    for (const [name, history] of [
      ['history-10k', 10_000],
      ['history-1m', million],
    ] as const) {
      const behind = await startSqliteProduct({ history, waiting });
      try {
        const plan = { clients: 16, slices, seconds: 2 };
        const { product, reference } = await compare(productSide(behind, 'call'), productSide(none, 'call'), plan);
        const ratio = rounded(percentile(product.latenciesMs, 0.95) / percentile(reference.latenciesMs, 0.95));
        rows.push({ name, unit: 'ms', p95: rounded(percentile(product.latenciesMs, 0.95)), ratio });
      } finally {
        await behind.close();
      }
    }
    rows.push({ name: 'called-twice', unit: 'numbers', value: await none.calledTwice() });
    return rows;
  } finally {
    await none.close();
  }
}

async function boards(): Promise<Row> {
  const product = await startSqliteProduct({ history: 0, waiting: 2_000 });
  try {
    const latencies = await boardLatencies(product, { boards: 2_000, callsPerSecond: 5, seconds: 20 });
    const at = (share: number) => rounded(percentile(latencies, share));
    return { name: 'board-2000', unit: 'ms', n: latencies.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  } finally {
    await product.close();
  }
}

type Measure = (command: Command, clients: number, slices: number) => Promise<Compared>;

async function between(
  startProduct: (rows: { history: number; waiting: number }) => Promise<Product>,
  startReference: (rows: { history: number; waiting: number }) => Promise<Reference>,
  measure: (at: Measure) => Promise<Row[]>,
): Promise<Row[]> {
  const product = await startProduct({ history: 0, waiting });
  const reference = await startReference({ history: 0, waiting });
  try {
    return await measure((command, clients, slices) =>
      compare(productSide(product, command), referenceSide(reference, command), { clients, slices, seconds: 2 }),
    );
  } finally {
    await product.close();
    await reference.close();
  }
}
