import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TicketIssued } from '../../core/contract/hub.ts';
import { callsIn } from '../../hub/calls.ts';
import { openLog } from '../../hub/log.ts';
import { numbersIn, retireAfterMs } from '../../hub/numbers.ts';
import { openStore, type Store } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import { handClock, hubSite, issued, newDataDir } from './bench.ts';

const pick = fc.nat({ max: 9 });
const verb = fc.oneof(
  fc.record({ do: fc.constant('reserve' as const), visit: pick }),
  fc.record({ do: fc.constant('take-in' as const), visit: pick }),
  fc.record({ do: fc.constant('own-series' as const), visit: pick }),
  fc.record({ do: fc.constant('wait' as const) }),
  fc.record({ do: fc.constant('call' as const), counter: pick }),
  fc.record({
    do: fc.constantFrom('recall' as const, 'miss' as const, 'finish' as const),
    counter: pick,
    visit: pick,
  }),
);
type Verb = typeof verb extends fc.Arbitrary<infer T> ? T : never;

/** One hub and ten visits; every verb may come at any time, and several at once. */
async function openWorld() {
  const store = await openStore(newDataDir());
  const site = hubSite();
  const clock = handClock();
  const calls = callsIn(store, site, clock.now);
  const numbers = numbersIn(store, site, clock.now);
  const takeIn = takeInFor(store, clock.now, openLog({ write: () => {} }));
  const counters = site.counters.filter(({ services }) => services.includes('chung-thuc'));
  const visits = Array.from({ length: 10 }, () => ({ visitId: randomUUID(), ticketId: randomUUID() }));
  const printed = new Map<string, TicketIssued>();

  async function act(verb: Verb): Promise<void> {
    if (verb.do === 'wait') return clock.pass(retireAfterMs);
    const counter = 'counter' in verb ? counters[verb.counter % counters.length]!.id : '';
    const command = { commandId: randomUUID(), counter, staff: 'ha' };
    if (verb.do === 'call') return void (await calls.callNext(command));
    const { visitId, ticketId } = visits[verb.visit]!;
    if (verb.do === 'reserve') return void (await reserve(visitId));
    if (verb.do === 'take-in')
      return bring(visitId, ticketId, async () => ({ ...(await reserve(visitId)), issuer: 'hub' }));
    if (verb.do === 'own-series') return bring(visitId, ticketId, async () => own(verb.visit));
    await calls[verb.do]({ ...command, ticketId });
  }

  async function reserve(visitId: string) {
    const reserved = await numbers.reserve({ visitId, service: 'chung-thuc', kiosk: 'kiosk-1' });
    if (!reserved.ok) throw new Error(reserved.fault);
    const { ahead: _, ...number } = reserved.value;
    return number;
  }

  /** A kiosk commits once for a visit, and then brings that ticket however often. */
  async function bring(visitId: string, ticketId: string, number: () => Promise<Partial<TicketIssued>>): Promise<void> {
    const given = printed.get(visitId) ?? issued({ clock }, { visitId, ticketId, ...(await number()) });
    const ticket = printed.get(visitId) ?? given;
    printed.set(visitId, ticket);
    expect(await takeIn('kiosk-1', [ticket])).toEqual([ticketId]);
  }

  return { store, act, printed };
}

function own(visit: number): Partial<TicketIssued> {
  const sequence = visit + 1;
  return { issuer: 'kiosk', series: 'BK', sequence, number: `BK${String(sequence).padStart(3, '0')}` };
}

async function check(store: Store, printed: ReadonlyMap<string, TicketIssued>): Promise<void> {
  const tickets = await store.db.selectFrom('ticket').selectAll().execute();
  const events = await store.db.selectFrom('ticket_event').selectAll().orderBy('seq').execute();
  // Every printed ticket is there, under the number that was printed.
  expect(tickets.map(({ number }) => number).sort()).toEqual([...printed.values()].map(({ number }) => number).sort());
  // A counter has one ticket in hand at most, and one that waits has no counter.
  const inHand = tickets.filter(({ state }) => state === 'called').map(({ counter }) => counter);
  expect(new Set(inHand).size).toBe(inHand.length);
  for (const { state, counter } of tickets) expect(counter === null).toBe(state === 'waiting');
  // A ticket's state is what its events lead to: taken in first and once, and nothing after the end.
  for (const { id, state, calls } of tickets) {
    const changes = events.filter(({ ticket_id }) => ticket_id === id).map(({ change }) => change);
    const path = changes.join(' ');
    expect(path).toMatch(/^taken-in( called( recalled| missed recalled)*( missed| finished)?)?$/);
    const end = { 'taken-in': 'waiting', called: 'called', recalled: 'called', missed: 'missed', finished: 'finished' };
    expect(state).toBe(end[changes.at(-1)!]);
    expect(calls).toBe(changes.filter((change) => change.endsWith('called')).length);
  }
  // Numbers of the hub have no holes.
  const reserved = await store.db.selectFrom('reservation').select('sequence').orderBy('sequence').execute();
  expect(reserved.map(({ sequence }) => sequence)).toEqual(reserved.map((_, index) => index + 1));
}

test('whatever comes in whatever order, and at once, leaves every ticket in one place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(verb, { minLength: 1, maxLength: 4 }), { maxLength: 25 }), async (rounds) => {
      const { store, act, printed } = await openWorld();
      try {
        for (const together of rounds) await Promise.all(together.map(act));
        await check(store, printed);
      } finally {
        await store.close();
      }
    }),
    { numRuns: 40 },
  );
});
