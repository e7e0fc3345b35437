import { describe, expect, test } from 'vitest';
import { curves } from '../fakes/card/curves.ts';
import { mapIntegrated } from '../fakes/card/mapping.ts';
import { Pace, passwordBytes } from '../fakes/card/pace.ts';
import { isOn, times } from '../fakes/card/points.ts';
import { defaultPace } from '../fakes/card/profile.ts';
import { suites } from '../fakes/card/suites.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const curve = curves.brainpoolP256r1;

describe.each(Object.entries(curves))('the curve %s', (_name, one) => {
  test('holds its base point, whose order is what it says', () => {
    expect(isOn(one, one.base)).toBe(true);
    expect(times(one, one.n - 1n, one.base)).toEqual([one.base[0], one.p - one.base[1]]);
  });
});

describe('ICAO 9303-11 Appendix G.1, ECDH with generic mapping', () => {
  const mrz = passwordBytes('mrz', 'T22000129364081251010318');
  const theirMapKey =
    '047acf3efc982ec45565a4b155129efbc74650dcbfa6362d896fc70262e0c2cc5e544552dcb6725218799115b55c9baa6d9f6bc3a9618e70c25af71777a9c4922d';
  const theirKey =
    '042db7a64c0355044ec9df190514c625cba2cea48754887122f3a5ef0d5edd301c3556f3b3b186df10b857b58f6a7eb80f20ba5dc7be1d43d9bf850149fbb36462';

  test('the nonce is encrypted under the MRZ', () => {
    const pace = new Pace(defaultPace, mrz, { nonce: () => hex('3f00c4d39d153f2b2a214a078d899b22'), scalar: () => 1n });
    expect(pace.encryptedNonce()).toEqual(hex('95a3a016522ee98d01e76cb6b98b42c3'));
  });

  test("from the terminal's side: the mapped base point, the keys and both tokens", () => {
    // The example gives both private keys of the terminal, so the chip is put in its place.
    const secrets = [
      0x7f4ef07b9ea82fd78ad689b38d0bc78cf21f249d953bc46f4c6e19259c010f99n,
      0xa73fb703ac1436a18e0cfa5abb3f7bec7a070e7a6788486bee230c4a22762595n,
    ];
    const nonce = () => hex('3f00c4d39d153f2b2a214a078d899b22');
    const pace = new Pace(defaultPace, mrz, { nonce, scalar: () => secrets.shift()! });
    expect(
      pace.map(
        hex(
          '04824fba91c9cbe26bef53a0ebe7342a3bf178cea9f45de0b70aa601651fba3f5730d8c879aaa9c9f73991e61b58f4d52eb87a0a0c709a49dc63719363ccd13c54',
        ),
      ),
    ).toEqual(hex(theirMapKey));
    expect(
      pace.agree(
        hex(
          '049e880f842905b8b3181f7af7caa9f0efb743847f44a306d2d28c1d9ec65df6db7764b22277a2eddc3c265a9f018f9cb852e111b768b326904b59a0193776f094',
        ),
      ),
    ).toEqual(hex(theirKey));
    const agreed = pace.finish(hex('3abb9674bce93c08'), neverUsed);
    expect(agreed?.token).toEqual(hex('c2b0bd78d94ba866'));
    expect(agreed?.keys.enc).toEqual(hex('f5f0e35c0d7161ee6724ee513a0d9a7f'));
    expect(agreed?.keys.mac).toEqual(hex('fe251c7858b356b24514b3bd5f4297d1'));
    expect(pace.finish(hex('3abb9674bce93c09'), neverUsed)).toBeUndefined();
  });
});

const neverUsed = { curve: 'brainpoolP256r1', secret: 1n, point: Buffer.alloc(0), agree: () => undefined } as const;

test('ICAO 9303-11 Appendix H.1, ECDH with integrated mapping: the base point of both nonces', () => {
  const nonce = hex('2923be84e16cd6ae529049f1f1bbe9eb');
  const [x] = mapIntegrated(curve, suites['aes-128'], nonce, hex('5dd4cbfc96f5453b130d890a1cdbae32'));
  expect(x).toBe(0x8e82d31559ed0fde92a4d0498add3c23baba94fb77691e31e90aea77fb17d427n);
  expect(suites['aes-128'].encrypt(hex('591468cda83d65219cccb8560233600f'), nonce)).toEqual(
    hex('143dc40c08c8e891fbed7dedb92b64ad'),
  );
});

describe('ICAO 9303-11 Appendix I, chip authentication mapping', () => {
  test('what was encrypted under the vector of -1 is the proof of the static key', () => {
    const suite = suites['aes-128'];
    const key = hex('0a9da4db03bdde39fc5202bc44b2e89e');
    const secret = '1eea964daae372ac990e3efde6333353bfc89a6704d93da8798cf77f5b7a54bd10cba372b42be0b9b5f28aa8de2f4f92';
    const plain = suite.decrypt(key, hex(secret), suite.vector(key, Buffer.alloc(16, 0xff)));
    expect(plain.subarray(0, 32)).toEqual(hex('85dc3fa93d0952bfa82f5fd189ee75bd82f11d1f0b8ed4bf5319ac9b53c426b3'));
    expect(plain[32]).toBe(0x80);
  });
});
