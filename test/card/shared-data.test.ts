import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessKeys, authenticationRequest, openSession } from '../../core/card/bac.ts';
import { parseCom } from '../../core/card/com.ts';
import { parseDg1 } from '../../core/card/dg1.ts';
import { protect, unprotect } from '../../core/card/messaging.ts';
import { sessionCipher } from '../../core/card/session-cipher.ts';
import { deriveKeys, retailMac, unpad } from '../../core/card/session-keys.ts';
import { fail, ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';

/** Public test vectors, kept beside the repository and not in it. */
const folder = new URL('../../../shared/data/', import.meta.url);
const isAbsent = !existsSync(folder);
if (isAbsent && process.env.CI) throw new Error('the shared test data are missing, and under CI nothing is skipped');
if (isAbsent) console.log('skipped: the shared test data lie beside the repository, in ../shared/data');

type Vectors = Readonly<Record<string, { readonly hex: readonly string[] }>>;

function vectors(name: string, section: string): readonly Uint8Array[] {
  const all = JSON.parse(readFileSync(new URL(`icao/gmrtd-${name}.json`, folder), 'utf8')) as Vectors;
  return all[section]!.hex.map(hex);
}

const file = (name: string) => Uint8Array.from(readFileSync(new URL(`specimen/${name}.bin`, folder)));

test.skipIf(isAbsent)('access keys and authentication', () => {
  const [enc, mac, chipNonce, nonce, keyShare, request] = vectors('bac', 'TestBuildRequest') as Uint8Array[];
  const access = accessKeys({ documentNumber: 'L898902C<', birthDay: '1969-08-06', expiryDay: '1994-06-23' });
  expect(access).toEqual({ enc, mac });
  const attempt = { chipNonce: chipNonce!, nonce: nonce!, keyShare: keyShare! };
  expect(authenticationRequest(access, attempt)).toEqual(request);
  const answer = vectors('bac', 'TestProcessResponse')[4]!;
  const [sessionEnc, sessionMac, counter] = vectors('bac', 'TestDoBAC').slice(-3) as Uint8Array[];
  expect(openSession(access, attempt, answer)).toMatchObject(
    ok({ cipher: { keys: { enc: sessionEnc, mac: sessionMac } }, counter: BigInt(`0x${toHex(counter!)}`) }),
  );
});

test.skipIf(isAbsent)('key derivation, retail MAC and padding', () => {
  const [seed, enc, , mac] = vectors('kdf-iso9797', 'TestKDF');
  expect(deriveKeys(seed!)).toEqual({ enc, mac });
  const macs = vectors('kdf-iso9797', 'TestISO9797RetailMacDes');
  for (let at = 0; at < macs.length; at += 3) {
    const content = unpad(macs[at + 1]!)!;
    expect(retailMac(macs[at]!, content)).toEqual(macs[at + 2]);
  }
});

test.skipIf(isAbsent)('secure messaging, both ways', () => {
  const [enc, mac, , counter, sent] = vectors('sm', 'TestSecureMessageEncode');
  const cipher = sessionCipher('3DES', { enc: enc!, mac: mac! });
  const count = BigInt(`0x${toHex(counter!)}`);
  const command = protect(cipher, count, { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: hex('011E') });
  expect(command.data).toEqual(sent!.slice(5, -1));
  const [received, plain] = vectors('sm', 'TestSecureMessageDecode').slice(3, 4);
  expect(plain).toBeUndefined();
  const answer = { data: received!.slice(0, -2), status: 0x9000 };
  expect(unprotect(cipher, count + 1n, answer)).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
});

test.skipIf(isAbsent)('answers that are none', () => {
  const all = vectors('sm', 'TestSecureMessageDecodeErrors');
  const cipher = sessionCipher('3DES', { enc: all[0]!, mac: all[1]! });
  const answers = all.filter((bytes) => bytes.length > 2 && toHex(bytes).endsWith('9000'));
  expect(answers.length).toBeGreaterThan(4);
  for (const bytes of answers) {
    const taken = unprotect(cipher, 0x887022120c06c228n, { data: bytes.slice(0, -2), status: 0x9000 });
    // One is rightly signed and says 6200 inside, 9000 outside: what is signed counts.
    expect(taken).toEqual(taken.ok ? ok({ data: new Uint8Array(), status: 0x6200 }) : fail('card-unreadable'));
  }
});

test.skipIf(isAbsent)(
  "a foreign specimen's files: the list is read, a passport's TD1 zone is that of another country",
  () => {
    expect(parseCom(file('EF_COM'))).toEqual(ok([0x61, 0x75, 0x63, 0x6e]));
    expect(parseDg1(file('EF_DG1'), '2026-11-24').ok).toBe(false);
  },
);
