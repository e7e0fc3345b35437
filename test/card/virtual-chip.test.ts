import { describe, expect, test } from 'vitest';
import { says, takeApart, written } from '../fakes/card/apdu.ts';
import { accessKeys, authenticate } from '../fakes/card/bac.ts';
import { Chip } from '../fakes/card/chip.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { mrzDigit, mrzLines, mrzText, qrText } from '../fakes/card/codes.ts';
import { filesOf } from '../fakes/card/files.ts';
import { SecureMessaging } from '../fakes/card/secure-messaging.ts';
import { decrypt, deriveKeys, encrypt, retailMac } from '../fakes/card/triple-des.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const citizen = citizens[0]!;
const selectApplication = hex('00a4040c07a0000002471001');

describe('the worked example of ICAO 9303-11 Appendix D', () => {
  const challenge = hex('4608f91988702212');
  const session = { enc: hex('979ec13b1cbfe9dcd01ab0fed307eae5'), mac: hex('f1cb1f1fb5adf208806b89dc579dc1f8') };

  test('D.2: keys from the printed lines', () => {
    const keys = accessKeys('L898902C<369080619406236');
    expect(keys.enc).toEqual(hex('ab94fdecf2674fdfb9b391f85d7f76f2'));
    expect(keys.mac).toEqual(hex('7962d9ece03d1acd4c76089dce131543'));
  });

  test('D.3: the terminal is admitted, and the session begins where it should', () => {
    const secret = hex('72c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f2');
    const request = Buffer.concat([secret, hex('5f1448eea8ad90a7')]);
    const access = accessKeys('L898902C<369080619406236');
    const opened = authenticate(access, challenge, request, hex('0b4f80323eb3191cb04970cb4052790b'));
    expect(opened?.answer.subarray(0, 32)).toEqual(
      hex('46b9342a41396cd7386bf5803104d7cedc122b9132139baf2eedc94ee178534f'),
    );
    expect(opened?.answer.subarray(32)).toEqual(hex('2f2d235d074d7449'));
    expect(opened?.keys).toEqual(session);
    expect(opened?.counter).toBe(0x887022120c06c226n);
  });

  test('D.4: EF.COM is selected and its first bytes are read, protected', () => {
    const messaging = new SecureMessaging(session, 0x887022120c06c226n);
    const select = messaging.open(takeApart(hex('0ca4020c158709016375432908c044f68e08bf8b92d635ff24f800'))!);
    expect(select).toMatchObject({ ins: 0xa4, data: hex('011e') });
    expect(written(messaging.close(says(0x9000)))).toEqual(hex('990290008e08fa855a5d4c50a8ed9000'));
    const read = messaging.open(takeApart(hex('0cb000000d9701048e08ed6705417e96ba5500'))!);
    expect(read).toMatchObject({ ins: 0xb0, expect: 4 });
    expect(written(messaging.close({ data: hex('60145f01'), word: 0x9000 }))).toEqual(
      hex('8709019ff0ec34f9922651990290008e08ad55cc17140b2ded9000'),
    );
  });
});

describe('what is printed on the card', () => {
  test.each(citizens)('the MRZ of $name has its lengths and every check digit', (one) => {
    const [upper, middle, lower] = mrzLines(one);
    expect([upper, middle, lower].map((line) => line.length)).toEqual([30, 30, 30]);
    expect(upper[14]).toBe(mrzDigit(one.idNumber.slice(3)));
    expect(upper[29]).toBe(mrzDigit(one.idNumber));
    expect(middle[29]).toBe(mrzDigit(upper.slice(5) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29)));
    expect(lower).toMatch(/^[A-Z]+<<[A-Z<]+$/);
  });

  test('the layout is that of a published specimen', () => {
    const specimen = { ...citizen, idNumber: '001099000018', birthDay: '1999-05-15', expiryDay: '2039-05-15' };
    expect(mrzText(specimen)).toBe(
      ['IDVNM0990000187001099000018<<8', '9905153M3905151VNM<<<<<<<<<<<8', 'TRAN<<QUOC<BINH'.padEnd(30, '<')].join(
        '\r\n',
      ),
    );
  });

  test('a card without an end says 31 December 99, and Đ becomes D', () => {
    expect(mrzLines(citizen)[1].slice(8, 14)).toBe('991231');
    expect(mrzLines(citizens[2]!)[2]).toContain('PHAM<<VAN<DUC<');
  });

  test('the QR has seven fields', () => {
    expect(qrText(citizen).split('|')).toHaveLength(7);
    expect(qrText(citizens[2]!)).toMatch(/^048081007152\|\|Phạm Văn Đức\|03021981\|Nam\|.+\|15032022$/);
  });

  test('no two citizens share a number', () => {
    expect(new Set(citizens.map((one) => one.idNumber)).size).toBe(citizens.length);
  });
});

