import { expect, test } from 'vitest';
import { type PassiveEvidence, provePassive } from '../../core/card/passive.ts';
import { openTrust } from '../../core/card/trust.ts';
import { certify, type HashName, type Manner, makeHand, type Party, revoke, type Says } from './made-up-issuer.ts';
import { makeMasterList, makeSod, type SodSays } from './made-up-sod.ts';

const at = '2026-11-24';
const dg1 = Uint8Array.of(0x61, 3, 1, 2, 3);
const dg13 = Uint8Array.of(0x6d, 2, 4, 5);
const files: PassiveEvidence['files'] = new Map([['DG1', dg1] as const, ['DG13', dg13] as const]);
const signed = { kind: 'signed', country: 'VN' };
const doubt = (name: string) => ({ kind: 'not-proved', doubt: name });

const root = { name: 'CSCA Made-up', serial: 1, usage: 0x06, isAuthority: true };
const plain = { name: 'Signer Made-up', usage: 0x80 };
const ecHand = makeHand({ hash: 'sha256', by: 'prime256v1' });
const signerHand = makeHand({ hash: 'sha256', by: 'prime256v1' });
const csca = certify(ecHand, root);
const trust = openTrust({ der: [csca.certificate] });
const sodOf = (signer: Party, says: Partial<SodSays> = {}) => makeSod({ files: { 1: dg1, 13: dg13 }, signer, ...says });
const signerWith = (says: Partial<Says>, issuer = csca) => certify(signerHand, { ...plain, ...says }, issuer);
const prove = (sod: Uint8Array, more: Partial<PassiveEvidence> = {}) =>
  provePassive({ sod, files, trust, at, mrzCountry: 'VNM', ...more });

const curves = ['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP224r1'];
const brainpools = ['brainpoolP256r1', 'brainpoolP320r1', 'brainpoolP384r1', 'brainpoolP512r1'];
const hashes: readonly HashName[] = ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const manners: readonly Manner[] = [
  ...[...curves, ...brainpools].flatMap((by, index) =>
    [false, true].map((isExplicit) => ({ by, isExplicit, hash: hashes[index % hashes.length]! })),
  ),
  ...['pkcs1', 'pss'].flatMap((by) => hashes.map((hash) => ({ by, hash }))),
];

test.each(manners)('issuer and signer by $by with $hash (spelt out: $isExplicit)', (manner) => {
  const hand = makeHand(manner);
  const issuer = certify(hand, root);
  const signer = certify(hand, plain, issuer);
  const sod = sodOf(signer, { digest: manner.hash });
  const own = openTrust({ der: [issuer.certificate] });
  expect(prove(sod, { trust: own })).toEqual(signed);
  const other = sodOf({ ...signer, sign: (bytes) => hand.sign(Buffer.concat([bytes, Buffer.of(0)])) });
  expect(prove(other, { trust: own })).toEqual({ kind: 'altered', which: ['security-object'] });
  const stranger = certify({ ...hand, sign: (bytes) => hand.sign(bytes.slice(1)) }, plain, {
    ...issuer,
    sign: (bytes) => hand.sign(bytes.slice(1)),
  });
  expect(prove(sodOf({ ...stranger, sign: hand.sign }), { trust: own })).toEqual(doubt('issuer-unknown'));
});

test('a file that was changed, or that the issuer never signed, is named', () => {
  const sod = sodOf(signerWith({}));
  const changed = new Map(files).set('DG13', Uint8Array.of(0x6d, 2, 4, 6));
  expect(prove(sod, { files: changed })).toEqual({ kind: 'altered', which: ['DG13'] });
  const added = new Map(files).set('DG2', dg1);
  expect(prove(sod, { files: added })).toEqual({ kind: 'altered', which: ['DG2'] });
  expect(prove(sod, { files: changed, trust: openTrust({}) })).toEqual({ kind: 'altered', which: ['DG13'] });
});

