import type { Row } from './row.ts';

const columns = ['name', 'unit', 'n', 'p50', 'p95', 'p99', 'value', 'ratio'] as const;

export function printTable(title: string, rows: readonly Row[]): void {
  const cells = [
    columns as readonly string[],
    ...rows.map((row) => columns.map((column) => String(row[column] ?? ''))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of cells)
    console.log(
      line.map((cell, index) => (index < 2 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join('  '),
    );
}
