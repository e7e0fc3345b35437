import { constants, createHash, createPublicKey, publicDecrypt, verify, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { benchCard, benchCitizen, benchSizes } from '../fakes/card/bench-card.ts';
import { broken } from '../fakes/card/broken-files.ts';
import { Chip } from '../fakes/card/chip.ts';
import type { activeKey } from '../fakes/card/chip-keys.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { contentsOf, masterIds } from '../fakes/card/contents.ts';
import { applicationIds } from '../fakes/card/files.ts';
import { type Flaw, foreignIssuer, signerCertificate, trustedIssuer, trustedIssuerPem } from '../fakes/card/issuer.ts';
import type { Making } from '../fakes/card/profile.ts';
import { dataObjects } from '../fakes/card/tlv.ts';
import { hex, Terminal, word } from './virtual-terminal.ts';

const citizen = citizens[0]!;
const fileOf = (name: keyof typeof applicationIds, making: Making = {}) =>
  contentsOf(citizen, making).application.get(applicationIds[name]);
const signerKinds = ['P-256', 'P-384', 'brainpoolP256r1', 'rsa', 'rsa-pss'] as const;

/** The parts of an EF.SOD that its proof needs, found by their tags (RFC 5652 §5). */
function taken(sod: Buffer) {
  const children = (bytes: Buffer) => {
    const found: [number, Buffer][] = [];
    for (let at = 0; at < bytes.length; ) {
      const more = bytes[at + 1]! > 0x80 ? bytes[at + 1]! & 0x7f : 0;
      const length = more ? bytes.readUIntBE(at + 2, more) : bytes[at + 1]!;
      found.push([bytes[at]!, bytes.subarray(at + 2 + more, at + 2 + more + length)]);
      at += 2 + more + length;
    }
    return found.map(([, value]) => value);
  };
  const only = (bytes: Buffer) => children(bytes)[0]!;
  const [, explicit] = children(only(only(sod)));
  const [, , encapsulated, certificates, signers] = children(only(explicit!));
  const content = only(children(encapsulated!)[1]!);
  const [, , , attributes, , signature] = children(only(signers!));
  return { content, certificate: certificates!, attributes: attributes!, signature: signature! };
}

/** What a reader would find with node:crypto alone. */
function isSigned(sod: Buffer, hash: string, padding = {}): boolean {
  const { content, certificate, attributes, signature } = taken(sod);
  const digest = createHash('sha256').update(content).digest();
  const length =
    attributes.length > 127 ? Buffer.of(0x31, 0x81, attributes.length) : Buffer.of(0x31, attributes.length);
  const key = { key: new X509Certificate(certificate).publicKey, ...padding };
  return attributes.includes(digest) && verify(hash, Buffer.concat([length, attributes]), key, signature);
}

describe('the issuer', () => {
  const root = new X509Certificate(trustedIssuer());

  test('signs itself, may sign others, and is a country', () => {
    expect([root.ca, root.verify(root.publicKey)]).toEqual([true, true]);
    expect(root.subject).toContain('C=VN');
    expect(new X509Certificate(trustedIssuerPem()).fingerprint256).toBe(root.fingerprint256);
  });

  test.each(signerKinds)('a signer with %s has its certificate, and signs the hashes', (kind) => {
    const signer = new X509Certificate(signerCertificate(kind));
    expect([signer.verify(root.publicKey), signer.checkIssued(root), signer.ca]).toEqual([true, true, false]);
    const padding = kind === 'rsa-pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
    const sod = fileOf('sod', { signer: kind })!;
    expect(isSigned(sod, kind === 'P-384' ? 'sha384' : 'sha256', padding)).toBe(true);
    for (const name of ['dg1', 'dg2', 'dg13', 'dg14', 'dg15'] as const)
      expect(sod.includes(createHash('sha256').update(fileOf(name)!).digest())).toBe(true);
  });

  test.each<[Flaw, (signer: X509Certificate, sod: Buffer) => boolean]>([
    ['expired-signer', (signer) => new Date(signer.validTo) < new Date('2021-01-01')],
    [
      'wrong-country',
      (signer) => signer.subject.includes('C=UT') && signer.verify(new X509Certificate(foreignIssuer()).publicKey),
    ],
    ['unknown-issuer', (signer) => signer.issuer === root.subject && !signer.verify(root.publicKey)],
    ['no-key-usage', (signer) => !signer.raw.includes(hex('0603551d0f'))],
    ['bad-certificate', (signer) => !signer.verify(root.publicKey)],
    ['bad-signature', (_, sod) => !isSigned(sod, 'sha256')],
    [
      'wrong-hash',
      (_, sod) => isSigned(sod, 'sha256') && !sod.includes(createHash('sha256').update(fileOf('dg1')!).digest()),
    ],
  ])('%s', (flaw, holds) => {
    expect(holds(new X509Certificate(signerCertificate('P-256', flaw)), fileOf('sod', { flaw })!)).toBe(true);
  });

  test('DG11 and DG12 are there when they are asked for, listed and signed', () => {
    const making = { hasDg11: true, hasDg12: true };
    expect(fileOf('com', making)!.includes(hex('61756b6c6d6e6f'))).toBe(true);
    for (const name of ['dg11', 'dg12'] as const)
      expect(fileOf('sod', making)!.includes(createHash('sha256').update(fileOf(name, making)!).digest())).toBe(true);
  });

  test('a file changed before signing is signed so; one changed after is not', () => {
    const hashOf = (making: Making) => createHash('sha256').update(fileOf('dg13', making)!).digest();
    const before = { beforeSigning: broken('dg13', 'one-bit') };
    const after = { afterSigning: broken('dg13', 'one-bit') };
    expect(fileOf('sod', before)!.includes(hashOf(before))).toBe(true);
    expect(fileOf('sod', after)!.includes(hashOf(after))).toBe(false);
  });
});

describe('the card that readings are timed with', () => {
  test('has files of the stated sizes, each time', () => {
    for (let time = 0; time < 10; time++) {
      const { application, master } = contentsOf(benchCitizen, {});
      for (const name of ['dg1', 'dg2', 'dg13', 'dg14', 'dg15', 'sod'] as const)
        expect([name, application.get(applicationIds[name])!.length]).toEqual([name, benchSizes[name]]);
      expect(master.get(masterIds.cardAccess)).toHaveLength(benchSizes.cardAccess);
    }
    expect(benchCard().apdus).toBe(0);
  });

  test('the portrait is a JPEG or a JPEG 2000 of the wanted size', () => {
    expect(fileOf('dg2')!.includes(hex('ffd8ffe0'))).toBe(true);
    const other = fileOf('dg2', { portrait: { kind: 'jpeg-2000', fileBytes: 20_000 } })!;
    expect([other.length, other.includes(hex('0000000c6a502020'))]).toEqual([20_000, true]);
  });
});

describe('active authentication', () => {
  const challenge = hex('0123456789abcdef');
  const signature = (making: Making) => {
    const terminal = new Terminal(new Chip(citizen, making));
    terminal.open({}, 'can', citizen.idNumber.slice(-6));
    const answer = terminal.ask('00880000', challenge, 65_536);
    expect(word(answer)).toBe('9000');
    return answer.subarray(0, -2);
  };
  const keyOf = (kind: Parameters<typeof activeKey>[0]) => {
    const info = dataObjects(fileOf('dg15', { activeAuthentication: kind })!)!.get(0x6f)!;
    return createPublicKey({ key: info, format: 'der', type: 'spki' });
  };

  test.each([
    ['rsa-1024', 'sha1', hex('bc'), 20],
    ['rsa-2048', 'sha256', hex('34cc'), 32],
  ] as const)(
    '%s: what is recovered has the hash of its own part and of the challenge',
    (kind, hash, trailer, length) => {
      const bytes = signature({ activeAuthentication: kind });
      const message = publicDecrypt({ key: keyOf(kind), padding: constants.RSA_NO_PADDING }, bytes);
      expect([message[0], message.subarray(-trailer.length)]).toEqual([0x6a, trailer]);
      const end = message.length - trailer.length;
      const digest = createHash(hash)
        .update(message.subarray(1, end - length))
        .update(challenge)
        .digest();
      expect(message.subarray(end - length, end)).toEqual(digest);
    },
  );

  test.each(['P-256', 'brainpoolP256r1'] as const)('ECDSA over %s, plain or DER, and not by a clone', (kind) => {
    const holds = (making: Making, dsaEncoding: 'ieee-p1363' | 'der') =>
      verify(
        'sha256',
        challenge,
        { key: keyOf(kind), dsaEncoding },
        signature({ activeAuthentication: kind, ...making }),
      );
    expect(holds({}, 'ieee-p1363')).toBe(true);
    expect(holds({ signatureForm: 'der' }, 'der')).toBe(true);
    expect(holds({ isClone: true }, 'ieee-p1363')).toBe(false);
  });
});
