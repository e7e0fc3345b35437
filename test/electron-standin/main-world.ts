import type { decode as Decode, encode as Encode, Wire } from './wire.ts';

/** An exposed value without its functions, which are named by number. */
export type Shape = { call: number } | { list: Shape[] } | { entries: [string, Shape][] } | { value: unknown };
export type Exposed = [string, Shape];

/** Runs in the page's own world, by its source: shows what the preload exposed. Uses nothing from outside itself. */
export function mainWorld(key: string, encode: typeof Encode, decode: typeof Decode): void {
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  const parse = (event: Event) => JSON.parse((event as CustomEvent<string>).detail);
  const ask = (name: string, detail: unknown) =>
    document.dispatchEvent(new CustomEvent(`${key}-${name}`, { detail: JSON.stringify(detail) }));
  let lastId = 0;

  function build(shape: Shape): unknown {
    if ('call' in shape) return (...args: unknown[]) => callOver(shape.call, args.map(encode));
    if ('list' in shape) return Object.freeze(shape.list.map(build));
    if ('value' in shape) return shape.value;
    return Object.freeze(Object.fromEntries(shape.entries.map(([name, inner]) => [name, build(inner)])));
  }

  function callOver(call: number, args: Wire[]): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>();
    calls.set(++lastId, waiting);
    ask('call', { call, id: lastId, args });
    return waiting.promise;
  }

  document.addEventListener(`${key}-answer`, (event) => {
    const { id, result, error } = parse(event);
    const call = calls.get(id);
    calls.delete(id);
    if (error === undefined) call?.resolve(decode(result));
    else call?.reject(new Error(error));
  });
  document.addEventListener(
    `${key}-exposed`,
    (event) => {
      for (const [name, shape] of parse(event) as Exposed[])
        Object.defineProperty(window, name, { value: build(shape), enumerable: true });
    },
    { once: true },
  );
  // As where the app denies: no window comes to be, so no driver that watches new windows can hold this page up.
  window.open = (url) => {
    ask('open', String(url ?? ''));
    return null;
  };
  ask('ask', null);
}
