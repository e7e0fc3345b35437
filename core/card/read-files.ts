import type { Fault } from '../faults.ts';
import type { Person } from '../person.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseCom } from './com.ts';
import { parseDg1 } from './dg1.ts';
import { parseDg13 } from './dg13.ts';
import { fileNames } from './file-names.ts';
import { beginFile, type FileFault, type FileName, finishFile, readFile } from './files.ts';
import { openAccess } from './open-access.ts';
import { personFromCard } from './person-from-card.ts';
import { SHORT_ANSWER } from './piece.ts';
import { halve, remember } from './read-size.ts';
import type { Chip } from './reading.ts';
import { openSecurityObject, partMatches, type SignedFile } from './security-object.ts';
import { isSame } from './session-keys.ts';

/** What files are usually long, in bytes, until their own headers say; so that the per cent starts honest. */
const usualLength = { SOD: 1_200, DG1: 95, DG2: 16_000, DG13: 420, DG14: 170, DG15: 170 } as const;
type Sized = keyof typeof usualLength;
const tagOf = { DG1: 0x61, DG2: 0x75, DG13: 0x6d, DG14: 0x6e, DG15: 0x6f } as const;
type Group = keyof typeof tagOf;
const groups = Object.keys(tagOf) as Group[];

/** EF.SOD says which files there are and what they must hash to; a card without one is asked by EF.COM. */
export async function readSecurityObject(chip: Chip): Promise<Result<void, Fault>> {
  const file = await readInFull(chip, fileNames.SOD, 'SOD');
  if (!file.ok) return file.fault === 'file-refused' ? ok(undefined) : fail(asFault(file.fault));
  chip.securityObject = { bytes: file.value, opened: openSecurityObject(file.value) };
  const { kept } = chip.memory;
  if (kept && isSame(kept.securityObject, file.value))
    for (const [name, bytes] of kept.files) chip.contents.set(name, bytes);
  return ok(undefined);
}

/** The citizen: DG1, and DG13 where the card has one and lets it be read. */
export async function readPerson(chip: Chip): Promise<Result<void, Fault>> {
  const held = await heldGroups(chip);
  if (!held.ok) return held;
  for (const group of groups) if (!held.value.includes(group)) chip.progress.lengths[group] = 0;
  const dg1 = await readGroup(chip, 'DG1');
  if (!dg1.ok) return fail(asFault(dg1.fault));
  const dg13 = held.value.includes('DG13') ? await readGroup(chip, 'DG13') : undefined;
  if (dg13 && !dg13.ok) {
    if (dg13.fault !== 'file-refused') return fail(asFault(dg13.fault));
    // The refusal may have ended the session; nobody is turned away for want of DG13.
    const again = await openAccess(chip);
    if (!again.ok) return again;
  }
  const person = identify(chip);
  // Files that name no citizen are the issuer's fault only where they are the issuer's.
  if (!person.ok) return isChanged(chip, 'DG1') || isChanged(chip, 'DG13') ? fail('card-altered') : person;
  chip.person = person.value;
  if (isAsSigned(chip, 'DG1') && (!chip.contents.has('DG13') || isAsSigned(chip, 'DG13'))) chip.met?.(person.value);
  return ok(undefined);
}

/** The citizen, who must be the one whose code was scanned or typed. */
function identify(chip: Chip): Result<Person, Fault> {
  const { contents, key, today } = chip;
  const dg1 = parseDg1(contents.get('DG1') ?? new Uint8Array(), today);
  if (!dg1.ok) return dg1;
  chip.issuingState = dg1.value.issuer;
  const dg13 = contents.get('DG13');
  const person = personFromCard(dg1.value, dg13 && parseDg13(dg13));
  if (!person.ok) return person;
  const isSameCard = key.idNumber === undefined || key.idNumber === person.value.idNumber;
  return isSameCard ? person : fail('cards-differ');
}

