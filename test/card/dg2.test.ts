import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDg2 } from '../../core/card/dg2.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { hex } from './hex.ts';
import { isAbsent, specimen } from './shared-files.ts';
import { spoilt } from './spoilt.ts';

const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const jpeg = hex('FFD8FFE000104A46494600');
const box = hex('0000000C6A5020200D0A870A00');
const codestream = hex('FF4FFF5100');

/** ISO 19794-5: record header, face header, feature points, image header, image. */
function record(image: Uint8Array, more: { featurePoints?: number; faceLength?: number } = {}) {
  const featurePoints = more.featurePoints ?? 0;
  const faceLength = more.faceLength ?? 32 + 8 * featurePoints + image.length;
  const face = new Uint8Array(32 + 8 * featurePoints);
  new DataView(face.buffer).setUint32(0, faceLength);
  new DataView(face.buffer).setUint16(4, featurePoints);
  const header = hex('46414300 30313000 00000000 0001');
  new DataView(header.buffer).setUint32(8, 14 + face.length + image.length);
  return join(header, face, image);
}

function dg2(content: Uint8Array, tag = 0x5f2e): Uint8Array {
  const template = writeTlv(0x7f60, join(writeTlv(0xa1, hex('810102')), writeTlv(tag, content)));
  return writeTlv(0x75, writeTlv(0x7f61, join(hex('020101'), template)));
}

describe('the portrait of DG2', () => {
  test.each([
    ['a JPEG', jpeg, 'jpeg'],
    ['a JPEG 2000 file', box, 'jpeg2000'],
    ['a bare JPEG 2000 codestream', codestream, 'jpeg2000'],
  ] as const)('%s is told by its first bytes', (_, image, kind) => {
    expect(parseDg2(dg2(record(image)))).toEqual({ kind, bytes: image });
    expect(parseDg2(dg2(record(image), 0x7f2e))).toEqual({ kind, bytes: image });
  });

  test('feature points before the image are passed over', () => {
    expect(parseDg2(dg2(record(jpeg, { featurePoints: 3 })))?.bytes).toEqual(jpeg);
  });

  test('a second face is not part of the first', () => {
    expect(parseDg2(dg2(join(record(jpeg), record(box).subarray(14))))?.bytes).toEqual(jpeg);
  });

  test('a length of 4 GB ends where the record ends', () => {
    expect(parseDg2(dg2(record(jpeg, { faceLength: 0xffffffff })))?.bytes).toEqual(jpeg);
  });

  test.each([
    ['a picture of another kind', dg2(record(hex('89504E470D0A1A0A')))],
    ['no picture', dg2(record(new Uint8Array()))],
    ['a face that ends before its picture', dg2(record(jpeg, { faceLength: 20 }))],
    ['more feature points than bytes', dg2(record(jpeg).map((byte, at) => (at === 18 ? 0xff : byte)))],
    ['another format', dg2(record(jpeg).map((byte, at) => (at === 0 ? 0x47 : byte)))],
    ['an indefinite length', hex('7580 7F6180 7F6080 5F2E80 0000 0000 0000 0000')],
    ['a data object of 4 GB', hex('7584FFFFFFFF 7F61')],
    ['nothing', new Uint8Array()],
  ])('%s is no portrait', (_, file) => expect(parseDg2(file)).toBeUndefined());

  test('no change makes it throw or find more than there is', () => {
    const files = [jpeg, box, codestream].map((image) => dg2(record(image, { featurePoints: 1 })));
    fc.assert(
      fc.property(fc.oneof(spoilt(files), fc.uint8Array()), (file) => {
        expect(parseDg2(file)?.bytes.length ?? 0).toBeLessThanOrEqual(file.length);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.skipIf(isAbsent)("the specimen's portrait is a JPEG 2000 of 14,999 bytes", () => {
  const portrait = parseDg2(specimen('EF_DG2'));
  expect(portrait).toMatchObject({ kind: 'jpeg2000' });
  expect(portrait?.bytes.length).toBe(0x3ab7 - 32);
});
