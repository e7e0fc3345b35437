import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Site } from '../../core/settings.ts';
import { callsIn } from '../../hub/calls.ts';
import { openLog } from '../../hub/log.ts';
import { openStore, type Store } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import {
  at,
  type Bench,
  type Client,
  codeOf,
  commands,
  handClock,
  hubSite,
  issue,
  issued,
  newDataDir,
  openBench,
  signInAs,
} from './bench.ts';

async function openCounters(site: Site = hubSite()): Promise<{ hub: Bench; staff: Client['counter'] }> {
  const hub = await openBench({ site });
  return { hub, staff: commands(hub.url, await signInAs(hub)).counter };
}

/** Four counters that all serve everything. */
function fourCounters(): Site {
  const site = hubSite();
  const services = site.services.map(({ id }) => id);
  return { ...site, counters: site.counters.slice(0, 4).map((counter) => ({ ...counter, services })) };
}

test('a counter calls the oldest ticket among its services, whichever service it is', async () => {
  const { hub, staff } = await openCounters();
  await issue(hub, 'ket-qua');
  const oldest = await issue(hub, 'ho-tich');
  const next = await issue(hub, 'chung-thuc');
  const { ticket } = await staff.callNext(at('quay-3'));
  expect(ticket).toMatchObject({ id: oldest.ticketId, number: 'K001', state: 'called', counter: 'quay-3', calls: 1 });
  expect((await staff.callNext(at('quay-4'))).ticket).toMatchObject({ id: next.ticketId, counter: 'quay-4' });
  expect((await staff.callNext(at('quay-3'))).ticket).toBeNull();
});

test('calling the next finishes the ticket in hand, also where nobody waits', async () => {
  const { hub, staff } = await openCounters();
  const first = await issue(hub);
  await staff.callNext(at('quay-3'));
  expect((await staff.callNext(at('quay-3'))).ticket).toBeNull();
  const { state } = await hub.store.db
    .selectFrom('ticket')
    .select('state')
    .where('id', '=', first.ticketId)
    .executeTakeFirstOrThrow();
  expect(state).toBe('finished');
});

/** Sixty tickets, four counters that call as fast as they can; the tickets that were called. */
async function rush(store: Store, site: Site): Promise<string[]> {
  const clock = handClock();
  const calls = callsIn(store, site, clock.now);
  const takeIn = takeInFor(store, clock.now, openLog({ write: () => {} }));
  for (let sequence = 1; sequence <= 60; sequence++) {
    const number = `BK${String(sequence).padStart(3, '0')}`;
    await takeIn('kiosk-1', [issued({ clock }, { issuer: 'kiosk', series: 'BK', sequence, number })]);
  }
  const called: string[] = [];
  const counter = async (id: string) => {
    for (;;) {
      const answer = await calls.callNext({ ...at(id), staff: 'ha' });
      if (!answer.ok) throw new Error(answer.fault);
      if (!answer.value) return;
      called.push(answer.value.id);
    }
  };
  await Promise.all(site.counters.map(({ id }) => counter(id)));
  return called;
}

test('four counters that call at once never call the same ticket', async () => {
  const store = await openStore(newDataDir());
  const called = await rush(store, fourCounters());
  expect(called).toHaveLength(60);
  expect(new Set(called).size).toBe(60);
  await store.close();
});

test('with the one transaction taken out, the same counters do call the same ticket', async () => {
  const store = await openStore(newDataDir());
  const write: Store['write'] = (work) => work({ tx: store.db as never, announce: () => {} });
  const called = await rush({ ...store, write }, fourCounters());
  expect(new Set(called).size).toBeLessThan(called.length);
  await store.close();
});

test('four counters over the network never call the same ticket', async () => {
  const { hub, staff } = await openCounters(fourCounters());
  for (let index = 0; index < 8; index++) await issue(hub);
  const counters = ['quay-1', 'quay-2', 'quay-3', 'quay-4'];
  const called = await Promise.all([...counters, ...counters].map((id) => staff.callNext(at(id))));
  expect(new Set(called.map(({ ticket }) => ticket?.id)).size).toBe(8);
});

test('a repeated command gets the first answer and changes nothing', async () => {
  const { hub, staff } = await openCounters();
  await issue(hub);
  await issue(hub);
  const command = at('quay-3');
  const first = await staff.callNext(command);
  expect(await staff.callNext(command)).toEqual(first);
  const miss = { ...at('quay-3'), ticketId: first.ticket?.id ?? '' };
  const missed = await staff.miss(miss);
  await staff.callNext(at('quay-3'));
  expect(await staff.miss(miss)).toEqual(missed);
  expect(await staff.callNext(command)).toEqual(first);
});

