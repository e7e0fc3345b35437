import { createDiffieHellman, createECDH, createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../core/card/apdu.ts';
import { authenticateChip } from '../../core/card/chip-authentication.ts';
import { domainOf } from '../../core/card/domains.ts';
import type { Ephemeral } from '../../core/card/ephemeral.ts';
import { protectedSend } from '../../core/card/messaging.ts';
import { parseDg14 } from '../../core/card/security-info.ts';
import { startSession } from '../../core/card/session-cipher.ts';
import { findValue, writeTlv } from '../../core/card/tlv.ts';
import { fail, ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';
import { isAbsent, specimen, vectors } from './shared-files.ts';

const random = (length: number) => new Uint8Array(length).fill(7);
const infosOf = (file: Uint8Array) => {
  const parsed = parseDg14(file);
  if (!parsed.ok) throw new Error('DG14 is good');
  return parsed.value;
};
const numberOf = (bytes: Uint8Array) => BigInt(`0x${toHex(bytes)}`);

/** Plays the chip of a trace: each command must be the one that was traced. */
function replay(exchanges: readonly Uint8Array[]) {
  const left = [...exchanges];
  const transceive = async (apdu: Uint8Array) => {
    expect(toHex(apdu)).toBe(toHex(left.shift()!));
    return ok(left.shift()!);
  };
  return { left, transceive };
}

describe.skipIf(isAbsent)('traces of real chips (ICAO 9303-11 §6.2)', () => {
  test.each([
    ['AT', 13, 3, 'AES-128', 'AES-128'],
    ['DE', 13, 3, 'AES-128', 'AES-128'],
    ['FR', 12, 2, '3DES', 'AES-256'],
  ] as const)('%s', async (country, row, exchanges, after, before) => {
    const all = vectors('gmrtd-chipauth', `TestChipAuth${country}`);
    const [dg14, ...rest] = all as [Uint8Array, ...Uint8Array[]];
    const { left, transceive } = replay(rest.slice(0, 2 * exchanges));
    const [enc, mac, counter, secret] = rest.slice(2 * exchanges) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const [newCounter, newEnc, newMac] = rest.slice(-4) as [Uint8Array, Uint8Array, Uint8Array];
    const domain = domainOf(row)!;
    const element = domain.multiply(domain.base, numberOf(secret))!;
    const ephemeral: Ephemeral = { domain, element, secret };
    const send = protectedSend(startSession(before, { enc, mac }, numberOf(counter)), transceive);
    const session = await authenticateChip(send, infosOf(dg14), { random, ephemeral });
    if (!session.ok) throw new Error(session.fault);
    expect(session.value.cipher.name).toBe(after);
    expect(session.value.cipher.keys).toEqual({ enc: newEnc, mac: newMac });
    // The first answer under the new keys is the proof.
    const select = { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: hex('010E') };
    const proof = await protectedSend(session.value, transceive)(select);
    expect(proof).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
    expect([left.length, numberOf(newCounter)]).toEqual([0, 2n]);
  });
});

const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const oidOf = { '3DES': '0201', 'AES-128': '0202', 'AES-256': '0204', DH: '0103' } as const;
const sequence = (...parts: Uint8Array[]) => writeTlv(0x30, join(...parts));
const integer = (bytes: Uint8Array) => writeTlv(0x02, bytes[0]! < 0x80 ? bytes : join(Uint8Array.of(0), bytes));

interface Making {
  readonly spki: Uint8Array;
  readonly protocol?: keyof typeof oidOf;
  readonly keyId?: number;
}

/** DG14 with one key and, unless it is left out, one protocol. */
function dg14({ spki, protocol, keyId }: Making): Uint8Array {
  const end = keyId === undefined ? new Uint8Array() : integer(Uint8Array.of(keyId));
  const agreement = protocol === 'DH' ? '01' : '02';
  const key = sequence(writeTlv(0x06, hex(`04007F00070202 01 ${agreement}`)), spki, end);
  const oid = protocol && hex(`04007F00070202 03 ${oidOf[protocol]}`);
  const info = oid ? sequence(writeTlv(0x06, oid), integer(Uint8Array.of(1)), end) : new Uint8Array();
  return writeTlv(0x6e, writeTlv(0x31, join(info, key)));
}

/** A chip that takes every command, or refuses the one at `refuseAt`. */
function recorder(refuseAt = -1) {
  const commands: Command[] = [];
  const send = async (command: Command) => {
    commands.push(command);
    return ok({ data: hex('7C00'), status: commands.length - 1 === refuseAt ? 0x6a80 : 0x9000 });
  };
  return { commands, send };
}

const derive = (secret: Uint8Array, use: number, hash = 'sha1', length = 16) =>
  createHash(hash)
    .update(secret)
    .update(Uint8Array.of(0, 0, 0, use))
    .digest()
    .subarray(0, length);

const ecKey = (curve: string) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const ecdh = createECDH(curve);
  ecdh.setPrivateKey(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const spki = Uint8Array.from(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }));
  return { spki, ecdh };
};

