import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  /** The file that it runs. */
  readonly runs: string;
  readonly rssMb: number;
  /** As RSS, but what several processes share is split among them. */
  readonly pssMb: number;
}

/** Memory of these processes and of all below them, each by itself (proc(5): `smaps_rollup`). */
export function memoryOf(pids: readonly number[]): ProcessMemory[] {
  return [...new Set(pids.flatMap((pid) => [pid, ...below(pid)]))].map((pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
    const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]) / 1024;
    const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
    const runs = words.find((word) => /\.[cm]?[jt]s$/.test(word))?.replace(/^.*\/(?=[^/]+\/[^/]+$)/, '');
    return { runs: runs ?? words[0] ?? '', rssMb: mb('Rss'), pssMb: mb('Pss') };
  });
}

function below(parent: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
  return children.flatMap((child) => [child, ...below(child)]);
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]);
  } catch {
    // It has ended since it was listed.
    return undefined;
  }
}
