import { createECDH } from 'node:crypto';
import type { Chip } from '../fakes/card/chip.ts';
import { curves } from '../fakes/card/curves.ts';
import { oid } from '../fakes/card/der.ts';
import { mapGeneric, mapIntegrated } from '../fakes/card/mapping.ts';
import { passwordBytes } from '../fakes/card/pace.ts';
import { numberBytes, type Point, pointBytes, pointFrom, randomScalar, times } from '../fakes/card/points.ts';
import { defaultPace, type PaceMaking } from '../fakes/card/profile.ts';
import { chipOid, paceOid } from '../fakes/card/security-infos.ts';
import { type CipherName, padded, type Suite, sessionKeys, suites } from '../fakes/card/suites.ts';
import { dataObjects, tlv } from '../fakes/card/tlv.ts';
import { type Keys, unpad } from '../fakes/card/triple-des.ts';

export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
export const word = (answer: Uint8Array): string => Buffer.from(answer.subarray(-2)).toString('hex');

/** A terminal of the tests' own that speaks PACE, chip authentication and secure messaging, and checks nothing in vain. */
export class Terminal {
  readonly #chip: Pick<Chip, 'answer'>;
  #suite: Suite = suites['aes-128'];
  #keys: Keys | undefined;
  #counter = 0n;
  /** What the chip has mapped with, and its encrypted proof, with PACE-CAM. */
  cam: { mapKey: Buffer; proof: Buffer; enc: Buffer } | undefined;

  constructor(chip: Pick<Chip, 'answer'>) {
    this.#chip = chip;
  }

  plain(header: string, data: Buffer = Buffer.alloc(0), expect = '00'): Buffer {
    return this.#chip.answer(Buffer.concat([hex(header), Buffer.of(data.length), data, hex(expect)]));
  }

  /** The status word of the step that did not go well, or 9000. */
  open(making: Partial<PaceMaking>, kind: 'can' | 'mrz', password: string): string {
    const pace: PaceMaking = { ...defaultPace, ...making };
    const [suite, curve] = [suites[pace.cipher], curves[pace.curve]];
    const protocol = oid(paceOid(pace));
    const set = [tlv(0x80, protocol.subarray(2)), tlv(0x83, Buffer.of(kind === 'mrz' ? 1 : 2))];
    const isSet = this.plain('0022c1a4', Buffer.concat(set), '');
    if (word(isSet) !== '9000') return word(isSet);
    const { base, mapKey } = this.#mapped(pace, suite.derive(passwordBytes(kind, password), 3));
    const secret = randomScalar(curve);
    const key = pointBytes(curve, times(curve, secret, base));
    const theirs = this.#step('10', tlv(0x83, key)).get(0x84)!;
    const keys = sessionKeys(suite, numberBytes(times(curve, secret, pointFrom(curve, theirs)!)[0], curve.bytes));
    const token = (point: Buffer) => suite.mac(keys.mac, tlv(0x7f49, protocol, tlv(0x86, point)));
    const last = this.plain('00860000', tlv(0x7c, tlv(0x85, token(theirs))));
    if (word(last) !== '9000') return word(last);
    const objects = inner(last);
    if (!objects.get(0x86)?.equals(token(key))) return 'the token of the chip is wrong';
    if (objects.has(0x8a)) this.cam = { mapKey, proof: objects.get(0x8a)!, enc: keys.enc };
    this.#begin(suite, keys);
    return '9000';
  }

  /** The first two steps: the nonce, and the base point that both sides make of it. */
  #mapped({ mapping, cipher, curve: name }: PaceMaking, password: Buffer): { base: Point; mapKey: Buffer } {
    const [suite, curve] = [suites[cipher], curves[name]];
    const nonce = suite.decrypt(password, this.#step('10', Buffer.alloc(0)).get(0x80)!);
    const secret = randomScalar(curve);
    const isIntegrated = mapping === 'integrated';
    const own = isIntegrated ? Buffer.alloc(suite.keyBytes, 9) : pointBytes(curve, times(curve, secret, curve.base));
    const mapKey = this.#step('10', tlv(0x81, own)).get(0x82)!;
    if (isIntegrated) return { base: mapIntegrated(curve, suite, nonce, own), mapKey };
    return { base: mapGeneric(curve, nonce, secret, pointFrom(curve, mapKey)!)!, mapKey };
  }