describe('keys made by node:crypto', () => {
  test.each([
    ['prime256v1', 'AES-128', 'sha1', 16],
    ['secp384r1', 'AES-256', 'sha256', 32],
    ['secp521r1', 'AES-128', 'sha1', 16],
  ] as const)(
    '%s with %s: MSE:Set AT with the key id, then GENERAL AUTHENTICATE',
    async (curve, protocol, hash, length) => {
      const { spki, ecdh } = ecKey(curve);
      const { commands, send } = recorder();
      const session = await authenticateChip(send, infosOf(dg14({ spki, protocol, keyId: 0xc3 })), { random });
      const [set, authenticate] = commands;
      const oid = `04007F00070202 03 ${oidOf[protocol]}`;
      expect(set).toEqual({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data: join(hex(`800A ${oid}`), hex('8401C3')) });
      const own = findValue(findValue(authenticate!.data!, 0x7c)!, 0x80)!;
      const secret = ecdh.computeSecret(own);
      expect(session).toMatchObject({ ok: true, value: { counter: 0n, cipher: { name: protocol } } });
      const { enc, mac } = session.ok ? session.value.cipher.keys : { enc: undefined, mac: undefined };
      expect([enc, mac]).toEqual([1, 2].map((use) => Uint8Array.from(derive(secret, use, hash, length))));
    },
  );

  test('Diffie-Hellman on a standardised group', async () => {
    const domain = domainOf(2)!;
    const prime = hex(domain.field.toString(16));
    const dh = createDiffieHellman(Buffer.from(prime), Buffer.from(domain.base));
    dh.setPrivateKey(Buffer.from('00112233445566778899AABBCCDDEEFF', 'hex'));
    dh.generateKeys();
    const parameters = sequence(
      writeTlv(0x06, hex('2A864886F70D010301')),
      sequence(integer(prime), integer(domain.base)),
    );
    const bits = writeTlv(0x03, join(Uint8Array.of(0), integer(Uint8Array.from(dh.getPublicKey()))));
    const { commands, send } = recorder();
    const made = dg14({ spki: sequence(parameters, bits), protocol: 'DH' });
    const session = await authenticateChip(send, infosOf(made), { random });
    const own = findValue(findValue(commands[1]!.data!, 0x7c)!, 0x80)!;
    const enc = session.ok ? session.value.cipher.keys.enc : undefined;
    expect(session).toMatchObject({ ok: true, value: { cipher: { name: 'AES-192' } } });
    expect(enc).toEqual(Uint8Array.from(derive(dh.computeSecret(own), 1, 'sha256', 24)));
  });

  test('a key made ahead on other parameters is left alone', async () => {
    const { spki } = ecKey('prime256v1');
    const domain = domainOf(13)!;
    const ephemeral = { domain, element: domain.base, secret: Uint8Array.of(1) };
    const { send } = recorder();
    const made = await authenticateChip(send, infosOf(dg14({ spki, protocol: 'AES-128' })), { random, ephemeral });
    expect([made.ok, ephemeral.secret]).toEqual([true, Uint8Array.of(1)]);
  });
});

