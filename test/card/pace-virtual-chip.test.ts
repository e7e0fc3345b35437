import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { plainSend, type Transceive } from '../../core/card/apdu.ts';
import { protectedSend } from '../../core/card/messaging.ts';
import { openPace } from '../../core/card/pace.ts';
import { isChipProved } from '../../core/card/pace-cam.ts';
import type { Password } from '../../core/card/pace-password.ts';
import { parseSecurityInfos } from '../../core/card/security-info.ts';
import { fail, ok } from '../../core/result.ts';
import { Chip } from '../fakes/card/chip.ts';
import { staticKey } from '../fakes/card/chip-keys.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { type CurveName, curves } from '../fakes/card/curves.ts';
import { defaultPace, type PaceMaking } from '../fakes/card/profile.ts';
import { infos, paceInfo } from '../fakes/card/security-infos.ts';
import { type CipherName, suites } from '../fakes/card/suites.ts';

const citizen = citizens[0]!;
const can: Password = { kind: 'can', digits: citizen.idNumber.slice(-6) };
const random = (length: number) => new Uint8Array(randomBytes(length));
const read = { cla: 0, ins: 0xb0, p1: 0x9e, p2: 0, expect: 4 };
const chooseApplication = { cla: 0, ins: 0xa4, p1: 4, p2: 0x0c, data: Uint8Array.of(0xa0, 0, 0, 2, 0x47, 0x10, 1) };

/** A chip made like this, and what happens when it is opened with the password. */
async function openChip(making: Partial<PaceMaking>, password: Password = can) {
  const pace = { ...defaultPace, ...making };
  const chip = new Chip(citizen, { access: 'pace', pace });
  const transceive: Transceive = async (apdu) => ok(new Uint8Array(chip.answer(apdu)));
  const offers = parseSecurityInfos(new Uint8Array(infos(paceInfo(pace))));
  if (!offers.ok) throw new Error('the offer is whole');
  const send = plainSend(transceive);
  const opened = await openPace(send, offers.value.pace[0]!, password, { random });
  return { opened, transceive };
}

const names = <Name extends string>(table: Readonly<Record<Name, unknown>>) => Object.keys(table) as Name[];
const ways = (['generic', 'integrated', 'chip-authentication'] as const).flatMap((mapping) =>
  names<CipherName>(suites).map((cipher) => [mapping, cipher] as const),
);
const possible = ways.filter(([mapping, cipher]) => mapping !== 'chip-authentication' || cipher !== '3des');

describe.each(possible)('a chip with %s mapping and %s', (mapping, cipher) => {
  test.each(names<CurveName>(curves))('on %s opens, and what it sends under its session is read', async (curve) => {
    const { opened, transceive } = await openChip({ mapping, cipher, curve });
    if (!opened.ok) throw new Error(opened.fault);
    const send = protectedSend(opened.value.session, transceive);
    expect(await send(chooseApplication)).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
    const com = await send(read);
    expect(com.ok && com.value.data[0]).toBe(0x60);
    const { camProof } = opened.value;
    expect(camProof !== undefined).toBe(mapping === 'chip-authentication');
    if (camProof) expect(isChipProved(camProof, new Uint8Array(staticKey(curve, false).point))).toBe(true);
  });

  test('refuses another number', async () => {
    const { opened } = await openChip({ mapping, cipher }, { kind: 'can', digits: '000000' });
    expect(opened).toEqual(fail('access-key-wrong'));
  });
});

test('a chip that fails PACE at its last step opens nothing', async () => {
  expect((await openChip({ isBroken: true })).opened).toEqual(fail('access-key-wrong'));
});
