import type { Cell, Report } from '../../core/contract/manager.ts';
import type { Site, Words } from '../../core/settings.ts';
import type { Language } from '../../core/ticket.ts';
import { csvWords } from './csv-words.ts';

/** Excel takes a file for UTF-8 by this mark. */
const byteOrderMark = '\uFEFF';

type Field = string | number;

/** A report as one table: a line for each cell of each breakdown. Without anything that is about a person. */
export function csvOf(report: Report, site: Site, language: Language): string {
  const say = (words: Words) => words[language];
  const { head, groups, none, few, hidden, whole } = csvWords[language];
  const nameIn = (all: readonly { readonly id: string; readonly name: Words }[]) => (id: string) => {
    const found = all.find((one) => one.id === id);
    return found ? say(found.name) : id === 'none' ? none : id;
  };
  const count = (people: Cell['people']) => (people === 'few' ? few : people === 'hidden' ? hidden : people);
  const line = (group: string, name: string, cell: Cell): Field[] => [
    group,
    name,
    count(cell.people),
    ...figures(cell),
  ];
  const named = (group: string, cells: readonly (Cell & { id: string })[], name: (id: string) => string) =>
    cells.map((cell) => line(group, name(cell.id), cell));
  const scores = report.ratings.scores.map((people, at) => ({ id: String(at + 1), people }));
  return toCsv([
    [...head],
    line(groups.whole, `${report.from} – ${report.until}`, report.whole),
    ...Object.entries(report.totals).map(([name, people]) => [
      groups.whole,
      whole[name as keyof typeof whole],
      count(people),
    ]),
    ...named(groups.service, report.services, nameIn(site.services)),
    ...named(groups.counter, report.counters, nameIn(site.counters)),
    ...named(groups.class, report.classes, nameIn(site.queue.classes)),
    ...report.hours.map(({ hour, ...cell }) => line(groups.hour, `${hour}:00`, cell)),
    ...named(groups.result, report.results, nameIn(site.queue.results)),
    ...named(groups.score, scores, (id) => id),
  ]);
}

/** Whole minutes: a decimal point means something else to an Excel of another country. */
function figures({ wait, service, withinTarget }: Cell): Field[] {
  const minutes = (ms: number | undefined) => (ms === undefined ? '' : Math.round(ms / 60_000));
  return [
    minutes(wait?.meanMs),
    minutes(wait?.medianMs),
    minutes(wait?.p90Ms),
    minutes(wait?.longestMs),
    minutes(service?.meanMs),
    withinTarget === undefined ? '' : Math.round(withinTarget * 100),
  ];
}

/** RFC 4180, with the mark; lines shorter than the first one are filled up. */
export function toCsv(lines: readonly (readonly Field[])[]): string {
  const width = lines[0]?.length ?? 0;
  const filled = lines.map((line) => [...line, ...Array.from({ length: width - line.length }, () => '')]);
  return byteOrderMark + filled.map((line) => `${line.map(fieldOf).join(',')}\r\n`).join('');
}

/** A field that a spreadsheet would take for a formula becomes plain words by an apostrophe. */
function fieldOf(field: Field): string {
  if (typeof field === 'number') return String(field);
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
