import { readFileSync } from 'node:fs';
import { accessInWords, faultInWords, proofInWords } from './card-words.ts';
import { exitCode, notDone, type Said, table } from './said.ts';
import { type End, type Exchange, recordSchema, rounded, type TranscriptRecord } from './transcript.ts';

interface StepSeen {
  readonly name: string;
  readonly ms: number;
  readonly exchanges: readonly Exchange[];
}

/** Shows what a transcript tells, without a card: every command, the time of every step, and what was proved. */
export function replayFile(file: string): Said {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return notDone((error as Error).message, 'name a file that "read --save" has written.');
  }
  const { records, problems } = parsed(text);
  const wrong = [...problems, ...(problems.length === 0 ? inconsistencies(records) : [])];
  if (wrong.length > 0)
    return { code: exitCode.refused, lines: [`${file} is not consistent:`, ...wrong.map((one) => `  ${one}`)] };
  const end = records.at(-1) as End;
  const outcome = end.proof ? [proofInWords(end.proof)] : faultInWords(end.fault ?? 'card-unreadable').slice(0, 1);
  const opened = end.access ? [`Opened by ${accessInWords(end.access)}.`] : [];
  return {
    code: exitCode.fine,
    lines: [...commandTable(records), '', ...timeline(records), '', ...outcome, ...opened],
  };
}

/** The time, commands and bytes of each step, and of all. */
export function timeline(records: readonly TranscriptRecord[]): string[] {
  const end = records.at(-1) as End;
  const rows = stepsIn(records).map(({ name, ms, exchanges }) => {
    return [name, exchanges.length, sum(exchanges, 'sent'), sum(exchanges, 'received'), ms];
  });
  const total = ['all', end.apdus, end.sent, end.received, end.ms];
  return table(['step', 'APDUs', 'bytes out', 'bytes in', 'ms'], [...rows, total]);
}

function commandTable(records: readonly TranscriptRecord[]): string[] {
  let at = 0;
  const rows = stepsIn(records).flatMap(({ name, exchanges }) =>
    exchanges.map(({ cla, ins, p1, p2, lc, le, received, status, fault, ms }) => {
      return [++at, name, `${cla} ${ins} ${p1} ${p2}`, lc, le, received, status ?? fault ?? '', ms];
    }),
  );
  return table(['#', 'step', 'command', 'Lc', 'Le', 'answer', 'status', 'ms'], rows);
}

/** What came after the last step that ended belongs to the one that failed. */
function stepsIn(records: readonly TranscriptRecord[]): StepSeen[] {
  const steps: StepSeen[] = [];
  let exchanges: Exchange[] = [];
  for (const one of records) {
    if (one.type === 'exchange') exchanges.push(one);
    if (one.type !== 'step') continue;
    steps.push({ name: one.name, ms: one.ms, exchanges });
    exchanges = [];
  }
  const ms = rounded(exchanges.reduce((total, one) => total + one.ms, 0));
  return exchanges.length > 0 ? [...steps, { name: '(not ended)', ms, exchanges }] : steps;
}

function parsed(text: string) {
  const records: TranscriptRecord[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.trimEnd().split('\n').entries()) {
    const record = recordSchema.safeParse(jsonOf(line));
    if (record.success) records.push(record.data);
    else problems.push(`line ${index + 1} is no record of a transcript: ${record.error.issues[0]?.message}`);
  }
  return { records, problems };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Order, counts, and that every command has just one outcome. */
function inconsistencies(records: readonly TranscriptRecord[]): string[] {
  const places = (type: TranscriptRecord['type']) => records.flatMap((one, at) => (one.type === type ? [at] : []));
  const end = records.at(-1);
  const isFramed = places('card-transcript').join() === '0' && places('end').join() === String(records.length - 1);
  if (!isFramed || end?.type !== 'end') return ['it does not run from its first line to one end'];
  const exchanges = records.filter((one) => one.type === 'exchange');
  const wrong = (['sent', 'received'] as const).filter((what) => sum(exchanges, what) !== end[what]);
  const halves = exchanges.filter(({ status, fault }) => (status === undefined) === (fault === undefined));
  const silent = exchanges.filter(({ status, received }) => (status !== undefined) !== received >= 2);
  return [
    ...(exchanges.length === end.apdus ? [] : [`it holds ${exchanges.length} commands, but says ${end.apdus}`]),
    ...wrong.map((what) => `the bytes ${what} do not add up to ${end[what]}`),
    ...(halves.length + silent.length === 0 ? [] : ['a command has not just one outcome']),
    ...((end.proof === undefined) !== (end.fault === undefined) ? [] : ['it ends with not just one outcome']),
    ...(stepsIn(records).reduce((total, { ms }) => total + ms, 0) <= end.ms + 1
      ? []
      : ['its steps last longer than all']),
  ];
}

function sum(exchanges: readonly Exchange[], what: 'sent' | 'received'): number {
  return exchanges.reduce((total, one) => total + one[what], 0);
}
