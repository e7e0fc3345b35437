import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network cable on loopback: it can be pulled, put back, or go dead so that nothing comes through. */
export class NetworkCable {
  readonly port: number;
  #state: 'good' | 'pulled' | 'dead' = 'good';
  readonly #sockets = new Set<Socket>();
  readonly #server;

  private constructor(server: ReturnType<typeof createServer>, to: () => number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (near) => this.#join(near, to()));
  }

  /** A cable to the port that `to` gives when a connection is made. */
  static async lay(to: () => number): Promise<NetworkCable> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return new NetworkCable(server, to);
  }

  get state() {
    return this.#state;
  }

  /** Open connections break, new ones are refused at once. */
  pull(): void {
    this.#state = 'pulled';
    this.#drop();
  }

  /** Connections are taken and nothing ever comes back. */
  deaden(): void {
    this.#state = 'dead';
  }

  mend(): void {
    this.#state = 'good';
    this.#drop();
  }

  stop(): void {
    this.#drop();
    this.#server.close();
  }

  #drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(near: Socket, port: number): void {
    if (this.#state === 'pulled') return void near.resetAndDestroy();
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => this.#state === 'good' && to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
