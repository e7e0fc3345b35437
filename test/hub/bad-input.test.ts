import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusals } from '../../core/contract/counter.ts';
import {
  type At,
  at,
  type Bench,
  type Client,
  commands,
  dump,
  issue,
  openBench,
  refusalOf,
  signInAs,
} from './bench.ts';
import { type Place, stores } from './stores.ts';

type Staff = Client['counter'];
const sql = "x'); drop table turn; --";
const on = (ticketId: string, counter = 'quay-3'): At & { ticketId: string } => ({ ...at(counter), ticketId });

/** Somebody in hand at counter 3, somebody who waits, and counter 4 closed. */
async function openDesk(place: Place): Promise<{ hub: Bench; staff: Staff; inHand: string; waiting: string }> {
  const hub = await openBench(await place());
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const inHand = await issue(hub);
  const waiting = await issue(hub);
  await staff.callNext(at('quay-3'));
  await staff.setState({ ...at('quay-4'), state: 'closed' });
  return { hub, staff, inHand: inHand.ticketId, waiting: waiting.ticketId };
}

/** Refused by a name of the contract, with words for staff in both languages, a line in the log, and nothing changed. */
async function expectRefused<Asked extends At>(
  hub: Bench,
  verb: (asked: Asked) => Promise<unknown>,
  asked: Asked,
  code: keyof typeof refusals,
): Promise<void> {
  const before = await dump(hub);
  const lines = hub.logged().length;
  const refusal = await refusalOf(verb(asked));
  expect(refusal).toMatchObject({ code, status: refusals[code].status, defined: true });
  for (const language of ['vi', 'en']) expect(wordsOf(language, code).length).toBeGreaterThan(10);
  expect(hub.logged().slice(lines)).toMatch(new RegExp(`"event":"command-refused".*"code":"${code}"`));
  const kept = await hub.store.db.selectFrom('command').select('answer').where('id', '=', asked.commandId).execute();
  expect(kept.map(({ answer }) => JSON.parse(answer))).toMatchObject([{ ok: false, fault: { code } }]);
  expect(await dump(hub)).toEqual(before);
  // The same again is answered the same.
  expect(await refusalOf(verb(asked))).toMatchObject({ code });
}

