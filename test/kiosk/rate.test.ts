import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { rateWith } from '../../electron/rate.ts';
import { hubAt } from '../../electron/sync/hub-client.ts';
import { rating } from '../visit/samples.ts';
import { hubOfAnswers } from './hub-of-answers.ts';

type Keep = NonNullable<Parameters<typeof hubOfAnswers>[1]>;

async function kioskAt(keep: Keep) {
  const number = { day: '2026-11-24', series: 'B', sequence: 1, number: 'B001', ahead: 0 };
  const hub = await hubOfAnswers(() => number, keep);
  onTestFinished(() => void hub.stop());
  return rateWith(hub.client);
}

test('a rating reaches the hub as it was given', async () => {
  const kept: unknown[] = [];
  const rate = await kioskAt(({ input }) => kept.push(input));
  expect(await rate(rating)).toEqual({ ok: true, value: undefined });
  expect(kept).toEqual([rating]);
});

test.each([
  ['NUMBER_UNKNOWN', 'number-unknown'],
  ['ALREADY_RATED', 'already-rated'],
  ['TOO_MANY_TRIES', 'tries-used-up'],
  ['KIOSK_UNKNOWN', 'hub-away'],
] as const)('%s is %s', async (code, fault) => {
  const rate = await kioskAt(({ errors }) => {
    throw errors[code]();
  });
  expect(await rate(rating)).toEqual({ ok: false, fault });
});

test('a hub that breaks, one that is not there and one that never answers are all away', async () => {
  const broken = await kioskAt(() => {
    throw new Error('an assumption broke');
  });
  expect(await broken(rating)).toEqual({ ok: false, fault: 'hub-away' });

  const mute = createServer(() => {});
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const { port } = mute.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  expect(await rateWith(hubAt(url, 'token'), 50)(rating)).toEqual({ ok: false, fault: 'hub-away' });
  mute.closeAllConnections();
  await new Promise((resolve) => mute.close(resolve));
  expect(await rateWith(hubAt(url, 'token'))(rating)).toEqual({ ok: false, fault: 'hub-away' });
});
