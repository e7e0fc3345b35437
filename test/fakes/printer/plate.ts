/** What is written on the printer's plate, for GS I; clones answer with the name of what they copy. */
const plate: Readonly<Record<number, string>> = { 65: '1.00', 66: 'EPSON', 67: 'TM-T20III', 68: 'VP00000001' };

/** The answer to GS I n: one byte for a number, `5F text 00` for words; nothing where the question is not known. */
export function plateAnswer(n: number): number[] | undefined {
  if (n === 1 || n === 49) return [0x20];
  // Bit 1: it has a cutter.
  if (n === 2 || n === 50) return [0x02];
  if (n === 3 || n === 51) return [0x01];
  const words = plate[n];
  return words === undefined ? undefined : [0x5f, ...Buffer.from(words, 'latin1'), 0];
}
