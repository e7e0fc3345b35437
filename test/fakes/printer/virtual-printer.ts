import { setTimeout as sleep } from 'node:timers/promises';
import { Condition } from './condition.ts';
import { Intake } from './intake.ts';
import { interpret } from './interpreter.ts';
import { keepIn } from './keep.ts';
import { PrinterLine } from './line.ts';
import { Paper } from './paper.ts';
import { plateAnswer } from './plate.ts';
import { type RealTime, RealTimeEar } from './real-time.ts';
import { isAilment, type Onset, type Trouble } from './trouble.ts';

export interface Options {
  /** A free port where none is given. */
  readonly port?: number;
  /** An address of loopback, 127.0.0.1 where none is given. */
  readonly host?: string;
  /** Dots across: 576 or 384. */
  readonly width?: number;
  readonly mmPerSecond?: number;
  /** Size of the receive buffer; when it is full the printer reads no more. */
  readonly bufferBytes?: number;
  /** Without one, paper hangs out of the printer until somebody tears it off. */
  readonly hasCutter?: boolean;
  /** Keeps every paper as a picture in this folder. */
  readonly keepIn?: string;
}

type Moment = 'atCut' | 'afterCut' | 'atFence';

const dotsPerMm = 8;
const headToCutterMm = 12;

/** A thermal printer on the network that burns dots into memory, and breaks as printers do. */
export class VirtualPrinter {
  readonly papers: Paper[] = [];
  /** Real-time commands, in the order they were heard. */
  readonly heard: RealTime['name'][] = [];
  /** Lines in the printer's own font. */
  readonly typed: string[] = [];
  /** What a well-formed slip never makes a printer do. */
  readonly oddities: string[] = [];
  /** Times that the drawer was kicked. */
  pulses = 0;
  bytesReceived = 0;
  /** When the last byte arrived, on the clock of `performance.now()`, in ms. */
  lastByteAt = 0;

  readonly #width: number;
  readonly #msPerRow: number;
  readonly #hasCutter: boolean;
  readonly #condition = new Condition();
  readonly #line: PrinterLine;
  readonly #intake: Intake;
  readonly #ear = new RealTimeEar();
  readonly #listeners = new Set<(paper: Paper) => void>();
  readonly #habits = new Map<Trouble, Onset>();
  #coming: { readonly trouble: Trouble; readonly onset: Onset; rows: number; bytes: number } | undefined;
  #rows: Uint8Array[] = [];
  #isReporting = false;
  #owedMs = 0;

