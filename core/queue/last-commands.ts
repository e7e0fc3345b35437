import type { Change } from './change.ts';

/** Who did something when; `atMs` in milliseconds since 1970. */
export interface Command {
  readonly commandId: string;
  readonly counter: string;
  readonly atMs: number;
}

/** A command with what it changed, in order. */
export interface Done extends Command {
  readonly changes: readonly Change[];
}

/** The last command of each counter, as long as nobody else has touched what it touched. */
export class LastCommands {
  readonly #done: Map<string, Done>;
  /** Which counter's last command is the last that touched a ticket. */
  readonly #touchedBy: Map<string, string>;

  constructor(done: Iterable<readonly [string, Done]> = [], touchedBy: Iterable<readonly [string, string]> = []) {
    this.#done = new Map(done);
    this.#touchedBy = new Map(touchedBy);
  }

  of(counter: string): Done | undefined {
    return this.#done.get(counter);
  }

  hasTicket(ticketId: string): boolean {
    return this.#touchedBy.has(ticketId);
  }

  keep(done: Done): void {
    this.#done.set(done.counter, done);
    for (const ticketId of ticketsOf(done.changes)) this.#touchedBy.set(ticketId, done.counter);
  }

  /** Somebody changes the ticket: whose last command it was cannot take it back any more. Gives the tickets let go. */
  touch(ticketId: string): readonly string[] {
    const counter = this.#touchedBy.get(ticketId);
    return counter === undefined ? [] : this.forget(counter);
  }

  /** The counter's last command cannot be taken back any more. Gives the tickets that it had touched. */
  forget(counter: string): readonly string[] {
    const done = this.#done.get(counter);
    if (!done) return [];
    this.#done.delete(counter);
    const tickets = ticketsOf(done.changes);
    for (const ticketId of tickets) this.#touchedBy.delete(ticketId);
    return tickets;
  }

  clone(): LastCommands {
    return new LastCommands(this.#done, this.#touchedBy);
  }
}

/** Whether these changes took a command back: a turn is `undone`, or a counter's state is older than the one before. */
export function takesBack(changes: readonly Change[]): boolean {
  return changes.some((change) =>
    change.kind === 'turn'
      ? change.change === 'undone'
      : change.before !== undefined && Date.parse(change.state.since) < Date.parse(change.before.since),
  );
}

function ticketsOf(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap((change) => (change.kind === 'turn' ? [change.turn.ticketId] : [])))];
}
