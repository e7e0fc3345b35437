import { Cleared, type Intake } from './intake.ts';

/** What the interpreter can do with the machine around it. */
export interface Mechanism {
  /** Burns one row of dots and moves the paper on; waits as long as that takes. */
  burn(row: Uint8Array): Promise<void>;
  cut(): Promise<void>;
  reportChanges(isOn: boolean): void;
  answerPaper(): void;
  answerFence(id: readonly number[]): void;
  /** Something that no slip should contain: text, or an unknown command. */
  wonder(what: string): void;
}

const lineDots = 30;

/** Carries out what is in the receive buffer, in its order, for as long as the printer has power. */
export async function interpret(intake: Intake, width: number, mechanism: Mechanism): Promise<void> {
  for (;;)
    try {
      await command(intake, width, mechanism);
    } catch (reason) {
      if (!(reason instanceof Cleared)) throw reason;
    }
}

async function command(intake: Intake, width: number, mechanism: Mechanism): Promise<void> {
  const feed = async (rows: number) => {
    for (let row = 0; row < rows; row++) await mechanism.burn(new Uint8Array(width));
  };
  const first = await intake.next();
  if (first === 0x00) return;
  if (first === 0x0a) return feed(lineDots);
  if (first === 0x10) return realTime(intake);
  if (first !== 0x1b && first !== 0x1d) return mechanism.wonder(`text ${hex(first)}`);
  const second = await intake.next();
  switch (`${hex(first)} ${hex(second)}`) {
    case '1b 40':
      return;
    case '1b 4a':
      return feed(await intake.next());
    case '1b 64':
      return feed((await intake.next()) * lineDots);
    case '1d 61':
      return mechanism.reportChanges((await intake.next()) !== 0);
    case '1d 72':
      await intake.next();
      return mechanism.answerPaper();
    case '1d 76':
      return image(intake, width, mechanism);
    case '1d 56':
      if ((await intake.next()) >= 65) await feed(await intake.next());
      return mechanism.cut();
    case '1d 28':
      return parameters(intake, mechanism);
    default:
      return mechanism.wonder(`command ${hex(first)} ${hex(second)}`);
  }
}

/** Already carried out when it arrived; here its bytes are only passed over. */
async function realTime(intake: Intake): Promise<void> {
  const kind = await intake.next();
  const n = await intake.next();
  if (kind === 0x14) await intake.take(n === 8 ? 7 : 2);
}

/** GS v 0: m, width in bytes, height in rows, dots. */
async function image(intake: Intake, width: number, mechanism: Mechanism): Promise<void> {
  const [zero, mode = 0, xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = await intake.take(6);
  if (zero !== 0x30) return mechanism.wonder('an image of another kind');
  const across = xLow + 256 * xHigh;
  const wide = mode & 1 ? 2 : 1;
  const tall = mode & 2 ? 2 : 1;
  for (let y = 0; y < yLow + 256 * yHigh; y++) {
    const bytes = await intake.take(across);
    const row = Uint8Array.from({ length: width }, (_, x) => {
      const dot = Math.floor(x / wide);
      return ((bytes[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1;
    });
    for (let time = 0; time < tall; time++) await mechanism.burn(row);
  }
}

/** GS ( x: a length and that many bytes; only H, the process id, is known here. */
async function parameters(intake: Intake, mechanism: Mechanism): Promise<void> {
  const [kind = 0, low = 0, high = 0] = await intake.take(3);
  const [fn, sort, ...id] = await intake.take(low + 256 * high);
  if (kind === 0x48 && fn === 0x30 && sort === 0x30) mechanism.answerFence(id);
  else mechanism.wonder(`GS ( ${hex(kind)}`);
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
