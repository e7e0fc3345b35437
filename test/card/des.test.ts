import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decryptCbc, encryptCbc } from '../../core/card/des.ts';

const blocks = fc.array(fc.uint8Array({ minLength: 8, maxLength: 8 }), { maxLength: 6 }).map((all) => bytes(...all));
const key = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const bytes = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** OpenSSL offers Triple-DES only; one key twice is single DES. */
function openSsl(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const double = key.length === 8 ? bytes(key, key) : key;
  const cipher = createCipheriv('des-ede-cbc', double, Buffer.alloc(8)).setAutoPadding(false);
  return bytes(cipher.update(plain), cipher.final());
}

test.each([8, 16])('encrypts as OpenSSL does with a key of %i bytes', (length) => {
  fc.assert(
    fc.property(key(length), blocks, (k, plain) => void expect(encryptCbc(k, plain)).toEqual(openSsl(k, plain))),
  );
});

test.each([8, 16])('decrypts what it encrypted with a key of %i bytes', (length) => {
  fc.assert(
    fc.property(key(length), blocks, (k, plain) => void expect(decryptCbc(k, encryptCbc(k, plain))).toEqual(plain)),
  );
});

test('the worked example of FIPS 46-3 in every textbook', () => {
  const cipher = encryptCbc(Buffer.from('133457799bbcdff1', 'hex'), Buffer.from('0123456789abcdef', 'hex'));
  expect(Buffer.from(cipher).toString('hex')).toBe('85e813540f0ab405');
});

test('a key or data of another length is a bug, not a fault', () => {
  expect(() => encryptCbc(new Uint8Array(7), new Uint8Array(8))).toThrow();
  expect(() => encryptCbc(new Uint8Array(8), new Uint8Array(7))).toThrow();
});
