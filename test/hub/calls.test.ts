import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { callNext } from '../../core/queue/calls.ts';
import type { Site } from '../../core/settings.ts';
import { commandsIn } from '../../hub/commands.ts';
import { Ledger } from '../../hub/ledger.ts';
import { openLog } from '../../hub/log.ts';
import { openStore } from '../../hub/store/open.ts';
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
import { type Place, stores } from './stores.ts';

async function openCounters(place: Place, site: Site = hubSite()): Promise<{ hub: Bench; staff: Client['counter'] }> {
  const hub = await openBench({ sites: [site], ...(await place()) });
  return { hub, staff: commands(hub.url, await signInAs(hub)).counter };
}

/** Four counters that all serve everything. */
function fourCounters(): Site {
  const site = hubSite();
  const services = site.services.map(({ id }) => id);
  return { ...site, counters: site.counters.slice(0, 4).map((counter) => ({ ...counter, services })) };
}

/** Sixty tickets, four counters that call as fast as they can; the tickets that were called. */
async function rush(ledger: Ledger): Promise<string[]> {
  const clock = handClock();
  const log = openLog({ write: () => {} });
  const counters = commandsIn(ledger, log);
  const takeIn = takeInFor(ledger, log);
  for (let sequence = 1; sequence <= 60; sequence++) {
    const number = `BK${String(sequence).padStart(3, '0')}`;
    await takeIn('kiosk-1', [issued({ clock }, { issuer: 'kiosk', series: 'BK', sequence, number })]);
  }
  const called: string[] = [];
  const counter = async (id: string) => {
    for (;;) {
      const answer = await counters.onTurn({ ...at(id), staff: 'ha', request: 'call-next' }, (scene) =>
        callNext(scene),
      );
      if (!answer.ok) throw new Error(answer.fault.code);
      if (!answer.value) return;
      called.push(answer.value.id);
    }
  };
  await Promise.all(ledger.site.counters.map(({ id }) => counter(id)));
  return called;
}

