import { parseArgs } from 'node:util';
import type { Row } from './row.ts';
import { printTable } from './table.ts';

/** `npm run bench -- NAME [--json] [--runs N]`: prints the rows of one bench, or of all. Nothing here is asserted. */
const benches: Readonly<Record<string, () => Promise<{ rows: (runs: number | undefined) => Promise<Row[]> }>>> = {
  tap: () => import('./tap.ts'),
  card: () => import('./card.ts'),
  hub: () => import('./hub.ts'),
  paper: () => import('./paper.ts'),
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, runs: { type: 'string' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) {
    console.error(`there is no bench "${name}"; there are: ${Object.keys(benches).join(', ')}`);
    process.exit(2);
  }
  const rows = await (await bench()).rows(values.runs === undefined ? undefined : Number(values.runs));
  if (values.json) for (const row of rows) console.log(JSON.stringify(row));
  else printTable(name, rows);
}
process.exit(0);