function allWords(language: string): Record<string, string> {
  const file = new URL(`../../renderer/text/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).refusal;
}

const wordsOf = (language: string, code: string): string => allWords(language)[code] ?? '';

test('every refusal of the contract has words in Vietnamese and in English, and there are no others', () => {
  for (const language of ['vi', 'en'])
    expect(Object.keys(allWords(language)).sort()).toEqual([...Object.keys(refusals), 'OTHER'].sort());
});

describe.each(stores)('on $name', ({ place }) => {
  test('unknown tickets', async () => {
    const { hub, staff } = await openDesk(place);
    const unknown = () => on(randomUUID());
    await expectRefused(hub, staff.recall, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.arrive, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.hold, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.miss, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.finish, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.cancel, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.reopen, unknown(), 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.verify, { ...unknown(), holds: true }, 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.callThis, { ...unknown(), reason: 'vội' }, 'TICKET_UNKNOWN');
    await expectRefused(hub, staff.transfer, { ...unknown(), to: { service: 'ho-tich' } }, 'TICKET_UNKNOWN');
  });

  test('double clicks', async () => {
    const { hub, staff, inHand, waiting } = await openDesk(place);
    const click = { ...on(inHand), result: 'tra-ngay' };
    const [one, two] = await Promise.all([staff.finish(click), staff.finish(click)]);
    expect(one).toEqual(two);
    // The second click of a screen that made a new command of it.
    await expectRefused(hub, staff.finish, on(inHand), 'TICKET_NOT_READY');
    const next = at('quay-3');
    const answers = await Promise.all([staff.callNext(next), staff.callNext(next)]);
    expect(answers.map(({ turn }) => turn?.ticketId)).toEqual([waiting, waiting]);
    await staff.arrive(on(waiting));
    await expectRefused(hub, staff.arrive, on(waiting), 'TICKET_NOT_READY');
    await staff.undo(at('quay-3'));
    await expectRefused(hub, staff.undo, at('quay-3'), 'NOTHING_TO_UNDO');
    const before = await dump(hub);
    expect(await refusalOf(staff.recall({ ...on(waiting), commandId: next.commandId }))).toMatchObject({
      code: 'COMMAND_REUSED',
      status: 409,
    });
    expect(hub.logged()).toContain('"verb":"recall","code":"COMMAND_REUSED"');
    const other = commands(hub.url, await signInAs(hub, 'an')).counter;
    expect(await refusalOf(other.callNext(next))).toMatchObject({ code: 'COMMAND_REUSED' });
    expect(await dump(hub)).toEqual(before);
  });

  test('commands from a closed counter, or from one that does not exist', async () => {
    const { hub, staff, inHand, waiting } = await openDesk(place);
    await expectRefused(hub, staff.callNext, at('quay-4'), 'COUNTER_CLOSED');
    await expectRefused(hub, staff.callThis, { ...on(waiting, 'quay-4'), reason: 'vội' }, 'COUNTER_CLOSED');
    await expectRefused(hub, staff.recall, on(waiting, 'quay-4'), 'COUNTER_CLOSED');
    await expectRefused(hub, staff.callNext, at('quay-99'), 'COUNTER_UNKNOWN');
    await expectRefused(hub, staff.setState, { ...at(''), state: 'open' }, 'COUNTER_UNKNOWN');
    await expectRefused(hub, staff.finish, on(inHand, 'quay-5'), 'TICKET_ELSEWHERE');
    await expectRefused(hub, staff.callThis, { ...on(waiting), reason: 'vội' }, 'HAND_FULL');
    const learner = commands(hub.url, await signInAs(hub, 'an', { mayCallThis: false })).counter;
    await expectRefused(hub, learner.callThis, { ...on(waiting, 'quay-5'), reason: 'vội' }, 'NOT_ALLOWED');
  });

  test('clocks that jump', async () => {
    const { hub, staff, inHand, waiting } = await openDesk(place);
    for (const jump of [3_600_000, -7_200_000]) {
      hub.clock.pass(jump);
      await expectRefused(hub, staff.undo, at('quay-3'), 'NOTHING_TO_UNDO');
      await expectRefused(hub, staff.finish, on(waiting), 'TICKET_NOT_READY');
    }
    // What may be done is done all the same.
    expect((await staff.finish(on(inHand))).turn?.state).toBe('finished');
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(waiting);
  });

  test('SQL in names', async () => {
    const { hub, staff, inHand, waiting } = await openDesk(place);
    await expectRefused(hub, staff.callNext, at(sql), 'COUNTER_UNKNOWN');
    await expectRefused(hub, staff.callNext, at('quay-3\u0000'), 'COUNTER_UNKNOWN');
    await expectRefused(hub, staff.finish, { ...on(inHand), result: sql }, 'RESULT_UNKNOWN');
    // It would be said aloud in the hall.
    await expectRefused(hub, staff.setState, { ...at('quay-3'), state: 'paused', reason: sql }, 'REASON_UNKNOWN');
    await expectRefused(hub, staff.transfer, { ...on(inHand), to: { service: sql } }, 'SERVICE_UNKNOWN');
    await expectRefused(hub, staff.transfer, { ...on(inHand), to: { counter: sql } }, 'COUNTER_UNKNOWN');
    await expectRefused(hub, staff.addSteps, { ...on(inHand), services: [sql], comesBack: true }, 'SERVICE_UNKNOWN');
    const called = await staff.callThis({ ...on(waiting, 'quay-5'), reason: `${sql}\u0000` }).catch(() => undefined);
    expect(called).toBeUndefined();
    await staff.hold(on(inHand));
    const { turn } = await staff.callThis({ ...on(waiting), reason: `${sql}\u0000` });
    expect(turn?.state).toBe('called');
    const { body } = await hub.store.db
      .selectFrom('ticket_event')
      .select('body')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(body).reason.note).toBe(`${sql}\u0000`);
    expect(hub.logged()).not.toContain('drop table');
    expect(hub.logged()).not.toContain('"event":"bug"');
  });

  test('a 10 MB message', async () => {
    const { hub, staff, inHand } = await openDesk(place);
    const before = await dump(hub);
    const long = 'x'.repeat(10 * 1024 * 1024);
    const asked = { ...on(inHand), reason: long };
    expect(await refusalOf(staff.callThis(asked))).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
    const text = JSON.stringify({ json: { name: long, password: 'x' } });
    const signIn = { method: 'POST', headers: { 'content-type': 'application/json' }, body: text };
    expect((await fetch(`${hub.url}/rpc/staff/signIn`, signIn)).status).toBe(413);
    expect(hub.logged().match(/"event":"request-refused","why":"too-large"/g)).toHaveLength(2);
    expect(await dump(hub)).toEqual(before);
    expect((await staff.finish(on(inHand))).turn?.state).toBe('finished');
  });
});
