import type { ReaderEvent } from '../../native/pcsc/reader.ts';

/** Longer than two looks of any driver for its card. */
const TOLD_WITHIN_MS = 1_000;

/**
 * The reader's events, looked at anew where a reading lost its card and nothing told of the card's going: a driver that
 * looks only now and then does not see a card that was lifted and laid down again in between.
 */
export function watchCards(watch: (stop: AbortSignal) => AsyncGenerator<ReaderEvent>) {
  let removals = 0;
  let lookAgain = new AbortController();

  async function* events(stop: AbortSignal): AsyncGenerator<ReaderEvent> {
    while (!stop.aborted) {
      lookAgain = new AbortController();
      for await (const event of watch(AbortSignal.any([stop, lookAgain.signal]))) {
        if (event.type === 'card-removed') removals++;
        yield event;
      }
      if (!stop.aborted) yield { type: 'card-removed' };
    }
  }

  /** A reading has just lost its card. */
  function lostCard(): void {
    const before = removals;
    setTimeout(() => {
      if (removals === before) lookAgain.abort();
    }, TOLD_WITHIN_MS);
  }

  return { events, lostCard };
}
