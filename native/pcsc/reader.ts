import { setTimeout as wait } from 'node:timers/promises';
import { historicalBytesOf } from '../../core/card/atr-info.ts';
import { readSizeKey } from '../../core/card/read-size.ts';
import type { ReaderTraits } from '../../core/card/reading.ts';
import type { Fault } from '../../core/faults.ts';
import { inTurns } from '../../core/in-turns.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type ConnectedCard, Context, code, PcscError, stateBit } from './context.ts';

/** How long one wait for a card lasts before the list of readers is looked at again. */
const LOOK_AGAIN_MS = 1_000;
/** Between two looks for a reader, or for the service itself, while there is none. */
const SEARCH_EVERY_MS = 500;
/** 4 KB and the status word: longer answers gain little and lose much where the card is lifted. */
const LONGEST_ANSWER = 4_098;

export interface ReaderEvent {
  readonly type: 'reader-found' | 'reader-lost' | 'card-placed' | 'card-removed';
}

/** A card that answers raw commands, one at a time and in their order, until it is disconnected. */
export interface Card {
  /** For the size of reads: extended answers are tried, and a reader that takes less shows it. */
  readonly traits: ReaderTraits;
  transceive(apdu: Uint8Array): Promise<Result<Uint8Array, Fault>>;
  disconnect(): Promise<void>;
}

/**
 * What happens on the first reader whose name holds `namePart`: first what is there now, then each change, until
 * `stop`. Readers and the service itself may go and come back.
 */
export async function* watchReader(namePart: string | undefined, stop: AbortSignal): AsyncGenerator<ReaderEvent> {
  let isTold = false;
  while (!stop.aborted) {
    for await (const event of oneLife(namePart, stop)) {
      isTold = true;
      yield event;
    }
    if (stop.aborted) return;
    if (!isTold) yield { type: 'reader-lost' };
    isTold = true;
    await wait(SEARCH_EVERY_MS, undefined, { signal: stop }).catch(() => {});
  }
}

/** From the moment a reader is found until it is lost; nothing at all where there is none. */
async function* oneLife(namePart: string | undefined, stop: AbortSignal): AsyncGenerator<ReaderEvent> {
  const opened = await orFault(() => Context.open());
  if (!opened.ok) return;
  const context = opened.value;
  let cancelled: Promise<void> | undefined;
  const cancel = () => {
    cancelled = context.cancel();
  };
  stop.addEventListener('abort', cancel);
  try {
    const found = await orFault(() => context.findReader(namePart));
    if (found.ok && found.value !== undefined) yield* cardsOn(context, found.value, stop);
  } finally {
    stop.removeEventListener('abort', cancel);
    await cancelled;
    await context.close();
  }
}

async function* cardsOn(context: Context, reader: string, stop: AbortSignal): AsyncGenerator<ReaderEvent> {
  let known = 0;
  let isFound = false;
  while (!stop.aborted) {
    const next = await orFault(() => look(context, reader, known));
    if (!next.ok || isGone(next.value)) break;
    if (!isFound) yield { type: 'reader-found' };
    isFound = true;
    yield* cardsBetween(known, next.value);
    known = next.value;
  }
  if (isFound && !stop.aborted) yield { type: 'reader-lost' };
}

/** The reader's next state; a wait that nothing ended makes sure that the reader is still listed. */
async function look(context: Context, reader: string, known: number): Promise<number> {
  const next = await context.waitForChange(reader, known, LOOK_AGAIN_MS);
  const isListed = next !== known || (await context.findReader(reader)) !== undefined;
  return isListed ? next : stateBit.unknown;
}

/** The counter shows a card that was swapped for another between two looks. */
function cardsBetween(before: number, now: number): ReaderEvent[] {
  const hadCard = (before & stateBit.present) !== 0;
  const hasCard = (now & stateBit.present) !== 0;
  const isSwapped = hadCard && hasCard && before >>> 16 !== now >>> 16;
  const events: ReaderEvent[] = [];
  if (hadCard && (!hasCard || isSwapped)) events.push({ type: 'card-removed' });
  if (hasCard && (!hadCard || isSwapped)) events.push({ type: 'card-placed' });
  return events;
}

const isGone = (state: number) => (state & (stateBit.unknown | stateBit.unavailable)) !== 0;

/** Opens the card on the first reader whose name holds `namePart`, for one reading. */
export async function connectCard(namePart: string | undefined): Promise<Result<Card, Fault>> {
  const opened = await orFault(() => Context.open());
  if (!opened.ok) return opened;
  const context = opened.value;
  const connected = await orFault(async () => {
    const reader = await context.findReader(namePart);
    if (reader === undefined) return undefined;
    const card = await context.connect(reader);
    return { card, traits: traitsOf(reader, await context.answerToReset(reader)) };
  });
  if (connected.ok && connected.value) return ok(cardOf(context, connected.value.card, connected.value.traits));
  await context.close();
  return connected.ok ? fail('reader-lost') : connected;
}

function traitsOf(reader: string, answerToReset: Uint8Array): ReaderTraits {
  const historicalBytes = historicalBytesOf(answerToReset);
  return { sizeKey: readSizeKey(reader, historicalBytes), historicalBytes, longestAnswer: LONGEST_ANSWER };
}

function cardOf(context: Context, card: ConnectedCard, traits: ReaderTraits): Card {
  const inTurn = inTurns();

  async function transceive(apdu: Uint8Array): Promise<Result<Uint8Array, Fault>> {
    const answer = await orFault(() => card.transmit(apdu));
    // A card lifted in the middle of a command is told by some drivers as success with nothing in it.
    return answer.ok && answer.value.length < 2 ? fail('card-removed') : answer;
  }

  async function disconnect(): Promise<void> {
    await card.disconnect();
    await context.close();
  }

  return { traits, transceive: (apdu) => inTurn(() => transceive(apdu)), disconnect: () => inTurn(disconnect) };
}

async function orFault<T>(work: () => Promise<T>): Promise<Result<T, Fault>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof PcscError) return fail(faultOf(error.code));
    throw error;
  }
}

function faultOf(answer: number): Fault {
  switch (answer) {
    case code.cardRemoved:
    case code.cardReset:
    case code.noCard:
      return 'card-removed';
    case code.readerUnavailable:
    case code.unknownReader:
    case code.noReaders:
    case code.noService:
    case code.serviceStopped:
    case code.serviceBroke:
    case code.accessDenied:
    case code.invalidHandle:
      return 'reader-lost';
    default:
      return 'card-unreadable';
  }
}
