import { type ChipSizes, parseAtrInfo, sizesInHistoricalBytes } from './atr-info.ts';
import { masterFileNames } from './file-names.ts';
import { SHORT_ANSWER } from './piece.ts';
import { readByShortName } from './read-binary.ts';
import { answerLength } from './read-size.ts';
import type { Chip, Reading } from './reading.ts';

/** The longest answer to ask for, before the chip has said a word: what is remembered, else what its reset told. */
export function firstAnswerLength({ reader, memory }: Reading): number {
  return lengthFor({ reader, memory }, sizesInHistoricalBytes(reader.historicalBytes ?? new Uint8Array()));
}

/** Asks EF.ATR/INFO once for each type of card, where longer answers than short ones come into question. */
export async function learnAnswerLength(chip: Chip): Promise<void> {
  const { sizes } = chip.memory;
  if (sizes.has(chip.reader.sizeKey) || chip.answerLength <= SHORT_ANSWER) return;
  const file = await readByShortName(chip.send, masterFileNames.atrInfo.sfi, 0, SHORT_ANSWER);
  if (file.ok) chip.answerLength = lengthFor(chip, parseAtrInfo(file.value));
}

function lengthFor({ reader, memory }: Pick<Reading, 'reader' | 'memory'>, chip: ChipSizes): number {
  const { sizeKey, longestAnswer } = reader;
  return answerLength(memory.sizes, sizeKey, {
    chip,
    ...(longestAnswer !== undefined && { readerTakes: longestAnswer }),
  });
}