describe.each(stores)('on $name', ({ place }) => {
  test('a counter calls the oldest ticket among its services, whichever service it is', async () => {
    const { hub, staff } = await openCounters(place);
    await issue(hub, 'ket-qua');
    const oldest = await issue(hub, 'ho-tich');
    const next = await issue(hub, 'chung-thuc');
    const { turn } = await staff.callNext(at('quay-3'));
    expect(turn).toMatchObject({
      ticketId: oldest.ticketId,
      number: 'K001',
      state: 'called',
      counter: 'quay-3',
      calls: 1,
    });
    expect((await staff.callNext(at('quay-4'))).turn).toMatchObject({ ticketId: next.ticketId, counter: 'quay-4' });
    expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
  });

  test('calling the next finishes the ticket in hand, also where nobody waits', async () => {
    const { hub, staff } = await openCounters(place);
    const first = await issue(hub);
    await staff.callNext(at('quay-3'));
    expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
    const { state } = await hub.store.db
      .selectFrom('turn')
      .select('state')
      .where('id', '=', first.ticketId)
      .executeTakeFirstOrThrow();
    expect(state).toBe('finished');
  });

  test('four counters that call at once never call the same ticket', async () => {
    const store = await openStore({ dataDir: newDataDir(), ...(await place()) });
    const called = await rush(new Ledger(store, fourCounters(), handClock().now));
    expect(called).toHaveLength(60);
    expect(new Set(called).size).toBe(60);
    await store.close();
  });

  test('four counters over the network never call the same ticket', async () => {
    const { hub, staff } = await openCounters(place, fourCounters());
    for (let index = 0; index < 8; index++) await issue(hub);
    const counters = ['quay-1', 'quay-2', 'quay-3', 'quay-4'];
    const called = await Promise.all([...counters, ...counters].map((id) => staff.callNext(at(id))));
    expect(new Set(called.map(({ turn }) => turn?.ticketId)).size).toBe(8);
  });

  test('a repeated command gets the first answer and changes nothing', async () => {
    const { hub, staff } = await openCounters(place);
    await issue(hub);
    await issue(hub);
    const command = at('quay-3');
    const first = await staff.callNext(command);
    expect(await staff.callNext(command)).toEqual(first);
    const miss = { ...at('quay-3'), ticketId: first.turn?.ticketId ?? '' };
    const missed = await staff.miss(miss);
    await staff.callNext(at('quay-3'));
    expect(await staff.miss(miss)).toEqual(missed);
    expect(await staff.callNext(command)).toEqual(first);
  });

  test('one command sent ten times at once is carried out once', async () => {
    const { hub, staff } = await openCounters(place);
    for (let index = 0; index < 10; index++) await issue(hub);
    const command = at('quay-3');
    const answers = await Promise.all(Array.from({ length: 10 }, () => staff.callNext(command)));
    expect(new Set(answers.map(({ turn }) => turn?.ticketId)).size).toBe(1);
    const called = await hub.store.db.selectFrom('ticket_event').select('seq').where('change', '=', 'called').execute();
    expect(called).toHaveLength(1);
  });

  test('a refused command stays refused when it is repeated', async () => {
    const { hub, staff } = await openCounters(place);
    const { ticketId } = await issue(hub);
    const early = { ...at('quay-3'), ticketId };
    expect(await codeOf(staff.finish(early))).toBe('TICKET_NOT_READY');
    await staff.callNext(at('quay-3'));
    expect(await codeOf(staff.finish(early))).toBe('TICKET_NOT_READY');
    expect((await staff.finish({ ...at('quay-3'), ticketId })).turn?.state).toBe('finished');
  });

  test('a command id that comes back with another request is a mistake of the screen', async () => {
    const { hub, staff } = await openCounters(place);
    const { ticketId } = await issue(hub);
    const command = at('quay-3');
    await staff.callNext(command);
    expect(await codeOf(staff.miss({ ...command, ticketId }))).toBe('COMMAND_REUSED');
    expect(await codeOf(staff.callNext({ ...command, counter: 'quay-4' }))).toBe('COMMAND_REUSED');
  });

  test('a missed ticket may be recalled, and is then in hand again', async () => {
    const { hub, staff } = await openCounters(place);
    const { ticketId } = await issue(hub);
    await staff.callNext(at('quay-3'));
    expect((await staff.recall({ ...at('quay-3'), ticketId })).turn).toMatchObject({ state: 'called', calls: 2 });
    expect((await staff.miss({ ...at('quay-3'), ticketId })).turn?.state).toBe('missed');
    expect(await codeOf(staff.miss({ ...at('quay-3'), ticketId }))).toBe('TICKET_NOT_READY');
    const recalled = await staff.recall({ ...at('quay-4'), ticketId });
    expect(recalled.turn).toMatchObject({ state: 'called', counter: 'quay-4', calls: 3 });
    expect((await staff.finish({ ...at('quay-4'), ticketId })).turn?.state).toBe('finished');
    expect(await codeOf(staff.recall({ ...at('quay-4'), ticketId }))).toBe('TICKET_NOT_READY');
  });

  test('a counter with a ticket in hand does not get a second one by recalling', async () => {
    const { hub, staff } = await openCounters(place);
    const { ticketId } = await issue(hub);
    await issue(hub);
    await staff.callNext(at('quay-3'));
    await staff.miss({ ...at('quay-3'), ticketId });
    await staff.callNext(at('quay-3'));
    expect(await codeOf(staff.recall({ ...at('quay-3'), ticketId }))).toBe('HAND_FULL');
  });

  test('a counter does not touch another counter’s ticket, nor one that it does not serve', async () => {
    const { hub, staff } = await openCounters(place);
    const { ticketId } = await issue(hub);
    await staff.callNext(at('quay-3'));
    for (const verb of ['recall', 'miss', 'finish'] as const)
      expect(await codeOf(staff[verb]({ ...at('quay-4'), ticketId }))).toBe('TICKET_ELSEWHERE');
    await staff.miss({ ...at('quay-3'), ticketId });
    expect(await codeOf(staff.recall({ ...at('quay-1'), ticketId }))).toBe('TICKET_NOT_READY');
  });

  test('a counter or a ticket that does not exist is named as such', async () => {
    const { staff } = await openCounters(place);
    expect(await codeOf(staff.callNext(at('quay-99')))).toBe('COUNTER_UNKNOWN');
    expect(await codeOf(staff.miss({ ...at('quay-3'), ticketId: randomUUID() }))).toBe('TICKET_UNKNOWN');
  });

  test('a restart keeps who waits, who is called and what was answered', async () => {
    const { hub, staff } = await openCounters(place);
    const { ticketId } = await issue(hub);
    const second = await issue(hub);
    const command = at('quay-3');
    const first = await staff.callNext(command);
    await hub.close();
    const again = await openBench({ dataDir: hub.dataDir, databaseUrl: hub.databaseUrl, clock: hub.clock });
    const anew = commands(again.url, await signInAs(again)).counter;
    expect(await anew.callNext(command)).toEqual(first);
    expect((await anew.recall({ ...at('quay-3'), ticketId })).turn?.calls).toBe(2);
    expect((await anew.callNext(at('quay-3'))).turn?.ticketId).toBe(second.ticketId);
  });
});
