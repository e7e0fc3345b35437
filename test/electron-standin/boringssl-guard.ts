import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

// Electron's Node is built on BoringSSL, which lacks much of what OpenSSL has (electron#24024, electron#32535).
// What passes here under plain Node and would fail there is refused.
const curves = new Set(['prime256v1', 'secp224r1', 'secp384r1', 'secp521r1', 'P-256', 'P-384', 'P-521']);
const ciphers =
  /^(aes-?(128|192|256)-(cbc|ctr|ecb|gcm|ofb)|aes-?(128|256)-cfb|id-aes(128|192|256)-gcm|des-(cbc|ecb)|des-ede|des-ede-cbc|des-ede3-cbc|des3|rc2-cbc|rc4|bf-(cbc|cfb|ecb))$/i;

type Find = (...args: unknown[]) => unknown;

const strangeCurve: Find = (curve) => !curves.has(String(curve)) && curve;
const strangeCipher: Find = (cipher) => !ciphers.test(String(cipher)) && cipher;
const strangeKey: Find = (type, options) =>
  type === 'ec' && strangeCurve((options as { namedCurve?: string } | undefined)?.namedCurve);

refuse('createECDH', strangeCurve);
refuse('createCipheriv', strangeCipher);
refuse('createDecipheriv', strangeCipher);
refuse('generateKeyPair', strangeKey);
refuse('generateKeyPairSync', strangeKey);
syncBuiltinESMExports();

function refuse(name: string, find: Find): void {
  const functions = crypto as unknown as Record<string, (...args: unknown[]) => unknown>;
  const original = functions[name];
  functions[name] = (...args) => {
    const strange = find(...args);
    if (strange) throw new Error(`Electron has no crypto.${name}(${strange}): BoringSSL lacks it`);
    return original?.(...args);
  };
}
