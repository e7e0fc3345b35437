import { describe, expect, it } from 'vitest';
import type { Report } from '../../core/contract/manager.ts';
import { csvOf, toCsv } from '../../hub/reports/csv.ts';
import { DayCounts } from '../../hub/reports/day-counts.ts';
import { reportOf } from '../../hub/reports/report.ts';
import { madeUpDay } from './made-up-day.ts';
import { madeUpSite } from './made-up-site.ts';
import { ledgerOn, sqliteStore, stock } from './stocked.ts';

const day = '2026-11-24';
const site = madeUpSite((example) => {
  Object.assign((example.services as object[])[1]!, {
    name: { vi: '=HYPERLINK("http://a.example"), Chứng thực', en: '@Certification' },
  });
});

describe('the exported table', () => {
  it('has a mark of UTF-8, lines that end as RFC 4180 says, and as many fields in each', async () => {
    const csv = csvOf(await made(), site, 'vi');
    expect(csv.startsWith('\uFEFFNhóm,Tên,Số lượt,')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    const lines = parse(csv.slice(1));
    expect(lines.length).toBeGreaterThan(25);
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([9]));
  });

  it('holds the whole, then each breakdown, covered where few', async () => {
    const report = await made();
    const lines = parse(csvOf(report, site, 'en').slice(1));
    const whole = lines[1]!;
    expect(whole.slice(0, 4)).toEqual(['All', `${day} – ${day}`, '120', String(minutes(report.whole.wait!.meanMs))]);
    expect(lines.filter(([group]) => group === 'Service')).toHaveLength(report.services.length);
    for (const line of lines) if (line[2] === '<5' || line[2] === 'hidden') expect(line.slice(3).join('')).toBe('');
    expect(lines.some((line) => line[2] === '<5')).toBe(true);
  });

  it('is a table and not a program: what begins like a formula becomes words', async () => {
    const names = (language: 'vi' | 'en', csv: string) =>
      parse(csv.slice(1)).filter(([group]) => group === (language === 'vi' ? 'Dịch vụ' : 'Service'));
    const report = await made();
    expect(names('vi', csvOf(report, site, 'vi')).map(([, name]) => name)).toContain(
      '\'=HYPERLINK("http://a.example"), Chứng thực',
    );
    expect(names('en', csvOf(report, site, 'en')).map(([, name]) => name)).toContain("'@Certification");
  });

  it.each(['=1+1', '+84', '-1', '@a', '\t=1', '\r=1'])('writes %j with an apostrophe', (field) => {
    expect(parse(toCsv([[field]]).slice(1))).toEqual([[`'${field}`]]);
  });

  it.each(['a,b', 'a "b"', 'a\r\nb', 'Quầy 1', ''])('gives %j back as it was', (field) => {
    expect(parse(toCsv([[field, 7]]).slice(1))).toEqual([[field, '7']]);
  });
});

const minutes = (ms: number) => Math.round(ms / 60_000);

async function made(): Promise<Report> {
  const store = await sqliteStore();
  await stock(store, site, [madeUpDay({ site, day, opensMs: Date.parse(`${day}T00:30:00Z`), people: 120, seed: 5 })]);
  const counts = new DayCounts(ledgerOn(store, site, () => new Date(`${day}T11:00:00Z`)));
  const report = await reportOf(counts, store, day, day);
  if (!report.ok) throw new Error(report.fault);
  return report.value;
}

/** RFC 4180 by its grammar. */
function parse(text: string): string[][] {
  const lines: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  for (let line: string[] = []; field.lastIndex < text.length; ) {
    const found = field.exec(text);
    if (!found) throw new Error(`not a field: ${text.slice(0, 40)}`);
    line.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
