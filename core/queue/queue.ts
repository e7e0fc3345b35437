import type { Change, CounterState, Tally } from './change.ts';
import type { Lane } from './lane.ts';
import { Lanes } from './lanes.ts';
import { type Command, type Done, LastCommands, takesBack } from './last-commands.ts';
import type { Caller, Rules } from './rules.ts';
import { SharedMap } from './shared-map.ts';
import { isInHand, isOpen, type Turn } from './turn.ts';

const never = '1970-01-01T00:00:00.000Z';

/**
 * One site's day in memory: the visits under way, who is in whose hand, counters and ratios. It has no clock and
 * decides nothing; it takes in what was decided. A visit of which every step is closed leaves it, except while a
 * counter could still take its last command back; `put` brings a closed one in again, `forget` lets it go.
 */
export class Queue {
  readonly rules: Rules;
  #tickets = new SharedMap<readonly Turn[]>();
  /** The ticket of each turn whose id is not the ticket's. */
  #homes = new Map<string, string>();
  #hands = new Map<string, Turn>();
  #states = new Map<string, CounterState>();
  #tallies = new Map<string, Tally>();
  /** Held and missed turns that come back by themselves. */
  #resting = new Map<string, Turn>();
  #lanes: Lanes;
  #last = new LastCommands();

  constructor(rules: Rules) {
    this.rules = rules;
    this.#lanes = new Lanes(rules);
  }

  /** Takes in one change that is no counter's command, such as a new ticket or a return. */
  apply(change: Change): void {
    this.#release(this.#take(change));
  }

