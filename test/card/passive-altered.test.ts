import { expect, test } from 'vitest';
import { readSignedData } from '../../core/card/cms.ts';
import { type Asn, readAsn } from '../../core/card/der.ts';
import { type PassiveEvidence, provePassive } from '../../core/card/passive.ts';
import { openSecurityObject, partMatches, type SignedFile } from '../../core/card/security-object.ts';
import { judgeSigned } from '../../core/card/signer.ts';
import { openTrust, type Trust } from '../../core/card/trust.ts';
import { isAbsent, shared } from './shared.ts';

const at = '2026-11-24';
const countries = ['AT', 'DE', 'FI', 'FR', 'NZ'];
const altered = { kind: 'altered', which: ['security-object'] };
const issuerUnknown = { kind: 'not-proved', doubt: 'issuer-unknown' };

/** The German list, opened once. */
let opened: Trust | undefined;
function germanTrust(): Trust {
  opened ??= openTrust({ masterLists: [germanList()] });
  return opened;
}

const germanList = () => ({
  bytes: shared('csca/DE_ML_2026-05-28-08-28-45.ml'),
  signerRoots: [shared('csca/DE_ROOT_CA_CSCA07.cer')],
});
const prove = (sod: Uint8Array, more: Partial<PassiveEvidence> = {}) =>
  provePassive({ sod, files: new Map(), trust: germanTrust(), at, ...more });

test.skipIf(isAbsent)('the German master list: 588 certificates, opened within a second', () => {
  const start = performance.now();
  const { counts } = openTrust({ masterLists: [germanList()] });
  const took = performance.now() - start;
  expect(counts).toEqual({ certificates: 588, unreadable: 0, refusedMasterLists: 0, refusedCrls: 0 });
  expect(took).toBeLessThan(1000);
  console.log(`the German master list opened in ${took.toFixed(0)} ms`);
});

test.skipIf(isAbsent)('a master list with one byte changed is not believed', () => {
  const { bytes, signerRoots } = germanList();
  bytes[500_000]! ^= 1;
  expect(openTrust({ masterLists: [{ bytes, signerRoots }] }).counts).toMatchObject({ certificates: 0 });
});

test.skipIf(isAbsent)('five real security objects are followed to the German list, each in its own country', () => {
  for (const country of countries) {
    expect(prove(shared(`sod/${country}.sod.bin`))).toEqual({ kind: 'signed', country });
    const proof = prove(shared(`sod/${country}.sod.bin`), { mrzCountry: 'VNM' });
    expect(proof).toEqual({ kind: 'not-proved', doubt: 'country-differs' });
  }
});

test.skipIf(isAbsent)('the Indonesian one is sound, but its issuer is not on the list', () => {
  const sod = shared('sod/ID.sod.bin');
  expect(openSecurityObject(sod)?.signed.check).toBe('holds');
  expect(prove(sod)).toEqual(issuerUnknown);
});

test.skipIf(isAbsent).each(['DE', 'FI'])("%s's EF.CardSecurity is judged in the same way", (country) => {
  const bytes = shared(`sod/${country}.cardsecurity.bin`);
  const judging = { trust: germanTrust(), at };
  expect(judgeSigned(readSignedData(bytes, bytes.length)!, judging)).toEqual({ country });
  bytes[100]! ^= 1;
  expect(judgeSigned(readSignedData(bytes, bytes.length)!, judging)).toBe('altered');
});

test.skipIf(isAbsent)('the Vietnamese certificates can be read, and what they name is not Germany', () => {
  const trust = openTrust({
    pem: [new TextDecoder().decode(shared('csca/CSCA-Vietnam-2021-P384.pem'))],
    der: [shared('csca/vn-de-238.cer')],
  });
  expect(trust.counts).toMatchObject({ certificates: 2, unreadable: 0 });
  expect(prove(shared('sod/DE.sod.bin'), { trust })).toEqual(issuerUnknown);
});

test.skipIf(isAbsent)('a verified signer is not verified twice', () => {
  const verifiedSigners = new Map();
  const sod = openSecurityObject(shared('sod/FI.sod.bin'))!;
  const evidence = { sod, files: new Map(), trust: germanTrust(), at, verifiedSigners };
  expect(provePassive(evidence).kind).toBe('signed');
  const start = performance.now();
  expect(provePassive(evidence).kind).toBe('signed');
  const took = performance.now() - start;
  expect(took).toBeLessThan(5);
  console.log(`a security object that was opened, of a signer that is known: ${took.toFixed(2)} ms`);
});

/** Where the signed parts lie: content, signed attributes with their tag, and the signature with its own. */
function signedParts(sod: Uint8Array): readonly (readonly [from: number, to: number])[] {
  const parts = readAsn(sod, 65_536)!.items[0]!.items[1]!.items[0]!.items;
  const [, , , attributes, , signature] = parts.at(-1)!.items[0]!.items as Asn[];
  const content = parts[2]!.items[1]!.value;
  return [content, attributes!.raw, signature!.raw].map((bytes) => [
    bytes.byteOffset - sod.byteOffset,
    bytes.byteOffset - sod.byteOffset + bytes.length,
  ]);
}

test.skipIf(isAbsent).each([...countries, 'ID'])(
  '%s with any byte of its signed parts changed is altered',
  (country) => {
    const sod = shared(`sod/${country}.sod.bin`);
    let changes = 0;
    for (const [from, to] of signedParts(sod)) {
      for (let index = from; index < to; index++) {
        const spoilt = sod.slice();
        // Every byte once, by one of 255 changes; 37 is prime to 255, so neighbours change differently.
        spoilt[index]! ^= 1 + ((index * 37) % 255);
        const proof = prove(spoilt);
        if (JSON.stringify(proof) !== JSON.stringify(altered))
          expect({ index, proof }).toEqual({ index, proof: altered });
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(400);
  },
);

const named = ['DG1', 'DG2', 'DG14'] as const;
const specimen = (part: SignedFile) => shared(`specimen/EF_${part}.bin`);

test.skipIf(isAbsent)('the specimen: each file fits before the next is read, and a changed one is named', () => {
  const sod = openSecurityObject(shared('specimen/EF_SOD.bin'))!;
  for (const part of named) expect(partMatches(sod, part, specimen(part))).toBe(true);
  const files = new Map(named.map((part) => [part, specimen(part)] as const));
  const evidence = { sod, trust: germanTrust(), at };
  expect(provePassive({ ...evidence, files })).toEqual(issuerUnknown);
  for (const part of named) {
    const spoilt = specimen(part);
    spoilt[spoilt.length >> 1]! ^= 0x10;
    expect(partMatches(sod, part, spoilt)).toBe(false);
    expect(provePassive({ ...evidence, files: new Map([...files, [part, spoilt]]) })).toEqual({
      kind: 'altered',
      which: [part],
    });
  }
  expect(partMatches(sod, 'DG11', specimen('DG11'))).toBe(false);
});
