import { tlv } from './tlv.ts';

type Kind = 'jpeg' | 'jpeg-2000';

const starts: Readonly<Record<Kind, Buffer>> = {
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  'jpeg-2000': Buffer.from('0000000c6a5020200d0a870a', 'hex'),
};

/** DG2 of this many bytes: one face in one record (ICAO 9303-10 §4.7.2). Its picture is made up, noise behind a header. */
export function portraitFile(fileBytes = 15_848, kind: Kind = 'jpeg'): Buffer {
  const sample = fileBytes - 200;
  const around = fileOf(picture(sample, kind), kind).length - sample;
  return fileOf(picture(fileBytes - around, kind), kind);
}

/** The same noise each time, so that a citizen's card is always the same. */
function picture(bytes: number, kind: Kind): Buffer {
  const noise = Buffer.alloc(bytes);
  for (let at = 0, state = 1; at < bytes; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    noise[at] = (state >> 16) & 0x7f;
  }
  starts[kind].copy(noise);
  if (kind === 'jpeg') noise.writeUInt16BE(0xffd9, bytes - 2);
  return noise;
}

function fileOf(image: Buffer, kind: Kind): Buffer {
  const header = tlv(
    0xa1,
    tlv(0x81, Buffer.of(2)),
    tlv(0x82, Buffer.of(0)),
    tlv(0x87, Buffer.of(0x01, 0x01)),
    tlv(0x88, Buffer.of(0x00, 0x08)),
  );
  const face = tlv(0x7f60, header, tlv(0x5f2e, faceRecord(image, kind)));
  return tlv(0x75, tlv(0x7f61, tlv(0x02, Buffer.of(1)), face));
}

/** ISO 19794-5 §5.4 to §5.7: 14 bytes of the whole, 20 of the face (no feature points), 12 of the image. */
function faceRecord(image: Buffer, kind: Kind): Buffer {
  const faceBytes = 20 + 12 + image.length;
  const face = Buffer.alloc(20);
  face.writeUInt32BE(faceBytes);
  const properties = Buffer.alloc(12);
  properties.writeUInt8(1);
  properties.writeUInt8(kind === 'jpeg' ? 0 : 1, 1);
  properties.writeUInt16BE(240, 2);
  properties.writeUInt16BE(320, 4);
  const whole = Buffer.alloc(14);
  whole.write('FAC\u0000010\u0000', 'latin1');
  whole.writeUInt32BE(14 + faceBytes, 8);
  whole.writeUInt16BE(1, 12);
  return Buffer.concat([whole, face, properties, image]);
}