test('no security object, or none that anyone wrote', () => {
  expect(provePassive({ sod: undefined, files, trust, at })).toEqual(doubt('no-security-object'));
  const nothing = { kind: 'altered', which: ['security-object'] };
  expect(prove(new Uint8Array())).toEqual(nothing);
  expect(prove(sodOf(signerWith({}), { type: '1.2.840.113549.1.7.1' }))).toEqual(nothing);
});

test('the signer is found by name and number, or by key id; without it nothing is proved', () => {
  const signer = signerWith({});
  expect(prove(sodOf(signer, { isByKeyId: true }))).toEqual(signed);
  expect(prove(sodOf(signer, { certificates: [csca.certificate, signer.certificate] }))).toEqual(signed);
  expect(prove(sodOf(signer, { certificates: [csca.certificate] }))).toEqual(doubt('issuer-unknown'));
});

test('the issuer is found by key id or by name, and each that bears it is tried', () => {
  const namesake = certify(makeHand({ hash: 'sha256', by: 'prime256v1' }), root);
  const both = openTrust({ der: [namesake.certificate, csca.certificate] });
  expect(prove(sodOf(signerWith({ hasKeyId: false })), { trust: both })).toEqual(signed);
  expect(prove(sodOf(signerWith({})), { trust: openTrust({}) })).toEqual(doubt('issuer-unknown'));
  expect(prove(sodOf(signerWith({})), { trust: openTrust({ der: [namesake.certificate] }) })).toEqual(
    doubt('issuer-unknown'),
  );
});

test.each([
  ['may not sign', { usage: 0x06 }],
  ['does not say what it may', { usage: undefined }],
  ['may issue too', { usage: 0x84, isAuthority: true }],
  ['has expired', { until: '2026-11-23' }],
  ['is not valid yet', { from: '2026-11-25' }],
  ['says something critical that nobody knows', { isStrange: true }],
])('a signer that %s is not relied on', (_, says) => {
  expect(prove(sodOf(signerWith(says)))).toEqual(doubt('signer-not-valid'));
});

test('a document may outlive its signer, if that says when it signed', () => {
  const signer = signerWith({ until: '2024-01-01' });
  expect(prove(sodOf(signer, { signedAt: '2023-05-01T08:00:00Z' }))).toEqual(signed);
  expect(prove(sodOf(signer, { signedAt: '2024-05-01T08:00:00Z' }))).toEqual(doubt('signer-not-valid'));
  expect(prove(sodOf(signerWith({}), { signedAt: '2026-11-25T08:00:00Z' }))).toEqual(doubt('signer-not-valid'));
});

test.each([
  ['may not issue', { usage: 0x02 }],
  ['is no authority', { isAuthority: false }],
  ['had expired before', { until: '2020-12-31' }],
  ['has expired, and the signer does not say when it signed', { until: '2026-01-01' }],
  ['came later than the signer', { from: '2022-01-01' }],
])('an issuer that %s is not relied on', (_, says) => {
  const issuer = certify(ecHand, { ...root, ...says });
  const own = openTrust({ der: [issuer.certificate] });
  expect(prove(sodOf(signerWith({}, issuer)), { trust: own })).toEqual(doubt('issuer-not-valid'));
});

test('a link certificate that does not fit leaves the way to the one that does', () => {
  const expired = certify(ecHand, { ...root, until: '2020-12-31' });
  const both = openTrust({ der: [expired.certificate, csca.certificate] });
  expect(prove(sodOf(signerWith({})), { trust: both })).toEqual(signed);
});

