import { setTimeout as sleep } from 'node:timers/promises';
import { Condition } from './condition.ts';
import { Intake } from './intake.ts';
import { interpret } from './interpreter.ts';
import { PrinterLine } from './line.ts';
import { Paper } from './paper.ts';
import { type RealTime, RealTimeEar } from './real-time.ts';
import { isAilment, type Onset, type Trouble } from './trouble.ts';

export interface Options {
  /** A free port on loopback where none is given. */
  readonly port?: number;
  /** Dots across: 576 or 384. */
  readonly width?: number;
  readonly mmPerSecond?: number;
  /** Size of the receive buffer; when it is full the printer reads no more. */
  readonly bufferBytes?: number;
}

const dotsPerMm = 8;
const headToCutterMm = 12;

/** A thermal printer on the network that burns dots into memory, and breaks as printers do. */
export class VirtualPrinter {
  readonly papers: Paper[] = [];
  /** Real-time commands, in the order they were heard. */
  readonly heard: RealTime['name'][] = [];
  /** What a well-formed slip never makes a printer do. */
  readonly oddities: string[] = [];
  bytesReceived = 0;
  /** When the last byte arrived, on the clock of `performance.now()`, in ms. */
  lastByteAt = 0;

  readonly #width: number;
  readonly #msPerRow: number;
  readonly #condition = new Condition();
  readonly #line: PrinterLine;
  readonly #intake: Intake;
  readonly #ear = new RealTimeEar();
  readonly #listeners = new Set<(paper: Paper) => void>();
  readonly #habits = new Map<Trouble, Onset>();
  #coming: { readonly trouble: Trouble; rows: number; bytes: number; readonly atCut: boolean } | undefined;
  #rows: Uint8Array[] = [];
  #isReporting = false;
  #owedMs = 0;

  private constructor({ width = 576, mmPerSecond = 50_000, bufferBytes = 65_536 }: Options) {
    this.#width = width;
    this.#msPerRow = 1_000 / dotsPerMm / mmPerSecond;
    this.#intake = new Intake(bufferBytes, () => this.#line.readOn());
    this.#line = new PrinterLine(
      (byte) => this.#receive(byte),
      () => !this.#intake.isFull && !this.#habits.has('stalled'),
    );
    interpret(this.#intake, width, {
      burn: (row) => this.#burn(row),
      cut: () => this.#cut(),
      reportChanges: (isOn) => {
        this.#isReporting = isOn;
        this.#push();
      },
      answerPaper: () => this.#answer([this.#condition.paper()]),
      answerFence: (id) => this.#answerFence(id),
      wonder: (what) => this.oddities.push(what),
    });
  }

  static async start(options: Options = {}): Promise<VirtualPrinter> {
    const printer = new VirtualPrinter(options);
    await printer.#line.open(options.port);
    return printer;
  }

  get port(): number {
    return this.#line.port;
  }

  /** Calls back with each paper as the cutter lets it go; returns a way to call it off. */
  onPaper(then: (paper: Paper) => void): () => void {
    this.#listeners.add(then);
    return () => this.#listeners.delete(then);
  }

  /** Makes it suffer, at once or after so many more rows or bytes, or at the next cut. */
  async break(trouble: Trouble, onset: Onset = {}): Promise<void> {
    const { afterRows = 0, afterBytes = 0, atCut = false } = onset;
    if (afterRows > 0 || afterBytes > 0 || atCut) this.#coming = { trouble, rows: afterRows, bytes: afterBytes, atCut };
    else await this.#begin(trouble, onset);
  }

  /** Puts everything right: paper in, cover closed, power on. What is in the buffer goes on. */
  async mend(): Promise<void> {
    this.#habits.clear();
    this.#coming = undefined;
    this.#condition.heal();
    await this.#line.open();
    this.#line.readOn();
    this.#push();
    this.#intake.hold(false);
  }

  async stop(): Promise<void> {
    this.#intake.clear();
    await this.#line.close();
  }

  async #begin(trouble: Trouble, onset: Onset = {}): Promise<void> {
    this.#coming = undefined;
    if (trouble === 'line-dropped') this.#line.drop();
    else if (trouble === 'switched-off') {
      this.#intake.clear();
      this.#isReporting = false;
      await this.#line.close();
    } else if (isAilment(trouble)) {
      this.#condition.add(trouble);
      this.#intake.hold(this.#condition.isOffline);
      this.#push();
    } else this.#habits.set(trouble, onset);
  }

  #receive(byte: number): void {
    this.bytesReceived++;
    this.lastByteAt = performance.now();
    this.#intake.put(byte);
    const command = this.#ear.hear(byte);
    if (command) this.heard.push(command.name);
    if (command?.name === 'status') this.#answer([this.#condition.realTime(command.n)]);
    if (command?.name === 'clear-buffers') this.#intake.clear();
    if (this.#coming && this.#coming.bytes > 0 && --this.#coming.bytes === 0) void this.#begin(this.#coming.trouble);
  }

  #answer(bytes: readonly number[]): void {
    if (!this.#habits.has('mute')) this.#line.send(bytes);
  }

  #answerFence(id: readonly number[]): void {
    const late = this.#habits.get('late')?.lateMs ?? 0;
    const named = this.#habits.has('stale-fence') ? [0x5a, 0x5a, 0x5a, 0x5a] : id;
    const answer = () => this.#answer([0x37, 0x22, ...named, 0x00]);
    if (late > 0) setTimeout(answer, late).unref();
    else answer();
  }

  #push(): void {
    if (this.#isReporting) this.#answer(this.#condition.automatic());
  }

  async #burn(row: Uint8Array): Promise<void> {
    this.#rows.push(row);
    await this.#move(1);
    if (this.#coming && this.#coming.rows > 0 && --this.#coming.rows === 0) await this.#begin(this.#coming.trouble);
  }

  async #cut(): Promise<void> {
    await this.#move(headToCutterMm * dotsPerMm);
    if (this.#coming?.atCut) await this.#begin(this.#coming.trouble);
    if (this.#condition.isOffline) return;
    const paper = new Paper(this.#width, this.#rows);
    this.#rows = [];
    this.papers.push(paper);
    for (const then of this.#listeners) then(paper);
  }

  /** Sleeps once enough rows have been moved for a timer to be true. */
  async #move(rows: number): Promise<void> {
    this.#owedMs += rows * this.#msPerRow;
    if (this.#owedMs < 4) return;
    const startedAt = performance.now();
    await sleep(this.#owedMs);
    this.#owedMs -= performance.now() - startedAt;
  }
}