  private constructor({ width = 576, mmPerSecond = 50_000, bufferBytes = 65_536, hasCutter = true }: Options) {
    this.#width = width;
    this.#msPerRow = 1_000 / dotsPerMm / mmPerSecond;
    this.#hasCutter = hasCutter;
    this.#intake = new Intake(bufferBytes, () => this.#line.readOn());
    this.#line = new PrinterLine(
      (byte) => this.#receive(byte),
      () => !this.#intake.isFull && !this.#habits.has('stalled'),
    );
    interpret(this.#intake, width, {
      burn: (row) => this.#burn(row),
      cut: (isFed) => this.#cut(isFed),
      pulse: () => this.pulses++,
      reportChanges: (isOn) => {
        this.#isReporting = isOn;
        this.#push();
      },
      answerState: (n) => this.#answerFence(n === 1 ? [this.#condition.paper()] : [0]),
      answerPlate: (n) => this.#answer(plateAnswer(n) ?? []),
      answerFence: (id) => this.#answerFence([0x37, 0x22, ...(this.#habits.has('stale-fence') ? stale : id), 0x00]),
      typed: (text) => this.typed.push(text),
      wonder: (what) => this.oddities.push(what),
    });
  }

  static async start(options: Options = {}): Promise<VirtualPrinter> {
    const printer = new VirtualPrinter(options);
    if (options.keepIn !== undefined) printer.onPaper(keepIn(options.keepIn));
    await printer.#line.open(options.port, options.host);
    return printer;
  }

  get port(): number {
    return this.#line.port;
  }

  /** What is burnt and hangs in the printer still. */
  get uncut(): Paper {
    return new Paper(this.#width, this.#rows);
  }

  /** Calls back with each paper as the cutter lets it go; returns a way to call it off. */
  onPaper(then: (paper: Paper) => void): () => void {
    this.#listeners.add(then);
    return () => this.#listeners.delete(then);
  }

  /** Makes it suffer, at once or after so many more rows or bytes, or at a moment of the next job. */
  async break(trouble: Trouble, onset: Onset = {}): Promise<void> {
    const { afterRows = 0, afterBytes = 0, atCut, afterCut, atFence } = onset;
    if (afterRows > 0 || afterBytes > 0 || atCut || afterCut || atFence)
      this.#coming = { trouble, onset, rows: afterRows, bytes: afterBytes };
    else await this.#begin(trouble, onset);
  }

  /** Puts everything right: paper in, cover closed, power and network on. What is in the buffer goes on. */
  async mend(): Promise<void> {
    this.#habits.clear();
    this.#coming = undefined;
    this.#condition.heal();
    await this.#line.open();
    this.#line.readOn();
    this.#push();
    this.#intake.hold(false);
  }

  /** A hand tears off what hangs out of the printer. */
  tear(): void {
    this.#letGo(this.#rows.length);
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
    } else if (trouble === 'vanished') {
      await this.#line.close();
      if (onset.backAfterMs !== undefined) setTimeout(() => this.#line.open(), onset.backAfterMs);
    } else if (isAilment(trouble)) {
      this.#condition.add(trouble);
      this.#intake.hold(this.#condition.isOffline);
      this.#push();
    } else this.#habits.set(trouble, onset);
  }

  async #reach(moment: Moment): Promise<void> {
    if (this.#coming?.onset[moment]) await this.#begin(this.#coming.trouble, this.#coming.onset);
  }

  #receive(byte: number): void {
    this.bytesReceived++;
    this.lastByteAt = performance.now();
    this.#intake.put(byte);
    const command = this.#ear.hear(byte);
    if (command) this.heard.push(command.name);
    if (command?.name === 'status') this.#answer([this.#condition.realTime(command.n)]);
    if (command?.name === 'clear-buffers') this.#intake.clear();
    const coming = this.#coming;
    if (coming && coming.bytes > 0 && --coming.bytes === 0) void this.#begin(coming.trouble, coming.onset);
  }

  #answer(bytes: readonly number[]): void {
    if (!this.#habits.has('mute')) this.#line.send(bytes);
  }

  /** A printer that goes offline over it answers once it is online again. */
  async #answerFence(bytes: readonly number[]): Promise<void> {
    await this.#reach('atFence');
    await this.#intake.released();
    const late = this.#habits.get('late')?.lateMs ?? 0;
    if (late > 0) setTimeout(() => this.#answer(bytes), late).unref();
    else this.#answer(bytes);
  }

  #push(): void {
    if (this.#isReporting) this.#answer(this.#condition.automatic());
  }

  async #burn(row: Uint8Array): Promise<void> {
    this.#rows.push(row);
    await this.#move(1);
    const coming = this.#coming;
    if (coming && coming.rows > 0 && --coming.rows === 0) await this.#begin(coming.trouble, coming.onset);
  }

  async #cut(isFed: boolean): Promise<void> {
    const toCutter = headToCutterMm * dotsPerMm;
    if (isFed) await this.#move(toCutter);
    await this.#reach('atCut');
    if (this.#condition.isOffline || !this.#hasCutter) return;
    this.#letGo(isFed ? this.#rows.length : Math.max(0, this.#rows.length - toCutter));
    await this.#reach('afterCut');
  }

  #letGo(rows: number): void {
    const paper = new Paper(this.#width, this.#rows.slice(0, rows));
    this.#rows = this.#rows.slice(rows);
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

/** The id of a job that nobody sent. */
const stale = [0x5a, 0x5a, 0x5a, 0x5a];