test('issuer, signer and MRZ must be of one country', () => {
  expect(prove(sodOf(signerWith({ country: 'LA' })))).toEqual(doubt('country-differs'));
  const sod = sodOf(signerWith({ country: 'vn' }));
  expect(prove(sod, { mrzCountry: undefined })).toEqual(signed);
  expect(prove(sod, { mrzCountry: 'LAO' })).toEqual(doubt('country-differs'));
  expect(prove(sod, { mrzCountry: 'UTO' })).toEqual(doubt('country-differs'));
  const german = certify(ecHand, { ...root, country: 'DE' });
  const own = openTrust({ der: [german.certificate] });
  const germanSod = sodOf(signerWith({ country: 'DE' }, german));
  expect(prove(germanSod, { trust: own, mrzCountry: 'D<<' })).toEqual({ kind: 'signed', country: 'DE' });
});

test('a signer that was taken back is not relied on; a list that nobody here signed takes none back', () => {
  const sod = sodOf(signerWith({ serial: 300 }));
  const withList = (list: Uint8Array) => openTrust({ der: [csca.certificate], crls: [list] });
  expect(prove(sod, { trust: withList(revoke(csca, [5, 300])) })).toEqual(doubt('signer-revoked'));
  expect(prove(sod, { trust: withList(revoke(csca, [5])) })).toEqual(signed);
  const forged = withList(revoke({ ...csca, sign: signerHand.sign }, [300]));
  expect(forged.counts.refusedCrls).toBe(1);
  expect(prove(sod, { trust: forged })).toEqual(signed);
  expect(withList(dg1).counts.refusedCrls).toBe(1);
});

test('a master list counts only by its own signature, its signer and the root of that signer', () => {
  const purpose = '2.23.136.1.1.3';
  const lister = certify(signerHand, { ...plain, purpose }, csca);
  const bytes = makeMasterList(lister, [csca.certificate, dg1]);
  const signerRoots = [csca.certificate];
  const listed = openTrust({ masterLists: [{ bytes, signerRoots }] });
  expect(listed.counts).toMatchObject({ certificates: 1, unreadable: 1, refusedMasterLists: 0 });
  expect(prove(sodOf(signerWith({})), { trust: listed })).toEqual(signed);
  const other = certify(makeHand({ hash: 'sha256', by: 'prime256v1' }), root);
  const spoilt = bytes.slice();
  spoilt[spoilt.length - 1]! ^= 1;
  const refused = [
    { bytes, signerRoots: [] },
    { bytes, signerRoots: [other.certificate] },
    { bytes: spoilt, signerRoots },
    { bytes: makeMasterList(signerWith({}), [csca.certificate]), signerRoots },
    { bytes: dg1, signerRoots },
  ];
  expect(openTrust({ masterLists: refused }).counts).toMatchObject({ certificates: 0, refusedMasterLists: 5 });
});

test('PEM texts are taken whole; what is spoilt in them is counted', () => {
  const pem = (base64: string) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
  const good = pem(Buffer.from(csca.certificate).toString('base64').replace(/.{64}/g, '$&\r\n'));
  const taken = openTrust({ pem: [`# of the authority\n${good}${pem('not*base64')}${pem('AAAA')}`, good] });
  expect(taken.counts).toMatchObject({ certificates: 2, unreadable: 2 });
  expect(prove(sodOf(signerWith({})), { trust: taken })).toEqual(signed);
});

test("a signer once verified is remembered, but not beyond its issuer's trust, validity or revocation", () => {
  const verifiedSigners = new Map();
  const signer = signerWith({ serial: 300, until: '2026-11-30' });
  const sod = sodOf(signer);
  expect(prove(sod, { verifiedSigners })).toEqual(signed);
  expect(verifiedSigners.size).toBe(1);
  expect(prove(sod, { verifiedSigners })).toEqual(signed);
  expect(prove(sod, { verifiedSigners, at: '2026-12-01' })).toEqual(doubt('signer-not-valid'));
  expect(prove(sod, { verifiedSigners, trust: openTrust({}) })).toEqual(doubt('issuer-unknown'));
  const crls = [revoke(csca, [300])];
  expect(prove(sod, { verifiedSigners, trust: openTrust({ der: [csca.certificate], crls }) })).toEqual(
    doubt('signer-revoked'),
  );
});
