import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTrust, type Trust } from '../../core/card/trust.ts';

/**
 * The issuers that a site trusts: every `.pem`, `.cer` or `.der` certificate and `.crl` list in these folders, and every
 * `.ml` master list, which one of the certificates beside it must have signed. A folder that is not there holds nothing.
 */
export function trustIn(folders: readonly string[]): Trust {
  const files = folders.flatMap((folder) => namesIn(folder).map((name) => join(folder, name)));
  const ending = (...endings: string[]) =>
    files.filter((file) => endings.some((one) => file.toLowerCase().endsWith(one))).map((file) => readFileSync(file));
  const isText = (bytes: Uint8Array) => bytes[0] === '-'.charCodeAt(0);
  const certificates = ending('.pem', '.cer', '.der', '.crt');
  const der = certificates.filter((bytes) => !isText(bytes));
  return openTrust({
    pem: certificates.filter(isText).map((bytes) => bytes.toString('latin1')),
    der,
    masterLists: ending('.ml').map((bytes) => ({ bytes, signerRoots: der })),
    crls: ending('.crl'),
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
