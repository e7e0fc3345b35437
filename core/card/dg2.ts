import { findValue, readTlvs } from './tlv.ts';

/** The portrait as the issuer stored it; `kind` is told by the first bytes, never by what the record claims. */
export interface Portrait {
  readonly kind: 'jpeg' | 'jpeg2000';
  readonly bytes: Uint8Array;
}

/** Data objects of DG2: the CBEFF wrapper of ISO 19785-3 around ISO 19794-5 (ICAO 9303-10 §4.7.2). */
const tags = { dg2: 0x75, group: 0x7f61, template: 0x7f60, plain: 0x5f2e, constructed: 0x7f2e } as const;

/** Sizes in bytes of ISO 19794-5:2005 §5.4 to §5.7. */
const RECORD_HEADER = 14;
const FACE_HEADER = 20;
const FEATURE_POINT = 8;
const IMAGE_HEADER = 12;
const formatName = [0x46, 0x41, 0x43, 0x00];

const beginnings = [
  { kind: 'jpeg', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'jpeg2000', bytes: [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20, 0x0d, 0x0a] },
  { kind: 'jpeg2000', bytes: [0xff, 0x4f, 0xff, 0x51] },
] as const;

/** The first portrait in DG2; `undefined` where the file or the picture in it is none that is known. */
export function parseDg2(file: Uint8Array): Portrait | undefined {
  const record = recordIn(file);
  const image = record && firstImage(record);
  const kind = image && kindOf(image);
  return kind && { kind, bytes: image };
}

function recordIn(file: Uint8Array): Uint8Array | undefined {
  const content = findValue(file, tags.dg2);
  const group = content && findValue(content, tags.group);
  const template = group && findValue(group, tags.template);
  const items = template && readTlvs(template);
  if (!items?.ok) return undefined;
  return items.value.find(({ tag }) => tag === tags.plain || tag === tags.constructed)?.value;
}

/** The image runs to the end that its block states, or to the end of the record where that comes first. */
function firstImage(record: Uint8Array): Uint8Array | undefined {
  const shortest = RECORD_HEADER + FACE_HEADER + IMAGE_HEADER;
  if (record.length <= shortest || !beginsWith(record, formatName)) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const faceLength = view.getUint32(RECORD_HEADER);
  const featurePoints = view.getUint16(RECORD_HEADER + 4);
  const start = shortest + featurePoints * FEATURE_POINT;
  const end = Math.min(RECORD_HEADER + faceLength, record.length);
  return start < end ? record.subarray(start, end) : undefined;
}

function kindOf(image: Uint8Array): Portrait['kind'] | undefined {
  return beginnings.find(({ bytes }) => beginsWith(image, bytes))?.kind;
}

function beginsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