  /** Secured, in a short command where it fits; the answer with its own checksum checked, or only its status word. */
  ask(header: string, data: Buffer = Buffer.alloc(0), expect: number | undefined = 256): Buffer {
    const head = hex(header);
    head[0]! |= 0x0c;
    const [suite, { enc, mac }] = [this.#suite, this.#keys!];
    const isOdd = head[1]! % 2 === 1;
    const counter = this.#count();
    const secret = suite.encrypt(enc, padded(data, suite.blockBytes), suite.vector(enc, counter));
    const first = data.length ? (isOdd ? tlv(0x85, secret) : tlv(0x87, Buffer.of(1), secret)) : data;
    const isLong = expect > 256;
    const wanted = tlv(0x97, isLong ? numberBytes(BigInt(expect % 65_536), 2) : Buffer.of(expect % 256));
    const signed = Buffer.concat([counter, padded(head, suite.blockBytes), first, wanted]);
    const body = Buffer.concat([first, wanted, tlv(0x8e, suite.seal(mac, signed))]);
    const lengths = isLong
      ? [Buffer.of(0, 0, body.length), body, Buffer.alloc(2)]
      : [Buffer.of(body.length), body, Buffer.alloc(1)];
    return this.#opened(this.#chip.answer(Buffer.concat([head, ...lengths])));
  }

  /** Chip authentication over AES; the next command shows whether both have the same keys. */
  authenticateChip(cipher: CipherName, point: Buffer): string {
    const curve = Object.values(curves).find((one) => pointFrom(one, point))!;
    const pair = createECDH(curve.openssl);
    const own = pair.generateKeys();
    const [suite, secret] = [suites[cipher], pair.computeSecret(point)];
    if (cipher === '3des') {
      const set = word(this.ask('002241a6', tlv(0x91, own)));
      if (set !== '9000') return set;
    } else {
      const set = word(this.ask('002241a4', tlv(0x80, oid(chipOid(cipher)).subarray(2))));
      const done = word(this.ask('00860000', tlv(0x7c, tlv(0x80, own))));
      if (set !== '9000' || done !== '9000') return done;
    }
    this.#begin(suite, sessionKeys(suite, secret));
    return '9000';
  }

  #step(cla: string, data: Buffer): Map<number, Buffer> {
    return inner(this.plain(`${cla}860000`, tlv(0x7c, data)));
  }

  #begin(suite: Suite, keys: Keys): void {
    [this.#suite, this.#keys, this.#counter] = [suite, keys, 0n];
  }

  #opened(answer: Buffer): Buffer {
    const body = answer.subarray(0, -2);
    if (body.length === 0) return answer;
    const [suite, { enc, mac }] = [this.#suite, this.#keys!];
    const counter = this.#count();
    const objects = dataObjects(body)!;
    if (!suite.seal(mac, Buffer.concat([counter, body.subarray(0, -10)])).equals(objects.get(0x8e)!))
      throw new Error('checksum');
    const secret = objects.get(0x87)?.subarray(1) ?? objects.get(0x85);
    const plain = secret ? unpad(suite.decrypt(enc, secret, suite.vector(enc, counter))) : Buffer.alloc(0);
    return Buffer.concat([plain, objects.get(0x99)!]);
  }

  #count(): Buffer {
    return numberBytes(++this.#counter, this.#suite.blockBytes);
  }
}

function inner(answer: Buffer): Map<number, Buffer> {
  return dataObjects(dataObjects(answer.subarray(0, -2))!.get(0x7c)!)!;
}
