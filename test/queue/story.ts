import { callNext } from '../../core/queue/calls.ts';
import type { Change } from '../../core/queue/change.ts';
import type { Rules } from '../../core/queue/rules.ts';
import type { Decision, Scene } from '../../core/queue/scene.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { HubInMemory } from './hub-in-memory.ts';
import { ms, sceneOf, uuid } from './make.ts';

/** A day told in words: each command gives what it did, such as `called 1`, or why it was refused. */
export class Story {
  readonly hub: HubInMemory;
  /** What the last command changed. */
  last: readonly Change[] = [];
  #ids = 1_000;

  constructor(rules: Rules, turns: readonly Turn[]) {
    this.hub = new HubInMemory(rules);
    this.takes(turns.map((turn) => ({ kind: 'turn', change: 'taken-in', turn })));
  }

  scene(counter: string, minute: number): Scene {
    return sceneOf(this.hub.queue, counter, minute);
  }

  /** `ticketId`: the hub looks for it in its store first. */
  does(counter: string, minute: number, verb: (scene: Scene) => Decision, ticketId?: string): string[] {
    let decided: readonly Change[] = [];
    const refused = this.hub.command(
      counter,
      ms(minute),
      ticketId,
      () => uuid(this.#ids++),
      (scene) => {
        const decision = verb(scene);
        if (decision.ok) decided = decision.value;
        return decision;
      },
    );
    this.last = decided;
    if (!refused) return words(decided);
    const more = 'counter' in refused ? refused.counter : 'state' in refused ? refused.state : undefined;
    return [[refused.code, more].filter(Boolean).join(' ')];
  }

  takes(changes: readonly Change[]): string[] {
    this.hub.take(changes);
    return words(changes);
  }

  /** The numbers that a counter calls one after another, as many as wait and `atMost`; the last is in hand. */
  calls(counter: string, minute: number, atMost: number): number[] {
    const numbers: number[] = [];
    for (let n = 0; n < atMost; n++) {
      this.does(counter, minute, callNext);
      const called = this.last.find((change) => change.kind === 'turn' && change.change === 'called');
      if (called?.kind === 'turn') numbers.push(numberOf(called.turn));
    }
    return numbers;
  }

  turn(id: string): Turn {
    return this.hub.turns.get(id)!;
  }

  /** The steps of a visit in words, such as `0 a finished`. */
  visit(ticketId: string): string[] {
    return [...this.hub.turns.values()]
      .filter((turn) => turn.ticketId === ticketId)
      .sort((one, other) => one.step - other.step)
      .map(({ step, service, state }) => `${step} ${service} ${state}`);
  }
}

const numberOf = ({ number }: Turn) => Number(number.slice(1));

function words(changes: readonly Change[]): string[] {
  return changes.map((change) =>
    change.kind === 'turn' ? `${change.change} ${numberOf(change.turn)}` : change.state.state,
  );
}
