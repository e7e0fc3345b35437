import { print } from 'receiptio';
import { describe, expect, test } from 'vitest';
import type { Trouble } from '../fakes/printer/trouble.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';

/** The client knows no other port, so each printer has an address of its own. */
const printersPort = 9_100;
let last = 10;

async function printerWith(trouble: Trouble | undefined) {
  const host = `127.0.91.${last++}`;
  const printer = await VirtualPrinter.start({ host, port: printersPort });
  if (trouble) await printer.break(trouble);
  return { host, printer };
}

/**
 * A client that shares nothing with this product, and printed on real printers for years, takes the virtual printer for
 * one of them.
 */
describe.concurrent('to receiptio the virtual printer says', () => {
  test.each([
    [undefined, 'success'],
    ['near-end', 'success'],
    ['paper-out', 'paperempty'],
    ['cover-open', 'coveropen'],
    ['cutter-jammed', 'error'],
    ['mute', 'offline'],
  ] as const)('%s: %s', async (trouble, said) => {
    const { host, printer } = await printerWith(trouble);
    expect(await print('^^^A047\n\nQuay 3', `-d ${host} -p escpos -c 48`)).toBe(said);
    expect(printer.papers).toHaveLength(said === 'success' ? 1 : 0);
    if (said === 'success') {
      expect(printer.typed.join('\n')).toContain('A047');
      expect(printer.oddities).toEqual([]);
    }
    await printer.stop();
  });

  test.each([
    ['paper-out', { afterRows: 20 }, 'paperempty'],
    ['cover-open', { afterRows: 20 }, 'coveropen'],
    ['cutter-jammed', { atCut: true }, 'error'],
  ] as const)('%s in the middle of a job: %s', async (trouble, onset, said) => {
    const { host, printer } = await printerWith(undefined);
    await printer.break(trouble, onset);
    expect(await print('^^^A047\n\nQuay 3', `-d ${host} -p escpos -c 48`)).toBe(said);
    await printer.stop();
  });

  test('what it is, where the client finds that out by itself', async () => {
    const { host, printer } = await printerWith(undefined);
    expect(await print('^^^A047', `-d ${host} -c 48`)).toBe('success');
    expect(printer.papers).toHaveLength(1);
    await printer.stop();
  });
});
