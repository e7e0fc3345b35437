import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** The printer's network card: takes bytes in one by one while it may, and gives every client the same answers. */
export class PrinterLine {
  readonly #receive: (byte: number) => void;
  readonly #mayRead: () => boolean;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #host: string | undefined;

  constructor(receive: (byte: number) => void, mayRead: () => boolean) {
    this.#receive = receive;
    this.#mayRead = mayRead;
  }

  get port(): number {
    return this.#port;
  }

  /** Listens on loopback; where it was before, or else on the given port, or on a free one. */
  async open(port = 0, host = '127.0.0.1'): Promise<void> {
    if (this.#server) return;
    this.#host ??= host;
    this.#server = createServer((socket) => this.#take(socket)).listen(this.#port || port, this.#host);
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.drop();
    const server = this.#server;
    this.#server = undefined;
    if (server) await once(server.close(), 'close');
  }

  /** Breaks every connection at once. */
  drop(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  send(bytes: readonly number[]): void {
    for (const socket of this.#sockets) if (!socket.destroyed) socket.write(Uint8Array.from(bytes));
  }

  /** Reads on, where reading had to stop. */
  readOn(): void {
    for (const socket of this.#sockets) socket.resume();
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (bytes) => {
      for (let at = 0; at < bytes.length && !socket.destroyed; at++) {
        if (!this.#mayRead()) {
          socket.pause();
          socket.unshift(bytes.subarray(at));
          return;
        }
        this.#receive(bytes[at]!);
      }
    });
  }
}
