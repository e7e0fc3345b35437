import type { FileAccess } from '../../core/card/files.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { FileChip, type FileChipMaking } from './file-chip.ts';

/** A data group of exactly so many bytes. */
export function file(length: number): Uint8Array {
  const header = length < 130 ? 2 : length < 259 ? 3 : length < 65_540 ? 4 : 5;
  return writeTlv(
    0x75,
    Uint8Array.from({ length: length - header }, (_, at) => (at * 31) & 0xff),
  );
}

/** A chip that holds only these files, and the way to read them. */
export const open = (making: FileChipMaking, piece = 223) => {
  const chip = new FileChip(making);
  const access: FileAccess = { send: chip.send, piece };
  return { chip, access };
};
