import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDg1 } from '../../core/card/dg1.ts';
import { provePassive } from '../../core/card/passive.ts';
import { proofOf } from '../../core/card/proof.ts';
import type { SignedFile } from '../../core/card/security-object.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { businessDay } from '../../core/ticket.ts';
import { trustIn } from '../devices/trust-folder.ts';
import { trustDir } from '../places.ts';
import { proofInWords } from './card-words.ts';
import { exitCode, notDone, type Said } from './said.ts';

type Name = SignedFile | 'SOD';
const signedName = /(?:^|[^A-Z0-9])(SOD|DG(?:1[1-5]|1|2))(?:[^A-Z0-9]|$)/i;
const known: readonly string[] = ['SOD', 'DG1', 'DG2', 'DG11', 'DG12', 'DG13', 'DG14', 'DG15'] satisfies Name[];

/** Verifies files that were read from a card: signature, issuer and hashes; of the chip itself it can say nothing. */
export function verifyFiles(paths: readonly string[], trust: string | undefined): Said {
  const found = readAll(paths);
  if (!found.ok) return notDone(found.fault, 'name files such as EF_SOD.bin and EF_DG1.bin, or a folder of them.');
  const { SOD: sod, ...groups } = Object.fromEntries(found.value) as Partial<Record<Name, Uint8Array>>;
  const files = new Map(Object.entries(groups) as [SignedFile, Uint8Array][]);
  if (files.size === 0) return notDone('There is no data group.', 'give EF_DG1.bin and the others beside EF_SOD.bin.');
  const today = businessDay(new Date(), 'Asia/Ho_Chi_Minh', 0);
  const dg1 = parseDg1(files.get('DG1') ?? new Uint8Array(), today);
  const trusted = trustIn([fileURLToPath(trustDir), ...(trust ? [trust] : [])]);
  const evidence = { sod, files, trust: trusted, at: today, verifiedSigners: new Map() };
  const passive = provePassive({ ...evidence, ...(dg1.ok && { mrzCountry: dg1.value.issuer }) });
  const proof = proofOf(passive, 'none');
  return {
    code: proof.kind === 'altered' ? exitCode.refused : exitCode.fine,
    lines: [
      `Files: ${[...found.value.keys()].sort().join(', ')}. Trusted issuers: ${trusted.counts.certificates}.`,
      proofInWords(proof),
    ],
  };
}

/** Every file by its name on the card; in a folder, those that no signature covers are passed over. */
function readAll(paths: readonly string[]): Result<Map<Name, Uint8Array>, string> {
  const files = new Map<Name, Uint8Array>();
  try {
    for (const path of paths) {
      const isFolder = statSync(path).isDirectory();
      const inside = isFolder ? readdirSync(path).map((name) => join(path, name)) : [path];
      for (const file of inside) {
        const name = nameOf(file);
        if (name && files.has(name)) return fail(`${name} is given twice.`);
        if (name) files.set(name, new Uint8Array(readFileSync(file)));
        else if (!isFolder) return fail(`${file} is named like no file of a card.`);
      }
    }
    return ok(files);
  } catch (error) {
    return fail((error as Error).message);
  }
}

function nameOf(file: string): Name | undefined {
  const name = signedName.exec(basename(file))?.[1]?.toUpperCase();
  return known.includes(name ?? '') ? (name as Name) : undefined;
}
