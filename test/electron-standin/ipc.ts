import { randomUUID } from 'node:crypto';
import { LoudEmitter } from './loud.ts';
import { type FarEnd, MessagePortMain } from './ports.ts';
import type { WebContents } from './web-contents.ts';
import { decode, encode, type MainMessage, type PageMessage } from './wire.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** Electron's ipcMain. */
class IpcMain extends LoudEmitter {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    super('ipcMain', 'any');
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Not Electron's: answers a page's `ipcRenderer.invoke`. */
  async invoke(channel: string, event: object, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

export const ipcMain = new IpcMain();

/** One page's half of all that crosses: messages to ipcMain, calls and their answers, message ports. */
export class PageIpc {
  readonly #contents: WebContents;
  readonly #send: (message: MainMessage) => void;
  readonly #ports = new Map<string, FarEnd>();

  constructor(contents: WebContents, send: (message: MainMessage) => void) {
    this.#contents = contents;
    this.#send = send;
  }

  take(message: Exclude<PageMessage, { type: 'open' }>): void {
    if (message.type === 'port') this.#ports.get(message.port)?.receive(decode(message.data));
    else if (message.type === 'port-closed') this.#drop(message.port);
    else if (message.type === 'send') ipcMain.emit(message.channel, this.#event(), ...message.args.map(decode));
    else if (message.type === 'post') {
      const ports = message.ports.map((id) => this.#portFromPage(id));
      ipcMain.emit(message.channel, this.#event(ports), decode(message.message));
    } else void this.#answer(message);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[]): void {
    const ports = transfer.map((port) => this.#portToPage(port));
    this.#send({ type: 'message', channel, args: [encode(message)], ports });
  }

  send(channel: string, args: readonly unknown[]): void {
    this.#send({ type: 'message', channel, args: args.map(encode), ports: [] });
  }

  /** The page is gone or shows another document: its ports are closed. */
  closeAll(): void {
    for (const id of [...this.#ports.keys()]) this.#drop(id);
  }

  async #answer({ channel, call, args }: PageMessage & { type: 'invoke' }): Promise<void> {
    try {
      const result = await ipcMain.invoke(channel, this.#event(), args.map(decode));
      this.#send({ type: 'answer', call, result: encode(result) });
    } catch (error) {
      this.#send({ type: 'answer', call, error: `Error invoking remote method '${channel}': ${error}` });
    }
  }

  #event(ports: MessagePortMain[] = []): object {
    const url = this.#contents.getURL();
    const senderFrame = { url, origin: /^[a-z]+:\/\/[^/]*/.exec(url)?.[0] ?? 'null', parent: null };
    return { sender: this.#contents, senderFrame, ports };
  }

  #portFromPage(id: string): MessagePortMain {
    const port = new MessagePortMain();
    port.connect(this.#farEnd(id));
    this.#ports.set(id, port);
    return port;
  }

  #portToPage(port: MessagePortMain): string {
    const id = randomUUID();
    const near = port.moveTo(this.#farEnd(id));
    if (near) this.#ports.set(id, near);
    return id;
  }

  #farEnd(port: string): FarEnd {
    return {
      receive: (data) => this.#send({ type: 'port', port, data: encode(data) }),
      closedByFarEnd: () => {
        this.#ports.delete(port);
        this.#send({ type: 'port-closed', port });
      },
    };
  }

  #drop(id: string): void {
    const port = this.#ports.get(id);
    this.#ports.delete(id);
    port?.closedByFarEnd();
  }
}
