import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fenceBytes, fenceId } from '../../core/paper/commands.ts';
import { type Answer, readAnswers, statusOfAnswers } from '../../core/paper/status.ts';

test.each([
  ['ready', [0x12, 0x12, 0x12, 0x12], { state: 'ready', isNearEnd: false }],
  ['the roll is near its end', [0x12, 0x12, 0x12, 0x1e], { state: 'ready', isNearEnd: true }],
  ['no paper', [0x1a, 0x32, 0x12, 0x7e], { state: 'faulty', fault: 'paper-out' }],
  ['no paper, seen by the sensor alone', [0x12, 0x12, 0x12, 0x72], { state: 'faulty', fault: 'paper-out' }],
  ['the cover is open', [0x1a, 0x16, 0x12, 0x12], { state: 'faulty', fault: 'cover-open' }],
  ['the cover is open over an empty roll', [0x1a, 0x36, 0x12, 0x7e], { state: 'faulty', fault: 'cover-open' }],
  ['the cutter is jammed', [0x1a, 0x52, 0x1a, 0x12], { state: 'faulty', fault: 'cutter-jammed' }],
  ['the head is hot', [0x1a, 0x52, 0x52, 0x12], { state: 'faulty', fault: 'head-hot' }],
  ['an error that only repair ends', [0x1a, 0x52, 0x32, 0x12], { state: 'faulty', fault: 'printer-broken' }],
  ['offline and nobody knows why', [0x1a, 0x12, 0x12, 0x12], { state: 'faulty', fault: 'printer-broken' }],
] as const)('DLE EOT: %s', (_, bytes, status) => {
  expect(statusOfAnswers(bytes)).toEqual(status);
});

test.each([
  ['ready', [0x10, 0, 0, 0x0f], { state: 'ready', isNearEnd: false }],
  ['near end', [0x10, 0, 0x03, 0x0f], { state: 'ready', isNearEnd: true }],
  ['no paper', [0x18, 0, 0x0f, 0x0f], { state: 'faulty', fault: 'paper-out' }],
  ['cover', [0x38, 0, 0, 0x0f], { state: 'faulty', fault: 'cover-open' }],
  ['cutter', [0x18, 0x08, 0, 0x0f], { state: 'faulty', fault: 'cutter-jammed' }],
  ['hot', [0x18, 0x40, 0, 0x0f], { state: 'faulty', fault: 'head-hot' }],
  ['unrecoverable', [0x18, 0x20, 0, 0x0f], { state: 'faulty', fault: 'printer-broken' }],
  ['feed button held', [0x58, 0, 0, 0x0f], { state: 'ready', isNearEnd: false }],
] as const)('automatic status back: %s', (_, bytes, status) => {
  expect(readAnswers(Uint8Array.from(bytes)).answers).toEqual([{ type: 'changed', status }]);
});

test('answers are the same wherever the line cuts them', () => {
  const stream = Uint8Array.of(0x12, 0x10, 0, 0x03, 0x0f, 0x37, 0x22, 0x41, 0x30, 0x30, 0x31, 0x00, 0x00, 0x1a);
  const whole = readAnswers(stream).answers;
  expect(whole.map(({ type }) => type)).toEqual([
    'real-time',
    'changed',
    'fence-reached',
    'queue-reached',
    'real-time',
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: stream.length })), (cuts) => {
      const answers: Answer[] = [];
      let rest = new Uint8Array();
      const ends = [...cuts, stream.length].sort((a, b) => a - b);
      ends.forEach((end, index) => {
        const read = readAnswers(Uint8Array.of(...rest, ...stream.subarray(ends[index - 1] ?? 0, end)));
        answers.push(...read.answers);
        rest = Uint8Array.from(read.rest);
      });
      expect(answers).toEqual(whole);
    }),
  );
});

test('noise on the line is never an answer that a slip is done', () => {
  const noise = fc.uint8Array({ maxLength: 64 }).map((bytes) => bytes.map((byte) => byte | 0x10));
  fc.assert(
    fc.property(noise, (bytes) => {
      const done = readAnswers(bytes).answers.filter(
        ({ type }) => type === 'fence-reached' || type === 'queue-reached',
      );
      expect(done).toEqual([]);
    }),
  );
});

test('every attempt has a fence of its own, four printable characters', () => {
  const ids = Array.from({ length: 5_000 }, (_, job) => fenceId(job + 1));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of [...ids, fenceId(Number.MAX_SAFE_INTEGER)]) expect(id).toMatch(/^[0-9A-Z]{4}$/);
  expect(Buffer.from(fenceBytes('gs-h', fenceId(1))).toString('hex')).toBe('1d284806003030' + '30303031');
});