/** The data groups that the security object names, or EF.COM where there is none. */
async function heldGroups(chip: Chip): Promise<Result<readonly Group[], Fault>> {
  const digests = chip.securityObject?.opened?.digests;
  if (digests) return ok(groups.filter((name) => digests.has(Number(name.slice(2)))));
  const file = await readFile(chip.files, fileNames.COM);
  const tags = file.ok ? parseCom(file.value) : file;
  return tags.ok ? ok(groups.filter((name) => tags.value.includes(tagOf[name]))) : fail(asFault(tags.fault));
}

export function isNamed(chip: Chip, group: SignedFile): boolean {
  return chip.securityObject?.opened?.digests.has(Number(group.slice(2))) ?? false;
}

function isChanged({ securityObject, contents }: Chip, group: SignedFile): boolean {
  const bytes = contents.get(group);
  return bytes !== undefined && !!securityObject?.opened && partMatches(securityObject.opened, group, bytes) === false;
}

function isAsSigned({ securityObject, contents }: Chip, group: SignedFile): boolean {
  const bytes = contents.get(group);
  return (
    bytes !== undefined && securityObject?.opened !== undefined && !!partMatches(securityObject.opened, group, bytes)
  );
}

/** A data group, from this reading or kept from the one before; kept in turn for the next. */
export async function readGroup(chip: Chip, group: Group): Promise<Result<Uint8Array, FileFault>> {
  const kept = chip.contents.get(group);
  if (kept) return ok(kept);
  const file = await readInFull(chip, fileNames[group], group);
  if (!file.ok) return file;
  chip.contents.set(group, file.value);
  if (chip.securityObject)
    chip.memory.kept = { securityObject: chip.securityObject.bytes, files: new Map(chip.contents) };
  return file;
}

/** A file to its end. Where the chip refuses so long an answer, the chip is opened again and asked for less. */
async function readInFull(chip: Chip, name: FileName, sized: Sized): Promise<Result<Uint8Array, FileFault>> {
  for (;;) {
    chip.inHand = { file: sized, offset: 0 };
    const begun = await beginFile(chip.files, name);
    const file = begun.ok ? await finishFile(chip.files, begun.value, came(chip, sized, begun.value.length)) : begun;
    const { sizes } = chip.memory;
    const { sizeKey } = chip.reader;
    if (file.ok) remember(sizes, sizeKey, chip.answerLength);
    if (file.ok || !isTooLong(file.fault, chip)) return file;
    if (!halve(sizes, sizeKey, chip.answerLength)) return fail('card-unreadable');
    chip.answerLength = sizes.get(sizeKey) as number;
    const again = await openAccess(chip);
    if (!again.ok) return again;
  }
}

/** Some readers and chips do not say that an answer was too long, but spoil it. */
function isTooLong(fault: FileFault, { answerLength }: Chip): boolean {
  return fault === 'length-refused' || (fault === 'card-unreadable' && answerLength > SHORT_ANSWER);
}

/** Counts bytes towards all that will be read; lengths that are not known yet are guessed. */
function came(chip: Chip, sized: Sized, length: number): (bytes: number) => void {
  const { progress } = chip;
  progress.lengths[sized] = length;
  let here = 0;
  return (more) => {
    here += more;
    chip.inHand = { file: sized, offset: here };
    progress.read.set(sized, here);
    const names = Object.keys(usualLength) as Sized[];
    const total = names.reduce((sum, name) => sum + (progress.lengths[name] ?? usualLength[name]), 0);
    const bytes = [...progress.read.values()].reduce((sum, part) => sum + part, 0);
    // A file longer than usual would turn the per cent back.
    if (bytes / total < progress.told) return;
    progress.told = bytes / total;
    chip.report({ bytes, total });
  };
}

export function asFault(fault: FileFault): Fault {
  return fault === 'file-refused' || fault === 'length-refused' ? 'card-unreadable' : fault;
}