test('one command sent ten times at once is carried out once', async () => {
  const { hub, staff } = await openCounters();
  for (let index = 0; index < 10; index++) await issue(hub);
  const command = at('quay-3');
  const answers = await Promise.all(Array.from({ length: 10 }, () => staff.callNext(command)));
  expect(new Set(answers.map(({ ticket }) => ticket?.id)).size).toBe(1);
  const called = await hub.store.db.selectFrom('ticket_event').select('seq').where('change', '=', 'called').execute();
  expect(called).toHaveLength(1);
});

test('a refused command stays refused when it is repeated', async () => {
  const { hub, staff } = await openCounters();
  const { ticketId } = await issue(hub);
  const early = { ...at('quay-3'), ticketId };
  expect(await codeOf(staff.finish(early))).toBe('TICKET_ELSEWHERE');
  await staff.callNext(at('quay-3'));
  expect(await codeOf(staff.finish(early))).toBe('TICKET_ELSEWHERE');
  expect((await staff.finish({ ...at('quay-3'), ticketId })).ticket.state).toBe('finished');
});

test('a command id that comes back with another request is a mistake of the screen', async () => {
  const { hub, staff } = await openCounters();
  const { ticketId } = await issue(hub);
  const command = at('quay-3');
  await staff.callNext(command);
  expect(await codeOf(staff.miss({ ...command, ticketId }))).toBe('BAD_REQUEST');
  expect(await codeOf(staff.callNext({ ...command, counter: 'quay-4' }))).toBe('BAD_REQUEST');
});

test('a missed ticket may be recalled, and is then in hand again', async () => {
  const { hub, staff } = await openCounters();
  const { ticketId } = await issue(hub);
  await staff.callNext(at('quay-3'));
  expect((await staff.recall({ ...at('quay-3'), ticketId })).ticket).toMatchObject({ state: 'called', calls: 2 });
  expect((await staff.miss({ ...at('quay-3'), ticketId })).ticket.state).toBe('missed');
  expect(await codeOf(staff.miss({ ...at('quay-3'), ticketId }))).toBe('TICKET_ELSEWHERE');
  const recalled = await staff.recall({ ...at('quay-4'), ticketId });
  expect(recalled.ticket).toMatchObject({ state: 'called', counter: 'quay-4', calls: 3 });
  expect((await staff.finish({ ...at('quay-4'), ticketId })).ticket.state).toBe('finished');
  expect(await codeOf(staff.recall({ ...at('quay-4'), ticketId }))).toBe('TICKET_ELSEWHERE');
});

test('a counter with a ticket in hand does not get a second one by recalling', async () => {
  const { hub, staff } = await openCounters();
  const { ticketId } = await issue(hub);
  await issue(hub);
  await staff.callNext(at('quay-3'));
  await staff.miss({ ...at('quay-3'), ticketId });
  await staff.callNext(at('quay-3'));
  expect(await codeOf(staff.recall({ ...at('quay-3'), ticketId }))).toBe('TICKET_ELSEWHERE');
});

test('a counter does not touch another counter’s ticket, nor one that it does not serve', async () => {
  const { hub, staff } = await openCounters();
  const { ticketId } = await issue(hub);
  await staff.callNext(at('quay-3'));
  for (const verb of ['recall', 'miss', 'finish'] as const)
    expect(await codeOf(staff[verb]({ ...at('quay-4'), ticketId }))).toBe('TICKET_ELSEWHERE');
  await staff.miss({ ...at('quay-3'), ticketId });
  expect(await codeOf(staff.recall({ ...at('quay-1'), ticketId }))).toBe('TICKET_ELSEWHERE');
});

test('a counter or a ticket that does not exist is named as such', async () => {
  const { staff } = await openCounters();
  expect(await codeOf(staff.callNext(at('quay-99')))).toBe('COUNTER_UNKNOWN');
  expect(await codeOf(staff.miss({ ...at('quay-3'), ticketId: randomUUID() }))).toBe('TICKET_UNKNOWN');
});

test('a restart keeps who waits, who is called and what was answered', async () => {
  const { hub, staff } = await openCounters();
  const { ticketId } = await issue(hub);
  const second = await issue(hub);
  const command = at('quay-3');
  const first = await staff.callNext(command);
  await hub.close();
  const again = await openBench({ dataDir: hub.dataDir, clock: hub.clock });
  const anew = commands(again.url, await signInAs(again)).counter;
  expect(await anew.callNext(command)).toEqual(first);
  expect((await anew.recall({ ...at('quay-3'), ticketId })).ticket.calls).toBe(2);
  expect((await anew.callNext(at('quay-3'))).ticket?.id).toBe(second.ticketId);
});
