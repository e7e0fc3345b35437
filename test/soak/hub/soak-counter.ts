import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isInHand, type Turn } from '../../../core/queue/turn.ts';
import type { Site } from '../../../core/settings.ts';
import type { Chance } from './chance.ts';
import type { Answer, Rpc } from './rpc.ts';

type Done = { readonly turn?: Turn | null };

/** Of a hundred, how often each thing is done, by whether somebody is in hand. */
const withEmptyHand = bagOf({ callNext: 84, recall: 5, callThis: 3, undo: 5, pause: 1, cancel: 1, reopen: 1 });
const whereCalled = bagOf({
  arrive: 50,
  callNext: 17,
  miss: 10,
  hold: 7,
  transfer: 7,
  recall: 4,
  addSteps: 3,
  undo: 2,
});
const whereServing = bagOf({
  callNext: 55,
  finish: 18,
  hold: 7,
  transfer: 9,
  addSteps: 4,
  undo: 4,
  verify: 2,
  cancel: 1,
});

function bagOf(shares: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(shares).flatMap(([verb, share]) => Array.from({ length: share }, () => verb));
}

/** What one member of staff does at one counter, by chance, as fast as the hub answers. */
export class SoakCounter {
  /** By command: whom the hub said that it had called. */
  readonly called = new Map<string, string>();
  readonly refusals: Record<string, number> = {};
  readonly violations: string[] = [];
  readonly id: string;
  readonly #rpc: Rpc;
  readonly #site: Site;
  readonly #chance: Chance;
  readonly #known: readonly string[];
  #inHand: Turn | undefined;
  #aside: string[] = [];
  #isClosed = false;

  /** `known`: tickets that staff may have heard of; it grows while the counter works. */
  constructor(id: string, site: Site, rpc: Rpc, random: Chance, known: readonly string[]) {
    this.id = id;
    this.#site = site;
    this.#rpc = rpc;
    this.#chance = random;
    this.#known = known;
  }

  /** Does the next thing; false where nobody was there to be called. */
  async act(): Promise<boolean> {
    if (this.#isClosed) return this.#setState('open');
    const verb = this.#choose();
    if (verb === 'pause') return this.#setState('paused');
    if (verb === 'callNext') return this.callNext();
    const ticketId = this.#inHand?.ticketId ?? this.#someTicket(verb);
    if (ticketId === undefined && verb !== 'undo') return this.callNext();
    const answer = await this.#send(verb, { ...(verb !== 'undo' && { ticketId }), ...this.#wish(verb) });
    if (answer.ok && (verb === 'hold' || verb === 'miss') && ticketId) this.#aside.push(ticketId);
    return true;
  }

  async callNext(): Promise<boolean> {
    const result = this.#chance.happens(0.3) ? { result: this.#chance.oneOf(this.#site.queue.results).id } : {};
    const answer = await this.#send('callNext', result);
    return answer.ok && answer.value.turn !== null;
  }

  /** Everything that this counter has put aside is called once more and finished, and whoever waits for it too. */
  async drain(): Promise<boolean> {
    await this.#setState('open');
    if (this.#inHand) await this.#send('finish', { ticketId: this.#inHand.ticketId });
    for (const ticketId of this.#aside.splice(0)) {
      await this.#send('recall', { ticketId });
      await this.#send('finish', { ticketId });
    }
    const hadAny = await this.callNext();
    while (await this.callNext());
    return hadAny;
  }

  async #setState(state: 'open' | 'paused'): Promise<boolean> {
    await this.#send('setState', { state });
    this.#isClosed = state !== 'open';
    return true;
  }

  #choose(): string {
    if (!this.#inHand) return this.#chance.oneOf(withEmptyHand);
    return this.#chance.oneOf(this.#inHand.state === 'called' ? whereCalled : whereServing);
  }

  #someTicket(verb: string): string | undefined {
    if (verb === 'recall') return this.#aside.shift();
    // One of the last who came: most of them wait.
    return this.#known.at(-1 - this.#chance.below(40));
  }

  #wish(verb: string): object {
    const { services, counters } = this.#site;
    const service = () => this.#chance.oneOf(services).id;
    switch (verb) {
      case 'callThis':
        return { reason: 'vội' };
      case 'verify':
        return { holds: this.#chance.happens(0.5) };
      case 'transfer': {
        const to = this.#chance.happens(0.3) ? { counter: this.#chance.oneOf(counters).id } : { service: service() };
        return {
          to,
          place: this.#chance.oneOf([{ at: 'first' }, { at: 'last' }, { at: 'kept' }, { at: 'after', n: 3 }]),
        };
      }
      case 'addSteps':
        return { services: [service(), service()], comesBack: this.#chance.happens(0.5) };
      default:
        return {};
    }
  }

  /** Sends a command; sometimes twice at once, as a finger does. */
  async #send(path: string, wish: object): Promise<Answer<Done>> {
    const command = { commandId: randomUUID(), counter: this.id, ...wish };
    const send = () => this.#rpc.ask<Done>(`counter/${path}`, command);
    const [answer, again] = await Promise.all([send(), this.#chance.happens(0.03) ? send() : undefined]);
    if (again && !isDeepStrictEqual(again, answer)) this.violations.push(`${path}: two answers to one command`);
    if (!answer.ok) this.refusals[answer.code] = (this.refusals[answer.code] ?? 0) + 1;
    else if (answer.value.turn !== undefined) this.#note(path, command.commandId, answer.value.turn);
    return answer;
  }

  #note(path: string, commandId: string, turn: Turn | null): void {
    const isMine = turn !== null && isInHand(turn) && turn.counter === this.id;
    if (path === 'callNext' && turn) this.called.set(commandId, turn.id);
    if (isMine) this.#inHand = turn;
    else if (path === 'callNext' || turn?.ticketId === this.#inHand?.ticketId) this.#inHand = undefined;
    else if (path === 'undo' && turn) this.#inHand = undefined;
  }
}
