import type { Change } from '../../core/queue/change.ts';
import { Queue } from '../../core/queue/queue.ts';
import type { Rules } from '../../core/queue/rules.ts';
import type { Decision, Scene } from '../../core/queue/scene.ts';
import { isInHand, isOpen, type Turn } from '../../core/queue/turn.ts';
import { counterOf } from './make.ts';

/** What a hub does around the queue, without a disk: it keeps every turn, and takes decisions in one after another. */
export class HubInMemory {
  readonly queue: Queue;
  readonly turns = new Map<string, Turn>();
  #commands = 0;

  constructor(rules: Rules) {
    this.queue = new Queue(rules);
  }

  /** Decides, takes in, and gives what was refused. */
  command(
    counter: string,
    atMs: number,
    ticketId: string | undefined,
    newId: () => string,
    verb: (scene: Scene) => Decision,
  ) {
    const { queue } = this;
    if (ticketId !== undefined && queue.turnsOf(ticketId).length === 0)
      for (const turn of this.turns.values()) if (turn.ticketId === ticketId) queue.put(turn);
    const decision = verb({ queue, counter: counterOf(queue.rules, counter), at: new Date(atMs), newId });
    if (!decision.ok) return decision.fault;
    for (const change of decision.value) this.#keep(change);
    queue.applyCommand(decision.value, { commandId: `${this.#commands++}`, counter, atMs });
    return undefined;
  }

  /** Takes in what no counter commanded. */
  take(changes: readonly Change[]): void {
    for (const change of changes) {
      this.#keep(change);
      this.queue.apply(change);
    }
  }

  /** A change starts from what is kept, and is one version on. */
  #keep(change: Change): void {
    if (change.kind === 'counter') return;
    const { turn, before } = change;
    if (JSON.stringify(sorted(before)) !== JSON.stringify(sorted(this.turns.get(turn.id))))
      throw new Error(`${change.change} of ${turn.id} starts from another turn than the one that is there`);
    if (turn.version !== (before?.version ?? 0) + 1) throw new Error(`${turn.id} goes to version ${turn.version}`);
    this.turns.set(turn.id, turn);
  }

  /** What must be so at any time, whatever was commanded. */
  complaints(): string[] {
    const taken = [...this.turns.values()].filter(isInHand);
    const open = [...this.turns.values()].filter(isOpen);
    return [
      ...twice(taken.map(({ ticketId }) => ticketId)).map((id) => `visit ${id} is in two hands`),
      ...twice(taken.map(({ counter }) => counter!)).map((id) => `counter ${id} has two in hand`),
      ...open.filter(({ id }) => !this.queue.turn(id)).map(({ id }) => `turn ${id} is lost`),
    ];
  }
}

function sorted(turn: Turn | undefined): unknown {
  return turn && Object.entries(turn).sort(([one], [other]) => (one < other ? -1 : 1));
}

function twice(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) < at);
}
