import type { Exposed, Shape } from './main-world.ts';
import type { decode as Decode, encode as Encode, MainMessage, PageMessage } from './wire.ts';

interface Ends {
  __standInSend(message: string): void;
  __standInReceive(message: MainMessage): void;
}

/** Runs in the page, by its source: Electron's side of a preload. Uses nothing from outside itself. */
export function isolatedWorld(key: string, encode: typeof Encode, decode: typeof Decode): object {
  type Listener = (event: object, ...args: unknown[]) => void;
  const ends = globalThis as unknown as Ends;
  const send = (message: PageMessage) => ends.__standInSend(JSON.stringify(message));
  const listeners = new Map<string, Listener[]>();
  const ports = new Map<string, MessagePort>();
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  let lastCall = 0;

  function bind(id: string, port: MessagePort): void {
    ports.set(id, port);
    port.onmessage = ({ data }) => send({ type: 'port', port: id, data: encode(data) });
    port.addEventListener('close', () => ports.delete(id) && send({ type: 'port-closed', port: id }));
  }

  function receivePorts(ids: string[]): MessagePort[] {
    return ids.map((id) => {
      const { port1, port2 } = new MessageChannel();
      bind(id, port1);
      return port2;
    });
  }

  ends.__standInReceive = (message) => {
    if (message.type === 'port') ports.get(message.port)?.postMessage(decode(message.data));
    else if (message.type === 'port-closed') {
      ports.get(message.port)?.close();
      ports.delete(message.port);
    } else if (message.type === 'answer') {
      const call = calls.get(message.call);
      calls.delete(message.call);
      if (message.error) call?.reject(new Error(message.error));
      else call?.resolve(message.result && decode(message.result));
    } else {
      const event = { ports: receivePorts(message.ports), sender: ipcRenderer };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args.map(decode));
    }
  };

  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => send({ type: 'send', channel, args: args.map(encode) }),
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    invoke(channel: string, ...args: unknown[]) {
      const call = Promise.withResolvers<unknown>();
      calls.set(++lastCall, call);
      send({ type: 'invoke', channel, call: lastCall, args: args.map(encode) });
      return call.promise;
    },
    postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
      const ids = transfer.map(() => crypto.randomUUID());
      send({ type: 'post', channel, message: encode(message), ports: ids });
      // After the message, so that what waits in the port finds its other end.
      transfer.forEach((port, index) => {
        bind(ids[index] ?? '', port);
      });
    },
  };

  // The bridge: plain values and functions cross the two worlds, as text through events of the document.
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const exposed: Exposed[] = [];
  const tell = (name: string, detail: unknown) =>
    document.dispatchEvent(new CustomEvent(`${key}-${name}`, { detail: JSON.stringify(detail) }));

  function shapeOf(value: unknown): Shape {
    if (typeof value === 'function') return { call: functions.push(value as never) - 1 };
    if (Array.isArray(value)) return { list: value.map(shapeOf) };
    if (typeof value !== 'object' || value === null) return { value };
    return { entries: Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]) };
  }

  document.addEventListener(`${key}-open`, (event) =>
    send({ type: 'open', url: JSON.parse((event as CustomEvent<string>).detail) }),
  );
  document.addEventListener(`${key}-ask`, () => tell('exposed', exposed));
  document.addEventListener(`${key}-call`, async (event) => {
    const { call, id, args } = JSON.parse((event as CustomEvent<string>).detail);
    try {
      tell('answer', { id, result: encode(await functions[call]?.(...args.map(decode))) });
    } catch (error) {
      tell('answer', { id, error: error instanceof Error ? error.message : String(error) });
    }
  });

  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      if (exposed.some(([taken]) => taken === name))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.push([name, shapeOf(api)]);
    },
  };

  return new Proxy<Record<string, unknown>>({ ipcRenderer, contextBridge } as never, {
    get(electron, name) {
      if (name in electron || typeof name === 'symbol' || name === '__esModule') return electron[String(name)];
      throw new Error(`the stand-in has no electron.${name} in a preload`);
    },
  });
}
