import { LoudEmitter } from './loud.ts';

/** The other end of a port: another port here, or a page's port at the far side of the wire. */
export interface FarEnd {
  receive(data: unknown): void;
  closedByFarEnd(): void;
}

/** Electron's MessagePortMain. */
export class MessagePortMain extends LoudEmitter implements FarEnd {
  #far: FarEnd | undefined;
  #queue: unknown[] = [];
  #isStarted = false;
  #isClosed = false;

  constructor() {
    super('MessagePortMain', ['message', 'close']);
  }

  start(): void {
    this.#isStarted = true;
    for (const data of this.#queue.splice(0)) this.#deliver(data);
  }

  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in passes no ports through a port');
    if (!this.#isClosed) this.#far?.receive(data);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#far?.closedByFarEnd();
    this.closedByFarEnd();
  }

  /** Not Electron's: ties this port to its far end, and hands on what was posted before. */
  connect(far: FarEnd): void {
    this.#far = far;
  }

  /** Not Electron's: gives this port's place, and what waits in it, to an end in a page. */
  moveTo(end: FarEnd): FarEnd | undefined {
    for (const data of this.#queue.splice(0)) end.receive(data);
    if (this.#far instanceof MessagePortMain) this.#far.connect(end);
    return this.#far;
  }

  receive(data: unknown): void {
    if (this.#isStarted) this.#deliver(data);
    else this.#queue.push(data);
  }

  closedByFarEnd(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close');
  }

  #deliver(data: unknown): void {
    queueMicrotask(() => this.emit('message', { data, ports: [] }));
  }
}

/** Electron's MessageChannelMain. */
export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.connect(this.port2);
    this.port2.connect(this.port1);
  }
}
