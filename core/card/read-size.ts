import type { ChipSizes } from './atr-info.ts';
import { EXTENDED_ANSWER, SHORT_ANSWER } from './piece.ts';

/** The longest answers that were found to work, in bytes without status word, by {@link readSizeKey}. */
export type ReadSizes = Map<string, number>;

/** What is known of both sides before the first read. */
export interface SizesOffered {
  readonly chip: ChipSizes;
  /** Most bytes of one answer, status word included, that the reader says it takes; absent where it does not say. */
  readonly readerTakes?: number;
}

/** Tried first on a chip that does not say how much it takes: larger ones gain little (a portrait is about 16 KB). */
const TRIED_FIRST = 4_096;
/** A short answer that is refused is halved too, down to this. */
const SMALLEST = 64;
const STATUS_WORD = 2;
/** A kiosk meets a handful of card types on one reader. */
const MOST_REMEMBERED = 64;

/** One reader with one type of card: contactless answers to reset are the reader's, but their historical bytes the card's. */
export function readSizeKey(reader: string, historicalBytes: Uint8Array): string {
  return `${reader}/${Array.from(historicalBytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The longest answer to ask for, in bytes without status word: what worked before; else what chip and reader both say
 * they take; else, where the reader takes extended answers and the chip does not deny them, a first try.
 */
export function answerLength(
  known: ReadSizes,
  key: string,
  { chip, readerTakes = SHORT_ANSWER }: SizesOffered,
): number {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const isShort = readerTakes <= SHORT_ANSWER + STATUS_WORD || chip.isExtended === false;
  if (isShort) return SHORT_ANSWER;
  const stated = chip.longestAnswer ?? TRIED_FIRST + STATUS_WORD;
  return Math.max(SHORT_ANSWER, Math.min(stated, readerTakes, EXTENDED_ANSWER + STATUS_WORD) - STATUS_WORD);
}

/** Remembers what worked; the type of card that was met longest ago is forgotten first. */
export function remember(known: ReadSizes, key: string, length: number): void {
  known.delete(key);
  known.set(key, length);
  const [oldest] = known.keys();
  if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
}

/**
 * After 6700: half as much is remembered, and the caller opens the session again, which the refusal may have ended.
 * From extended answers the next step below is a short one; `false` where there is no smaller size to try.
 */
export function halve(known: ReadSizes, key: string, refused: number): boolean {
  const half = Math.floor(refused / 2);
  const next = refused > SHORT_ANSWER ? Math.max(half, SHORT_ANSWER) : half;
  if (next < SMALLEST) return false;
  remember(known, key, next);
  return true;
}
