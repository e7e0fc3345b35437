import type { PrinterStatus } from '../contract/devices.ts';
import type { Fault } from '../faults.ts';

type Four = readonly [number, number, number, number];

/** One thing that a printer said on its line. */
export type Answer =
  /** To DLE EOT: one byte; what it means depends on which was asked. */
  | { readonly type: 'real-time'; readonly byte: number }
  /** Pushed at a change (automatic status back). */
  | { readonly type: 'changed'; readonly status: PrinterStatus }
  /** To GS ( H: everything before the fence with this id is done. */
  | { readonly type: 'fence-reached'; readonly id: string }
  /** To GS r 1: everything before it is done, whoever asked. */
  | { readonly type: 'queue-reached' };

/**
 * Splits what came from a printer into answers; `rest` is the beginning of one that is not yet whole.
 * Each kind is known by the fixed bits of its first byte (Epson ESC/POS, GS a, "differentiating status").
 */
export function readAnswers(bytes: Uint8Array): { readonly answers: readonly Answer[]; readonly rest: Uint8Array } {
  const answers: Answer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = lengthAt(bytes, at);
    if (length === undefined) break;
    const answer = answerOf(bytes.subarray(at, at + length));
    if (answer) answers.push(answer);
    at += length;
  }
  return { answers, rest: bytes.slice(at) };
}

/** Bytes of the answer that begins here; `undefined` while it is not whole. */
function lengthAt(bytes: Uint8Array, at: number): number | undefined {
  const first = bytes[at]!;
  if (first === 0x37) {
    const end = bytes.indexOf(0, at);
    if (end >= 0) return end - at + 1;
    return bytes.length - at > 8 ? 1 : undefined;
  }
  if (!isChange(first)) return 1;
  return bytes.length - at >= 4 ? 4 : undefined;
}

function answerOf(bytes: Uint8Array): Answer | undefined {
  const [first = 0, second, ...more] = bytes;
  if (first === 0x37) return second === 0x22 ? { type: 'fence-reached', id: asText(more.slice(0, -1)) } : undefined;
  if (isChange(first))
    return { type: 'changed', status: statusOfChange([first, second ?? 0, more[0] ?? 0, more[1] ?? 0]) };
  if ((first & 0x93) === 0x12) return { type: 'real-time', byte: first };
  if ((first & 0x90) === 0) return { type: 'queue-reached' };
  return undefined;
}

/** `0xx1xx00` begins a pushed status. */
function isChange(byte: number): boolean {
  return (byte & 0x93) === 0x10;
}

function asText(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}

/** The state behind the answers to DLE EOT 1, 2, 3 and 4, in this order. */
export function statusOfAnswers([printer, cause, error, paper]: Four): PrinterStatus {
  return statusOf(
    [
      [error & 0x20, 'printer-broken'],
      [error & 0x08, 'cutter-jammed'],
      [cause & 0x04, 'cover-open'],
      [(cause & 0x20) | (paper & 0x60), 'paper-out'],
      [error & 0x40, 'head-hot'],
      [(printer & 0x08) | (cause & 0x40) | (error & 0x04), 'printer-broken'],
    ],
    (paper & 0x0c) !== 0,
  );
}

/** Being offline alone is not taken for a fault here: a pressed feed button says the same for a moment. */
function statusOfChange([printer, error, paper]: Four): PrinterStatus {
  return statusOf(
    [
      [error & 0x20, 'printer-broken'],
      [error & 0x08, 'cutter-jammed'],
      [printer & 0x20, 'cover-open'],
      [paper & 0x0c, 'paper-out'],
      [error & 0x40, 'head-hot'],
      [error & 0x04, 'printer-broken'],
    ],
    (paper & 0x03) !== 0,
  );
}

/** The first that is set is what somebody has to clear first. */
function statusOf(bits: readonly (readonly [number, Fault])[], isNearEnd: boolean): PrinterStatus {
  const set = bits.find(([bit]) => bit !== 0);
  return set ? { state: 'faulty', fault: set[1] } : { state: 'ready', isNearEnd };
}
