import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { cutBytes, endHalfJob, type Leftover, reportChanges } from '../../core/paper/commands.ts';
import type { PaperJob, Part } from '../../core/paper/job.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import { findRealTime, nudge, rasterBytes } from '../../core/paper/raster.ts';
import { never } from '../../core/result.ts';

/** With a method that the library's types leave out. */
type Words = ThermalPrinter & { initHardware(): void };

/** The library's own ways to a printer report success for paper that never came out: it is given none. */
const noWay = {
  execute: () => {
    throw new Error('the composer only composes');
  },
};

/**
 * Everything of a job but its fence, in ESC/POS. After a half job the piece of paper in the printer is cut off first,
 * but not when one is only feared: a scrap can jam a presenter. Throws where dots or words would be taken for a
 * real-time command, which printers carry out wherever it stands (XP-80X programmer manual).
 */
export function compose({ parts }: PaperJob, profile: PrinterProfile, leftover: Leftover): Uint8Array {
  // One for each job: what it remembers of code pages is wrong after its own ESC @.
  const words = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: noWay as unknown as string }) as Words;
  if (leftover !== 'nothing') words.add(Buffer.from(endHalfJob(profile)));
  if (leftover === 'half-job') {
    words.initHardware();
    words.add(Buffer.from(cutBytes(profile)));
  }
  words.initHardware();
  if (profile.hasStatus) words.add(Buffer.from(reportChanges));
  for (const part of parts) addPart(words, part, profile);
  words.add(Buffer.from(cutBytes(profile)));
  return checked(words.getBuffer());
}

function addPart(words: Words, part: Part, profile: PrinterProfile): void {
  switch (part.kind) {
    case 'picture':
      words.alignLeft();
      words.add(Buffer.from(rasterBytes(nudge(part.bitmap), profile)));
      return;
    case 'number':
      words.alignCenter();
      words.setTextSize(part.times - 1, part.times - 1);
      words.println(inAscii(part.text));
      words.setTextSize(0, 0);
      return;
    case 'code':
      words.alignCenter();
      words.printQR(inAscii(linkInAscii(part.link)), { model: 2, cellSize: part.dotsPerModule, correction: 'M' });
      return;
    default:
      never(part);
  }
}

/** The same address without letters of more than one byte, whose length the library counts wrongly. */
function linkInAscii(link: string): string {
  return isAscii(link) ? link : new URL(link).href;
}

function inAscii(text: string): string {
  if (!isAscii(text)) throw new Error(`not in the printer's own font: "${text}"`);
  return text;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}

function checked(bytes: Uint8Array): Uint8Array {
  const at = findRealTime(bytes);
  if (at >= 0) throw new Error(`a real-time command at byte ${at} of a job`);
  return bytes;
}
