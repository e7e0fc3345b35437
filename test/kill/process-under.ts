import { readdirSync, readFileSync } from 'node:fs';

/** The process below `parent` that runs a module with this name, by Linux's /proc; `undefined` where there is none. */
export function processUnder(parent: number, module: string): number | undefined {
  const threads = `/proc/${parent}/task`;
  try {
    return readdirSync(threads)
      .flatMap((thread) => read(`${threads}/${thread}/children`).trim().split(' '))
      .map(Number)
      .find((pid) => read(`/proc/${pid}/cmdline`).includes(module));
  } catch {
    return undefined;
  }
}

/** Megabytes that a process holds in memory. */
export function rssMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN) / 1_024;
}

/** Empty where the process has gone meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
