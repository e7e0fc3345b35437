import type { CounterFeedEvent } from '../../../core/contract/feed.ts';
import { isInHand, isOpen, type Turn } from '../../../core/queue/turn.ts';

/** What the staff of a hospital see on their screens: who waits where, so that a room that rests looks up in time. */
export class WaitingRoom {
  readonly #turns = new Map<string, Turn>();
  /** Rooms that rest, by service, whoever rests longest first. */
  readonly #resting = new Map<string, (() => void)[]>();
  finished = 0;

  hear(frame: CounterFeedEvent): void {
    if (frame.type !== 'changed') return;
    const { turn } = frame;
    if (isOpen(turn)) this.#turns.set(turn.id, turn);
    else this.#turns.delete(turn.id);
    if (frame.change === 'finished') this.finished++;
    // One that leaves a hand may set another step of the same visit free.
    if (!isInHand(turn)) this.#wake();
  }

  /** Until somebody waits for the service, or until everything is over. */
  rest(service: string): Promise<void> {
    return new Promise((resolve) => {
      // Somebody waits who cannot be called yet, or came while the room was told that there was nobody.
      if ([...this.#turns.values()].some((turn) => turn.state === 'waiting' && turn.service === service)) {
        setTimeout(resolve, 1_000);
        return;
      }
      const resting = this.#resting.get(service) ?? [];
      this.#resting.set(service, [...resting, resolve]);
    });
  }

  /** Nobody waits, is in hand or comes back by itself. */
  get isEmpty(): boolean {
    for (const turn of this.#turns.values())
      if (turn.state === 'waiting' || isInHand(turn) || turn.returnsAt !== undefined) return false;
    return true;
  }

  close(): void {
    for (const resting of this.#resting.values()) for (const wake of resting.splice(0)) wake();
  }

  #wake(): void {
    const wanted = new Map<string, number>();
    for (const { state, service } of this.#turns.values())
      if (state === 'waiting') wanted.set(service, (wanted.get(service) ?? 0) + 1);
    for (const [service, count] of wanted)
      for (const wake of this.#resting.get(service)?.splice(0, count) ?? []) wake();
  }
}
