import { createHash } from 'node:crypto';
import {
  algorithms,
  certificate,
  type KeyKind,
  keyId,
  nameOf,
  newParty,
  type Party,
  signatureBy,
} from './certificates.ts';
import { context, integer, nothing, octets, oid, sequence, setOf } from './der.ts';
import { tlv } from './tlv.ts';

/** With what the document signer signs. */
export type SignerKind = KeyKind;

/** What is wrong with the signature of a card. */
export type Flaw =
  | 'expired-signer'
  | 'wrong-country'
  | 'unknown-issuer'
  | 'no-key-usage'
  | 'wrong-hash'
  | 'bad-signature'
  | 'bad-certificate';

const sha256 = '2.16.840.1.101.3.4.2.1';
const digestInfo = sequence(oid(sha256), nothing);
type Authority = 'authority' | 'stranger' | 'foreigner';

const signerSerial = 0x4d4f54n;
const authorityName = 'CSCA Mot Cham Test';
const parties = new Map<string, Party>();
const certificates = new Map<string, Buffer>();

/** The certificate to trust (CSCA), in DER. */
export function trustedIssuer(): Buffer {
  return remembered(certificates, 'trusted', () => rootOf('authority', 'VN'));
}

/** The same in PEM. */
export function trustedIssuerPem(): string {
  const lines =
    trustedIssuer()
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Another country's authority, to be trusted too: its signer on a Vietnamese card is the flaw `wrong-country`. */
export function foreignIssuer(): Buffer {
  return remembered(certificates, 'foreign', () => rootOf('foreigner', 'UT'));
}

/** The document signer's certificate. */
export function signerCertificate(kind: SignerKind = 'P-256', flaw?: Flaw): Buffer {
  return remembered(certificates, `${kind} ${flaw}`, () => issued(kind, flaw));
}

/** EF.SOD over the hashes of the data groups (ICAO 9303-10 §4.6.2, Appendix D). */
export function securityObject(
  groups: ReadonlyMap<number, Uint8Array>,
  kind: SignerKind = 'P-256',
  flaw?: Flaw,
): Buffer {
  const hashes = [...groups].map(([number, file]) => {
    const digest = createHash('sha256').update(file).digest();
    if (flaw === 'wrong-hash' && number === 1) digest[0]! ^= 1;
    return sequence(integer(number), octets(digest));
  });
  const content = sequence(integer(0), digestInfo, sequence(...hashes));
  return tlv(0x77, signedData('2.23.136.1.1.1', content, kind, flaw));
}

/** CMS SignedData with one signer and its certificate (RFC 5652 §5). */
export function signedData(type: string, content: Buffer, kind: SignerKind = 'P-256', flaw?: Flaw): Buffer {
  const body = sequence(
    integer(3),
    setOf(digestInfo),
    sequence(oid(type), context(0, octets(content))),
    context(0, signerCertificate(kind, flaw)),
    setOf(signerInfo(type, content, kind, flaw)),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), context(0, body));
}

/** The signature is over the attributes as a SET (RFC 5652 §5.4). */
function signerInfo(type: string, content: Buffer, kind: SignerKind, flaw: Flaw | undefined): Buffer {
  const digest = createHash('sha256').update(content).digest();
  const attributes = setOf(
    sequence(oid('1.2.840.113549.1.9.3'), setOf(oid(type))),
    sequence(oid('1.2.840.113549.1.9.4'), setOf(octets(digest))),
  );
  const signature = signatureBy(party('signer', kind), attributes);
  if (flaw === 'bad-signature') signature[signature.length - 1]! ^= 1;
  return sequence(
    integer(1),
    sequence(nameOf(countryOf(flaw), authorityName), integer(signerSerial)),
    digestInfo,
    Buffer.concat([Buffer.of(0xa0), attributes.subarray(1)]),
    algorithms[kind],
    octets(signature),
  );
}

function rootOf(who: Authority, country: string): Buffer {
  const name = nameOf(country, authorityName);
  const writing = { serial: 1n, issuer: name, subject: name, from: '2021-01-19', to: '2046-04-13', isAuthority: true };
  const own = party(who, 'P-384');
  return certificate({ ...writing, usage: [0x06, 1] }, own, own, keyId(own));
}

/** A signer that nobody trusts has a good certificate, by an authority of the same name. */
function issued(kind: SignerKind, flaw: Flaw | undefined): Buffer {
  const who = flaw === 'unknown-issuer' ? 'stranger' : flaw === 'wrong-country' ? 'foreigner' : 'authority';
  const issuer = party(who, 'P-384');
  const country = countryOf(flaw);
  const [from, to] = flaw === 'expired-signer' ? ['2008-01-01', '2018-01-01'] : ['2021-02-01', '2036-02-01'];
  const names = { issuer: nameOf(country, authorityName), subject: nameOf(country, 'Document Signer') };
  const usage = flaw === 'no-key-usage' ? undefined : ([0x80, 7] as const);
  const writing = { serial: signerSerial, ...names, from, to, usage, isAuthority: false };
  const bytes = certificate(writing, party('signer', kind), issuer, keyId(issuer));
  if (flaw === 'bad-certificate') bytes[bytes.length - 1]! ^= 1;
  return bytes;
}

function countryOf(flaw: Flaw | undefined): string {
  return flaw === 'wrong-country' ? 'UT' : 'VN';
}

/** Keys are made once in a process. */
function party(who: Authority | 'signer', kind: KeyKind): Party {
  return remembered(parties, `${who} ${kind}`, () => newParty(kind));
}

function remembered<Made>(made: Map<string, Made>, name: string, make: () => Made): Made {
  const found = made.get(name) ?? make();
  made.set(name, found);
  return found;
}
