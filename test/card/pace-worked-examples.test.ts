import { describe, expect, test } from 'vitest';
import { encryptBlocks } from '../../core/card/block-cipher.ts';
import { domainOf } from '../../core/card/domains.ts';
import { makeEphemeral } from '../../core/card/ephemeral.ts';
import { openPace } from '../../core/card/pace.ts';
import { isChipProved } from '../../core/card/pace-cam.ts';
import { pseudoRandom } from '../../core/card/pace-mapping.ts';
import { passwordKey } from '../../core/card/pace-password.ts';
import { parseSecurityInfos } from '../../core/card/security-info.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { hex, toHex } from './hex.ts';
import { camData, camKeyInfo, ecdhCam, ecdhGm, paceExamples } from './pace-examples.ts';
import { chipOf, drawOf, offerOf, open } from './pace-replay.ts';

const curve = domainOf(13)!;
const number = (text: string) => BigInt(`0x${text}`);
const mrz = { documentNumber: 'T22000129', birthDay: '1964-08-12', expiryDay: '2010-10-31' };

describe.each(paceExamples.map((one) => [one.section, one] as const))('ICAO 9303-11 Appendix %s', (_, example) => {
  test('the whole conversation, byte by byte, to the keys of the session', async () => {
    const { send, sent } = chipOf(example);
    const opened = await open(example, send);
    expect(sent).toEqual(example.exchanges.map(([command]) => command));
    if (!opened.ok) throw new Error(opened.fault);
    const { cipher, counter } = opened.value.session;
    expect([toHex(cipher.keys.enc), toHex(cipher.keys.mac)]).toEqual([example.enc, example.mac]);
    expect([cipher.name, counter]).toEqual(['AES-128', 0n]);
  });
});

describe('ICAO 9303-11 Appendix G.1, step by step', () => {
  test("the password's key, and the nonce that it decrypts", () => {
    const { key, reference } = passwordKey({ kind: 'mrz', mrz }, 'AES-128');
    expect([reference, toHex(key)]).toEqual([1, '89DED1B26624EC1E634C1989302849DD']);
    expect(toHex(encryptBlocks('AES-128', key, hex('3F00C4D39D153F2B2A214A078D899B22')))).toBe(
      '95A3A016522EE98D01E76CB6B98B42C3',
    );
  });

  test('the mapped generator', () => {
    const chips = hex(`04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57
      30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54`);
    const common = curve.multiply(chips, number(ecdhGm.drawn[0]!))!;
    const shift = curve.multiply(curve.base, number('3F00C4D39D153F2B2A214A078D899B22'))!;
    expect(toHex(curve.secretOf(common))).toBe('60332EF2450B5D247EF6D3868397D398852ED6E8CAF6FFEEF6BF85CA57057FD5');
    expect(toHex(curve.add(shift, common)!)).toBe(
      '048CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E28C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522',
    );
  });

  test('a key pair made ahead opens it too, and only once', async () => {
    const ephemeral = makeEphemeral(curve, drawOf(ecdhGm));
    const again = { ...ecdhGm, drawn: ecdhGm.drawn.slice(1) };
    const attempt = () => {
      const tools = { ephemeral, random: drawOf(again) };
      return openPace(chipOf(ecdhGm).send, offerOf(ecdhGm), { kind: 'mrz', mrz }, tools);
    };
    expect((await attempt()).ok).toBe(true);
    expect(ephemeral.secret.every((byte) => byte === 0)).toBe(true);
    await expect(attempt()).rejects.toThrow('used once');
  });

  test('a key pair of another curve is left alone', async () => {
    const ephemeral = makeEphemeral(domainOf(12)!, (length) => new Uint8Array(length).fill(7));
    const tools = { ephemeral, random: drawOf(ecdhGm) };
    const opened = await openPace(chipOf(ecdhGm).send, offerOf(ecdhGm), { kind: 'mrz', mrz }, tools);
    expect(opened.ok).toBe(true);
    expect(ephemeral.secret.some((byte) => byte !== 0)).toBe(true);
  });

  test('a wiped session has no keys left', async () => {
    const opened = await open(ecdhGm, chipOf(ecdhGm).send);
    if (!opened.ok) throw new Error(opened.fault);
    const { session } = opened.value;
    session.wipe();
    expect([...session.cipher.keys.enc, ...session.cipher.keys.mac].every((byte) => byte === 0)).toBe(true);
  });
});

describe('ICAO 9303-11 Appendix H.1 and H.2, step by step', () => {
  test('the nonces become a point of the curve', () => {
    const nonce = hex('2923BE84E16CD6AE529049F1F1BBE9EB');
    const mapped = curve.mapNumber(
      pseudoRandom('AES-128', nonce, hex('5DD4CBFC96F5453B130D890A1CDBAE32'), curve.field),
    );
    expect(toHex(curve.secretOf(mapped!))).toBe('8E82D31559ED0FDE92A4D0498ADD3C23BABA94FB77691E31E90AEA77FB17D427');
    expect(curve.isElement(mapped!)).toBe(true);
  });

  test('the nonces become a residue', () => {
    const group = domainOf(0)!;
    const nonce = hex('FA5B7E3E49753A0DB9178B7B9BD898C8');
    const mapped = group.mapNumber(
      pseudoRandom('AES-128', nonce, hex('B3A6DB3C870C3E99245E0D1C06B747DE'), group.field),
    );
    expect(toHex(mapped!)).toMatch(/^1D7D767F11E333BCD6DBAEF40E799E7A926B96973550656FF3C830726D118D61/);
    expect(group.isElement(mapped!)).toBe(true);
  });
});

describe('ICAO 9303-11 Appendix I.1, step by step', () => {
  const keys = () => {
    const infos = parseSecurityInfos(writeTlv(0x31, hex(camKeyInfo)));
    if (!infos.ok) throw new Error('the file is whole');
    return infos.value.chipKeys;
  };
  const proof = async () => {
    const opened = await open(ecdhCam, chipOf(ecdhCam).send);
    if (!opened.ok || !opened.value.camProof) throw new Error('the chip gives its data');
    return opened.value.camProof;
  };

  test("the chip's static key, as its file holds it", () => {
    expect(keys()).toMatchObject([{ agreement: 'ECDH', keyId: 13n, spki: hex(camKeyInfo.slice(26, -6)) }]);
  });

  test('the decrypted data prove the chip that holds the static key', async () => {
    expect(toHex((await proof()).chipAuthData)).toBe(camData);
    expect(isChipProved(await proof(), keys()[0]!.spki.slice(-65))).toBe(true);
  });

  test('they prove no other chip', async () => {
    const one = await proof();
    const key = keys()[0]!.spki.slice(-65);
    expect(isChipProved(one, curve.base)).toBe(false);
    expect(isChipProved(one, key.slice(1))).toBe(false);
    expect(isChipProved({ ...one, chipAuthData: hex('01') }, key)).toBe(false);
    expect(isChipProved({ ...one, chipAuthData: new Uint8Array(32) }, key)).toBe(false);
    expect(isChipProved({ ...one, chipAuthData: new Uint8Array(32).fill(0xff) }, key)).toBe(false);
    expect(isChipProved({ ...one, mappedChipElement: curve.base }, key)).toBe(false);
    expect(isChipProved({ ...one, parameterId: 12 }, key)).toBe(false);
    expect(isChipProved({ ...one, parameterId: 14 }, key)).toBe(false);
  });
});
