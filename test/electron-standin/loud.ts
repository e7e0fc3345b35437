import { EventEmitter } from 'node:events';

/** What the language and Node themselves ask of any object. */
const askedOfAll = new Set(['then', 'toJSON', 'constructor', 'inspect', 'prototype', 'name', 'length', 'default']);

/** The same object, but asking it for what it lacks throws: no test may pass by an API that is not there. */
export function loud<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(of, key, receiver) {
      if (key in of || typeof key === 'symbol' || askedOfAll.has(key)) return Reflect.get(of, key, receiver);
      throw new Error(`the stand-in has no ${name}.${key}`);
    },
  });
}

/** An emitter that throws when it is asked for a method or an event that it lacks. */
export abstract class LoudEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: readonly string[] | 'any';

  /** `events` are those that it emits, and those that a test without the true Electron never sees. */
  constructor(name: string, events: readonly string[] | 'any') {
    super();
    this.#name = name;
    this.#events = events;
  }

  override on(event: string, listener: Parameters<EventEmitter['on']>[1]): this {
    const isKnown = this.#events === 'any' || event === 'error' || this.#events.includes(event);
    if (!isKnown) throw new Error(`the stand-in has no event '${event}' of ${this.#name}`);
    return super.on(event, listener);
  }

  override addListener(event: string, listener: Parameters<EventEmitter['on']>[1]): this {
    return this.on(event, listener);
  }

  /** The name by which a missing member is reported. */
  get [Symbol.toStringTag](): string {
    return this.#name;
  }
}

// Put between the class and its parent: a member that no class on the way down has ends here.
Object.setPrototypeOf(
  LoudEmitter.prototype,
  new Proxy(Object.create(EventEmitter.prototype) as object, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || askedOfAll.has(key)) return Reflect.get(target, key, receiver);
      throw new Error(`the stand-in has no ${String(receiver[Symbol.toStringTag])}.${key}`);
    },
  }),
);
