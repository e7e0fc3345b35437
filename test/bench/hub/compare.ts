import type { Row } from '../row.ts';
import { type Loaded, percentile, runLoad } from './load.ts';

/** Somebody who carries out one command of one client, and says what it has cost so far. */
export interface Side {
  operation(client: number): Promise<void>;
  cpuMs(): number;
}

export interface Compared {
  readonly product: Measured;
  readonly reference: Measured;
}

export interface Measured {
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
  readonly cpuMs: number;
}

interface Plan {
  readonly clients: number;
  readonly slices: number;
  readonly seconds: number;
}

/** So much is done before anything counts, for a program that has just started is not yet as fast as it will be. */
const warmUpOperations = 1_500;

/**
 * Product and reference in turns, a slice of time each, so that whatever else the machine does meets both alike. Rates
 * are the medians of the slices.
 */
export async function compare(product: Side, reference: Side, { clients, slices, seconds }: Plan): Promise<Compared> {
  const sides = { product: openSide(product), reference: openSide(reference) };
  for (const { side } of Object.values(sides))
    await runLoad({ clients, operations: warmUpOperations, seconds: 5, operation: side.operation });
  for (let slice = 0; slice < slices; slice++)
    for (const one of Object.values(sides)) {
      const before = one.side.cpuMs();
      one.loads.push(await runLoad({ clients, seconds, operation: one.side.operation }));
      one.cpuMs += one.side.cpuMs() - before;
    }
  return { product: measured(sides.product), reference: measured(sides.reference) };
}

/** What a row of the bench says of a comparison: how much a second, how long, and the ratio to the reference. */
export function rateRow(name: string, { product, reference }: Compared): Row {
  return {
    name,
    unit: '1/s',
    n: product.latenciesMs.length,
    value: Math.round(product.perSecond),
    ratio: rounded(product.perSecond / reference.perSecond),
  };
}

/** The same for how long a command takes: the ratio is that of the 95th percentiles. */
export function latencyRow(name: string, { product, reference }: Compared): Row {
  const at = (share: number) => rounded(percentile(product.latenciesMs, share));
  return {
    name,
    unit: 'ms',
    n: product.latenciesMs.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    ratio: rounded(percentile(product.latenciesMs, 0.95) / percentile(reference.latenciesMs, 0.95)),
  };
}

export function cpuRow(name: string, { product, reference }: Compared): Row {
  const value = rounded(product.cpuMs);
  return { name, unit: 'ms', n: product.latenciesMs.length, value, ratio: rounded(product.cpuMs / reference.cpuMs) };
}

interface Open {
  readonly side: Side;
  readonly loads: Loaded[];
  cpuMs: number;
}

const openSide = (side: Side): Open => ({ side, loads: [], cpuMs: 0 });

function measured({ loads, cpuMs }: Open): Measured {
  const latenciesMs = loads.flatMap((load) => load.latenciesMs);
  return {
    perSecond: percentile(
      loads.map(({ perSecond }) => perSecond),
      0.5,
    ),
    latenciesMs,
    cpuMs: cpuMs / latenciesMs.length,
  };
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;