describe('what is not agreed', () => {
  const { spki } = ecKey('prime256v1');
  const infos = infosOf(dg14({ spki, protocol: 'AES-128' }));

  test('a chip that refuses either command', async () => {
    for (const at of [0, 1]) {
      expect(await authenticateChip(recorder(at).send, infos, { random })).toEqual(fail('chip-key-refused'));
    }
  });

  test('a card that is lifted', async () => {
    expect(await authenticateChip(async () => fail('card-removed'), infos, { random })).toEqual(fail('card-removed'));
  });

  test.each([
    ['a curve that is not known', ecKey('secp256k1').spki],
    ['a point beside the curve', spki.map((byte, at) => (at === spki.length - 1 ? byte ^ 1 : byte))],
    ['a point at infinity', sequence(spki.subarray(2, 23), hex('03020000'))],
    ['no key', hex('3000')],
  ])('%s is no key to ask for', async (_, key) => {
    const { commands, send } = recorder();
    const made = infosOf(dg14({ spki: key, protocol: 'AES-128' }));
    expect(await authenticateChip(send, made, { random })).toEqual(fail('chip-key-unknown'));
    expect(commands).toEqual([]);
  });

  test('a protocol of another key is not used', async () => {
    const { chipKeys } = infosOf(dg14({ spki, protocol: 'AES-128', keyId: 1 }));
    const other = { ...infosOf(dg14({ spki, protocol: 'AES-128', keyId: 2 })), chipKeys };
    expect(await authenticateChip(recorder().send, other, { random })).toEqual(fail('chip-key-unknown'));
  });

  test('a copy, which has not the private key, cannot answer under the new keys', async () => {
    const session = await authenticateChip(recorder().send, infos, { random });
    if (!session.ok) throw new Error(session.fault);
    const copied = startSession('AES-128', { enc: new Uint8Array(16), mac: new Uint8Array(16) });
    const mac = copied.cipher.mac(join(new Uint8Array(15), Uint8Array.of(2), hex('99029000')));
    const answer = join(hex('99029000'), writeTlv(0x8e, mac), hex('9000'));
    const select = { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: hex('010E') };
    expect(await protectedSend(session.value, async () => ok(answer))(select)).toEqual(fail('card-unreadable'));
    expect(await protectedSend(copied, async () => ok(answer))(select)).toMatchObject({ ok: true });
  });
});

describe.skipIf(isAbsent)('Triple-DES by MSE:Set KAT', () => {
  test('keys of a Malaysian chip', async () => {
    const all = vectors('gmrtd-chipauth', 'TestChipAuthMY');
    const [secret, , , , , , , enc, mac] = all.slice(10) as Uint8Array[];
    const domain = domainOf(13)!;
    const element = domain.multiply(domain.base, numberOf(secret!))!;
    const { commands, send } = recorder();
    const ephemeral = { domain, element, secret: secret! };
    const session = await authenticateChip(send, infosOf(all[0]!), { random, ephemeral });
    expect(session.ok && session.value.cipher.keys).toEqual({ enc, mac });
    expect(commands).toEqual([{ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6, data: writeTlv(0x91, element) }]);
  });

  test("the specimen's key on brainpoolP224r1", async () => {
    const { commands, send } = recorder();
    const session = await authenticateChip(send, infosOf(specimen('EF_DG14')), { random });
    expect(session).toMatchObject({ ok: true, value: { cipher: { name: '3DES' } } });
    expect(commands[0]!.data!.length).toBe(2 + 57);
  });
});