/** A terminal of this test's own, just able enough to open the chip and ask for files. */
function terminal(chip: Chip, mrzOf = citizen) {
  const [upper, middle] = mrzLines(mrzOf);
  const access = accessKeys(upper.slice(5, 15) + middle.slice(0, 7) + middle.slice(8, 15));
  let [keys, counter] = [access, 0n];
  const count = () => hex((++counter).toString(16).padStart(16, '0'));
  return {
    open() {
      chip.answer(selectApplication);
      const challenge = chip.answer(hex('0084000008')).subarray(0, 8);
      const secret = encrypt(access.enc, Buffer.concat([Buffer.alloc(8), challenge, Buffer.alloc(16)]));
      const request = Buffer.concat([hex('0082000028'), secret, retailMac(access.mac, secret), hex('28')]);
      const answer = chip.answer(request);
      if (answer.length !== 42) return answer;
      keys = deriveKeys(decrypt(access.enc, answer.subarray(0, 32)).subarray(16));
      counter = Buffer.concat([challenge.subarray(4), Buffer.alloc(4)]).readBigUInt64BE();
      return answer;
    },
    /** Header and objects in hexadecimal; the command's MAC is added. */
    ask(header: string, objects: string, spoil = 0) {
      const signed = Buffer.concat([count(), hex(`${header}80000000`), hex(objects)]);
      const mac = retailMac(keys.mac, signed).map((byte, index) => (index === 0 ? byte ^ spoil : byte));
      const body = Buffer.concat([hex(objects), hex('8e08'), mac]);
      const answer = chip.answer(Buffer.concat([hex(header), Buffer.of(body.length), body, hex('00')]));
      counter++;
      return answer;
    },
  };
}

const word = (answer: Uint8Array) => Buffer.from(answer.subarray(-2)).toString('hex');

describe('the chip', () => {
  test('tells nothing before it is opened, and refuses what Vietnamese cards refuse', () => {
    const chip = new Chip(citizen);
    expect(word(chip.answer(hex('00a4000c023f00')))).toBe('6d00');
    expect(word(chip.answer(hex('00a4040c07a0000002471002')))).toBe('6a82');
    expect(word(chip.answer(hex('0084000008')))).toBe('6985');
    expect(word(chip.answer(selectApplication))).toBe('9000');
    expect(word(chip.answer(hex('00a4020c020101')))).toBe('6982');
    expect(word(chip.answer(hex('00b0810004')))).toBe('6982');
    expect(word(chip.answer(hex('00ca000000')))).toBe('6d00');
  });

  test("another card's key is refused, its own opens", () => {
    expect(word(terminal(new Chip(citizen), citizens[1]).open())).toBe('6300');
    expect(word(terminal(new Chip(citizen)).open())).toBe('9000');
  });

  test('files are read by SFI and offset, short and extended, and end where they end', () => {
    const chip = new Chip(citizen);
    const host = terminal(chip);
    host.open();
    const length = filesOf(citizen).get(0x0101)!.length;
    expect(word(host.ask('0cb08100', '970104'))).toBe('9000');
    expect(word(host.ask('0cb00000', '970100'))).toBe('9000');
    expect(word(host.ask(`0cb000${(length - 1).toString(16).padStart(2, '0')}`, '970108'))).toBe('6282');
    expect(word(host.ask(`0cb000${length.toString(16).padStart(2, '0')}`, '970104'))).toBe('6b00');
    expect(word(host.ask('0cb08300', '970104'))).toBe('6a82');
  });

  test('a wrong checksum ends the session', () => {
    const host = terminal(new Chip(citizen));
    host.open();
    expect(word(host.ask('0cb08100', '970104', 1))).toBe('6988');
    expect(word(host.ask('0cb08100', '970104'))).toBe('6882');
  });

  test('a card without DG13 does not list it', () => {
    const [without, withIt] = [filesOf(citizens[4]!), filesOf(citizen)];
    expect(without.has(0x010d)).toBe(false);
    expect(without.get(0x011e)!.subarray(-2)).toEqual(hex('6175'));
    expect(withIt.get(0x011e)!.subarray(-3)).toEqual(hex('61756d'));
  });

  test('a lying header states another length than the file has', () => {
    const [honest, lying] = [filesOf(citizen).get(0x0101)!, filesOf(citizen, 7).get(0x0101)!];
    expect(lying[1]).toBe(honest[1]! + 7);
    expect(lying.length).toBe(honest.length);
  });
});
