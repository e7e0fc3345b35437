import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCard } from '../../core/card/read-card.ts';
import type { CardRead } from '../../core/card/reading.ts';
import type { Fault } from '../../core/faults.ts';
import { mask } from '../../core/person.ts';
import type { Result } from '../../core/result.ts';
import { type Card, connectCard, watchReader } from '../../native/pcsc/reader.ts';
import { trustIn } from '../devices/trust-folder.ts';
import { trustDir } from '../places.ts';
import type { ReadOptions } from './card-options.ts';
import { timeline } from './card-replay.ts';
import { accessInWords, faultInWords, proofInWords } from './card-words.ts';
import { exitCode, notDone, type Said } from './said.ts';
import { type End, recording, rounded, type TranscriptRecord } from './transcript.ts';

const READ_MS = 30_000;

/** Waits for a card on the real reader, reads it once, and says what was proved and where the time went. */
export async function readOnReader(options: ReadOptions, tell: (line: string) => void): Promise<Said> {
  const waited = await waitForCard(options, tell);
  if (waited !== 'card-placed') return waited;
  const connected = await connectCard(options.reader);
  if (!connected.ok) return notDone(...faultInWords(connected.fault));
  const records: TranscriptRecord[] = [];
  try {
    const read = await readRecorded(connected.value, options, records);
    return report(read, records, options);
  } finally {
    await connected.value.disconnect();
  }
}

async function waitForCard({ reader, waitMs }: ReadOptions, tell: (line: string) => void) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), waitMs);
  try {
    for await (const { type } of watchReader(reader, stop.signal)) {
      if (type === 'reader-found') tell('Waiting for a card on the reader.');
      if (type === 'card-placed') return type;
      if (type === 'reader-lost') return notDone(...faultInWords('reader-lost'));
    }
    return notDone('No card came.', 'lay a card on the reader; --wait SECONDS waits longer.');
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

async function readRecorded(card: Card, options: ReadOptions, records: TranscriptRecord[]) {
  const { key, today, trust, portrait } = options;
  const sources = [fileURLToPath(trustDir), ...(trust ? [trust] : [])];
  const memory = { trust: trustIn(sources), verifiedSigners: new Map(), sizes: new Map(), ephemerals: [] };
  records.push({ type: 'card-transcript', version: 1, reader: card.traits.sizeKey, day: today });
  const began = performance.now();
  let before = began;
  const read = await readCard({
    transceive: recording(card.transceive, records),
    key,
    today,
    random: randomBytes,
    report: () => {},
    stepEnded(name) {
      const now = performance.now();
      records.push({ type: 'step', name, ms: rounded(now - before) });
      before = now;
    },
    stop: AbortSignal.timeout(READ_MS),
    wants: { portrait: portrait !== undefined },
    mayDowngrade: false,
    reader: card.traits,
    memory,
  });
  records.push(endOf(read, records, rounded(performance.now() - began)));
  return read;
}

function endOf(read: Result<CardRead, Fault>, records: readonly TranscriptRecord[], ms: number): End {
  const exchanges = records.filter((one) => one.type === 'exchange');
  const sum = (what: 'sent' | 'received') => exchanges.reduce((total, one) => total + one[what], 0);
  const counts = { apdus: exchanges.length, sent: sum('sent'), received: sum('received'), ms };
  if (!read.ok) return { type: 'end', fault: read.fault, ...counts };
  const { proof, access } = read.value;
  return {
    type: 'end',
    proof: proof.kind === 'altered' ? { ...proof, which: [...proof.which] } : proof,
    access,
    ...counts,
  };
}

function report(read: Result<CardRead, Fault>, records: TranscriptRecord[], options: ReadOptions): Said {
  const written = writeAll(read, records, options);
  if (!written.ok) return notDone(written.fault, 'name a file in a folder that is there and may be written.');
  const how = timeline(records);
  if (read.ok) {
    const { proof, access } = read.value;
    const lines = [...personLines(read.value, options), proofInWords(proof), `Opened by ${accessInWords(access)}.`];
    return { code: exitCode.fine, lines: [...lines, '', ...how, ...written.value] };
  }
  const { lines } = notDone(...faultInWords(read.fault));
  const isAgainstCard = read.fault === 'card-altered' || read.fault === 'card-copied';
  return {
    code: isAgainstCard ? exitCode.refused : exitCode.notDone,
    lines: [...lines, '', ...how, ...written.value],
  };
}

/** Masked as on the kiosk's screen, unless the technician asks for all of it. */
function personLines({ person }: CardRead, { today, showsData }: ReadOptions): string[] {
  if (showsData)
    return [
      `${person.name}, ${person.idNumber}, born ${person.birthDay}, until ${person.expiryDay ?? 'no end'} (${person.sex})`,
    ];
  const { name, birthYear, idTail } = mask(person, today);
  return [`${name}, born ${birthYear}, number ending in ${idTail}`];
}

function writeAll(
  read: Result<CardRead, Fault>,
  records: readonly TranscriptRecord[],
  { portrait, save }: ReadOptions,
): Result<string[], string> {
  const picture = read.ok ? read.value.portrait : undefined;
  const lines: string[] = [];
  try {
    if (portrait && picture) {
      writeFileSync(portrait, picture.bytes, { mode: 0o600 });
      lines.push(`Portrait (${picture.kind}, ${picture.bytes.length} bytes) written to ${portrait}.`);
    } else if (portrait) lines.push('No portrait was read.');
    if (save) {
      writeFileSync(save, records.map((one) => `${JSON.stringify(one)}\n`).join(''));
      lines.push(`Transcript written to ${save}.`);
    }
    return { ok: true, value: lines };
  } catch (error) {
    return { ok: false, fault: (error as Error).message };
  }
}
