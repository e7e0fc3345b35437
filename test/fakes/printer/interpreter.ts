import { CodeMaker } from './code-maker.ts';
import { isTyped } from './font.ts';
import { Cleared, type Intake } from './intake.ts';
import { passedOver } from './passed-over.ts';
import { Typing } from './typing.ts';

/** What the interpreter can do with the machine around it. */
export interface Mechanism {
  /** Burns one row of dots and moves the paper on; waits as long as that takes. */
  burn(row: Uint8Array): Promise<void>;
  /** Cuts; `isFed` moves what was burnt last past the cutter first, otherwise it stays on the next paper. */
  cut(isFed: boolean): Promise<void>;
  pulse(): void;
  reportChanges(isOn: boolean): void;
  /** GS r: the state of 1 the paper, 2 the drawer. */
  answerState(n: number): Promise<void>;
  /** GS I: what is on the plate. */
  answerPlate(n: number): void;
  answerFence(id: readonly number[]): Promise<void>;
  /** A line in the printer's own font. */
  typed(text: string): void;
  /** Something that no slip should contain: an unknown command, or text that is not ASCII. */
  wonder(what: string): void;
}

/** Carries out what is in the receive buffer, in its order, for as long as the printer has power. */
export async function interpret(intake: Intake, width: number, mechanism: Mechanism): Promise<void> {
  for (;;)
    try {
      await new Interpreter(intake, width, mechanism).run();
    } catch (reason) {
      if (!(reason instanceof Cleared)) throw reason;
    }
}

class Interpreter {
  readonly #intake: Intake;
  readonly #mechanism: Mechanism;
  readonly #width: number;
  readonly #typing: Typing;
  readonly #code = new CodeMaker();

  constructor(intake: Intake, width: number, mechanism: Mechanism) {
    this.#intake = intake;
    this.#width = width;
    this.#mechanism = mechanism;
    this.#typing = new Typing(width);
  }

  async run(): Promise<never> {
    for (;;) await this.#command(await this.#intake.next());
  }

  async #command(first: number): Promise<void> {
    if (first === 0x00 || first === 0x0d) return;
    if (first === 0x0a) return this.#printLine();
    if (first === 0x10) return this.#realTime();
    if (isTyped(first)) return this.#type(first);
    if (first !== 0x1b && first !== 0x1c && first !== 0x1d) return this.#mechanism.wonder(`text ${hex(first)}`);
    const name = `${hex(first)} ${hex(await this.#intake.next())}`;
    const parameters = passedOver[name];
    if (parameters !== undefined) await this.#intake.take(parameters);
    else await this.#named(name);
  }

  async #named(name: string): Promise<void> {
    const typing = this.#typing;
    const one = () => this.#intake.next();
    switch (name) {
      case '1b 40':
        this.#code.reset();
        return typing.reset();
      case '1b 32':
        typing.spacing = 30;
        return;
      case '1b 33':
        typing.spacing = await one();
        return;
      case '1b 45':
      case '1b 47':
        typing.isBold = ((await one()) & 1) === 1;
        return;
      case '1b 61':
        typing.align = (['left', 'centre', 'right'] as const)[(await one()) % 48] ?? 'left';
        return;
      case '1d 21':
        return typing.magnify(await one());
      case '1b 4a':
        return this.#feed(await one());
      case '1b 64':
        return this.#feed((await one()) * typing.spacing);
      case '1b 69':
      case '1b 6d':
        return this.#mechanism.cut(false);
      case '1b 70':
        await this.#intake.take(3);
        return this.#mechanism.pulse();
      default:
        return this.#ofGs(name);
    }
  }

  async #ofGs(name: string): Promise<void> {
    const one = () => this.#intake.next();
    switch (name) {
      case '1d 49':
        return this.#mechanism.answerPlate(await one());
      case '1d 61':
        return this.#mechanism.reportChanges((await one()) !== 0);
      case '1d 72':
        return this.#mechanism.answerState((await one()) % 48);
      case '1d 76':
        return this.#image();
      case '1d 56':
        return this.#cut(await one());
      case '1d 28':
      case '1c 28':
        return this.#parameters(name);
      default:
        return this.#mechanism.wonder(`command ${name}`);
    }
  }

  async #type(byte: number): Promise<void> {
    if (this.#typing.isFullFor()) await this.#printLine();
    this.#typing.type(byte);
  }

  async #printLine(): Promise<void> {
    if (this.#typing.text !== '') this.#mechanism.typed(this.#typing.text);
    for (const row of this.#typing.takeLine()) await this.#mechanism.burn(row);
  }

  async #feed(rows: number): Promise<void> {
    if (this.#typing.text !== '') await this.#printLine();
    for (let row = 0; row < rows; row++) await this.#mechanism.burn(new Uint8Array(this.#width));
  }

  /** GS V: at once (0, 1 or as digits), after the feed to the cutter and n dots more, or at a place set before. */
  async #cut(form: number): Promise<void> {
    if (form === 0 || form === 1 || form === 48 || form === 49) return this.#mechanism.cut(false);
    if (![65, 66, 97, 98, 103, 104].includes(form)) return this.#mechanism.wonder(`GS V ${form}`);
    await this.#feed(await this.#intake.next());
    await this.#mechanism.cut(true);
  }

  /** Already carried out when it arrived; here its bytes are only passed over. */
  async #realTime(): Promise<void> {
    const kind = await this.#intake.next();
    const n = await this.#intake.next();
    if (kind === 0x14) await this.#intake.take(n === 8 ? 7 : 2);
  }

  /** GS v 0: m, width in bytes, height in rows, dots. */
  async #image(): Promise<void> {
    const [zero, mode = 0, xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = await this.#intake.take(6);
    if (zero !== 0x30) return this.#mechanism.wonder('an image of another kind');
    if (this.#typing.text !== '') this.#mechanism.wonder('an image in the middle of a line');
    const across = xLow + 256 * xHigh;
    const wide = mode & 1 ? 2 : 1;
    const tall = mode & 2 ? 2 : 1;
    for (let y = 0; y < yLow + 256 * yHigh; y++) {
      const bytes = await this.#intake.take(across);
      const dots = new Uint8Array(across * 8 * wide);
      for (let x = 0; x < dots.length; x++) {
        const dot = wide === 1 ? x : x >> 1;
        dots[x] = (bytes[dot >> 3]! >> (7 - (dot & 7))) & 1;
      }
      const row = this.#typing.place(dots);
      for (let time = 0; time < tall; time++) await this.#mechanism.burn(row);
    }
  }

  /** GS ( x and FS ( x: a length and that many bytes; H is the process id, k a two-dimensional code. */
  async #parameters(name: string): Promise<void> {
    const [kind = 0, low = 0, high = 0] = await this.#intake.take(3);
    const all = await this.#intake.take(low + 256 * high);
    const [first, second, ...rest] = all;
    if (name === '1c 28') return;
    if (kind === 0x48 && first === 0x30 && second === 0x30) return this.#mechanism.answerFence(rest);
    if (kind !== 0x6b || first !== 0x31) return this.#mechanism.wonder(`GS ( ${hex(kind)}`);
    const made = this.#code.take(second ?? 0, rest);
    if (typeof made === 'string') this.#mechanism.wonder(made);
    else for (const row of made ?? []) await this.#mechanism.burn(this.#typing.place(row));
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