  /** Takes in all changes of one command; without any, the counter's last command stays what it was. */
  applyCommand(changes: readonly Change[], command: Command): void {
    if (changes.length === 0) return;
    const touched = this.#last.forget(command.counter);
    const alsoTouched = changes.flatMap((change) => this.#take(change));
    if (!takesBack(changes)) this.#last.keep({ ...command, changes });
    this.#release([...touched, ...alsoTouched]);
  }

  /** Takes in a turn as the store has it, open or closed, in place of an older version of it. */
  put(turn: Turn): void {
    const turns = this.turnsOf(turn.ticketId);
    const at = turns.findIndex(({ id }) => id === turn.id);
    this.#replace(turn.ticketId, at < 0 ? [...turns, turn].sort((a, b) => a.step - b.step) : turns.with(at, turn));
  }

  /** Takes in a counter's state as the store has it. */
  putState(state: CounterState): void {
    this.#states.set(state.counter, state);
  }

  /** Takes in a tally as the store has it. */
  putTally(tally: Tally): void {
    this.#tallies.set(tally.group, tally);
  }

  /** Lets a visit go, with all its turns. */
  forget(ticketId: string): void {
    this.#replace(ticketId, []);
  }

  /** Answers a question as if the changes were taken in; nothing is different afterwards. */
  supposing<T>(changes: readonly Change[], ask: () => T): T {
    const turns = changes.flatMap((change) => (change.kind === 'turn' ? [change.turn] : []));
    const before = new Map(turns.map(({ ticketId }) => [ticketId, this.turnsOf(ticketId)]));
    for (const turn of turns) this.put(turn);
    try {
      return ask();
    } finally {
      for (const [ticketId, as] of before) this.#replace(ticketId, as);
    }
  }

  turn(id: string): Turn | undefined {
    return this.turnsOf(this.#homes.get(id) ?? id).find((turn) => turn.id === id);
  }

  /** The steps of a visit in their order; none where it is not in memory. */
  turnsOf(ticketId: string): readonly Turn[] {
    return this.#tickets.get(ticketId) ?? [];
  }

  /** The turn that a counter has called or serves. */
  inHand(counterId: string): Turn | undefined {
    return this.#hands.get(counterId);
  }

  /** Open where nobody has touched the counter yet. */
  counterState(id: string): CounterState {
    return this.#states.get(id) ?? { counter: id, state: 'open', since: never };
  }

  /** Counters that somebody has touched today. */
  counterStates(): Iterable<CounterState> {
    return this.#states.values();
  }

  tally(group: string): Tally {
    return this.#tallies.get(group) ?? { group, priority: 0, ordinary: 0 };
  }

  tallies(): Iterable<Tally> {
    return this.#tallies.values();
  }

  /** The counter's last command, unless somebody has changed since what it changed. */
  lastOf(counterId: string): Done | undefined {
    return this.#last.of(counterId);
  }

  *openTurns(): Generator<Turn> {
    for (const turns of this.#tickets.values()) for (const turn of turns) if (isOpen(turn)) yield turn;
  }

  /** Held and missed turns that have a `returnsAt`. */
  resting(): Iterable<Turn> {
    return this.#resting.values();
  }

  waitingCount(service: string): number {
    let count = 0;
    for (const lane of this.#lanes.ofService(service)) count += lane.turns.length;
    return count;
  }

  /** How many who wait for the same service come before the turn by order, whatever their class. */
  aheadOf(turn: Turn): number {
    let count = 0;
    for (const lane of this.#lanes.ofService(turn.service)) count += lane.countBefore(turn);
    return count;
  }

  /** The lanes in which somebody waits whom the counter may call at `atMs`. */
  lanesFor(counter: Caller, atMs: number): Iterable<{ lane: Lane; isKept: boolean }> {
    this.#lanes.moveTo(atMs);
    return this.#lanes.open(counter);
  }

  /** In order, those among whom the turn would wait at `atMs`: same service, standing and counter. */
  besides(turn: Turn, atMs: number): readonly Turn[] {
    this.#lanes.moveTo(atMs);
    return this.#lanes.besides(turn);
  }

  /** A queue of its own; the turns are shared, as they never change. */
  clone(): Queue {
    const copy = new Queue(this.rules);
    copy.#tickets = this.#tickets.clone();
    copy.#homes = new Map(this.#homes);
    copy.#hands = new Map(this.#hands);
    copy.#states = new Map(this.#states);
    copy.#tallies = new Map(this.#tallies);
    copy.#resting = new Map(this.#resting);
    copy.#lanes = this.#lanes.clone();
    copy.#last = this.#last.clone();
    return copy;
  }

  /** Gives the tickets of which nothing may be left to do. */
  #take(change: Change): readonly string[] {
    if (change.kind === 'counter') {
      this.putState(change.state);
      return [];
    }
    const { ticketId } = change.turn;
    const letGo = this.#last.touch(ticketId);
    this.put(change.turn);
    if (change.tally) this.putTally(change.tally);
    return [...letGo, ticketId];
  }

  /** Lets those visits go that are over and that no command could bring back. */
  #release(tickets: readonly string[]): void {
    for (const ticketId of tickets) {
      if (!this.#last.hasTicket(ticketId) && !this.turnsOf(ticketId).some(isOpen)) this.forget(ticketId);
    }
  }

  /** The one place that keeps lanes, hands and rest in step: all turns of a visit go out, and come in as they are now. */
  #replace(ticketId: string, turns: readonly Turn[]): void {
    const before = this.turnsOf(ticketId);
    const wasInHand = before.some(isInHand);
    for (const turn of before) {
      if (turn.state === 'waiting') this.#lanes.remove(turn, wasInHand);
      else if (isInHand(turn) && this.#hands.get(turn.counter!)?.id === turn.id) this.#hands.delete(turn.counter!);
      this.#resting.delete(turn.id);
      this.#homes.delete(turn.id);
    }
    const isNowInHand = turns.some(isInHand);
    for (const turn of turns) {
      if (turn.state === 'waiting') this.#lanes.add(turn, isNowInHand);
      else if (isInHand(turn)) this.#hands.set(turn.counter!, turn);
      else if (turn.returnsAt !== undefined) this.#resting.set(turn.id, turn);
      if (turn.id !== ticketId) this.#homes.set(turn.id, ticketId);
    }
    if (turns.length > 0) this.#tickets.set(ticketId, turns);
    else this.#tickets.delete(ticketId);
  }
}
