import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import ipp from 'ipp';
import { afterEach, expect, test } from 'vitest';
import { cupsQueue } from '../../native/printer/cups.ts';

const noValue = 0x13;
const ends: (() => unknown)[] = [];
afterEach(() => ends.splice(0).forEach((end) => void end()));

type Values = Record<string, string | number>;
/** `silent`: the connection breaks in place of an answer. */
type Script = (operation: string, wanted: string) => Values | 'silent';

/** A queue that says what it is told to; gives how a job ended and which operations came. */
async function handTo(script: Script) {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const question = ipp.parse(Buffer.concat(parts)) as unknown as Record<string, Values> & { operation: string };
    asked.push(question.operation);
    const wanted = String(question['operation-attributes-tag']?.['requested-attributes']);
    const values = script(question.operation, wanted);
    if (values === 'silent') request.socket.destroy();
    else response.end(replyOf(values));
  }).listen(0, '127.0.0.1');
  ends.push(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/printers/SCRIPT`;
  return { outcome: await cupsQueue(url).hand('mot-cham-1', new Uint8Array(10), 1_500), asked };
}

/** IPP 2.0, successful-ok; a number is an integer (or a state), `no-value` has none, any other word is a name. */
function replyOf(values: Values): Buffer {
  const attribute = (tag: number, name: string, value: Buffer) =>
    Buffer.concat([Buffer.of(tag, 0, name.length), Buffer.from(name), Buffer.of(0, value.length), value]);
  const attributes = Object.entries(values).map(([name, value]) => {
    if (value === 'no-value') return attribute(noValue, name, Buffer.alloc(0));
    if (typeof value === 'string') return attribute(0x42, name, Buffer.from(value));
    return attribute(name === 'job-state' ? 0x23 : 0x21, name, Buffer.of(0, 0, 0, value));
  });
  return Buffer.concat([Buffer.of(2, 0, 0, 0, 0, 0, 0, 1, 1), Buffer.of(2), ...attributes, Buffer.of(3)]);
}

const aborted = 8;
const unknown = { outcome: 'unknown', fault: 'printer-silent' };

/** The queue takes the job and aborts it; of its beginning it says this. */
const abortedWith = (begun: Values) => (operation: string, wanted: string) => {
  if (operation === 'Get-Jobs') return {};
  if (operation === 'Print-Job') return { 'job-id': 7 };
  return wanted === 'time-at-processing' ? ('silent' as const) : { 'job-state': aborted, ...begun };
};

test('a job that was aborted is not printed only where the queue says that it was never begun', async () => {
  const { outcome, asked } = await handTo(abortedWith({ 'time-at-processing': 'no-value' }));
  expect(outcome).toEqual({ outcome: 'not-printed', fault: 'printer-broken' });
  expect(asked).toEqual(['Get-Jobs', 'Print-Job', 'Get-Job-Attributes']);
});

test.each([
  ['was begun', { 'time-at-processing': 9 }],
  ['nobody says whether it was begun', {}],
])('a job that was aborted is unknown where it %s', async (_, begun) => {
  expect((await handTo(abortedWith(begun as Values))).outcome).toEqual(unknown);
});

test('a job that was taken, but got no number, is unknown', async () => {
  expect((await handTo(() => ({}))).outcome).toEqual(unknown);
});

test('a slip is not handed over while nobody says what is left in the queue', async () => {
  const { outcome, asked } = await handTo((operation) => (operation === 'Get-Jobs' ? 'silent' : { 'job-id': 7 }));
  expect(outcome).toEqual({ outcome: 'not-printed', fault: 'printer-silent' });
  expect(asked).toEqual(['Get-Jobs']);
});

test('a slip is not handed over while a job that is left cannot be taken back', async () => {
  const left = { 'job-id': 5, 'job-name': 'mot-cham-3' };
  const { outcome, asked } = await handTo((operation) => (operation === 'Get-Jobs' ? left : 'silent'));
  expect(outcome).toEqual({ outcome: 'not-printed', fault: 'printer-silent' });
  expect(asked).toEqual(['Get-Jobs', 'Cancel-Job']);
});
