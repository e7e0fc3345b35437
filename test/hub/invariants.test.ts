import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TicketIssued } from '../../core/contract/hub.ts';
import { arrive, callNext, callThis, recall } from '../../core/queue/calls.ts';
import { setState } from '../../core/queue/counters.ts';
import { addSteps } from '../../core/queue/journey.ts';
import { transfer } from '../../core/queue/moves.ts';
import { cancel, finish, hold, miss, verify } from '../../core/queue/outcomes.ts';
import { reopen } from '../../core/queue/returns.ts';
import { undo } from '../../core/queue/undo.ts';
import type { Site } from '../../core/settings.ts';
import { commandsIn, type Verb } from '../../hub/commands.ts';
import { Ledger } from '../../hub/ledger.ts';
import { openLog } from '../../hub/log.ts';
import { numbersIn, retireAfterMs } from '../../hub/numbers.ts';
import { openStore, type Store } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import { handClock, hubSite, issued, newDataDir } from './bench.ts';
import { replayStore } from './replay.ts';
import { stores } from './stores.ts';

const verbs: Record<string, (ticketId: string) => Verb> = {
  'call-next': () => callNext,
  'call-this': (id) => (scene) => callThis(scene, id, 'vội'),
  recall: (id) => (scene) => recall(scene, id),
  arrive: (id) => (scene) => arrive(scene, id),
  hold: (id) => (scene) => hold(scene, id, 1),
  miss: (id) => (scene) => miss(scene, id),
  'to-service': (id) => (scene) => transfer(scene, id, { service: 'ho-tich' }, { at: 'kept' }),
  'to-counter': (id) => (scene) => transfer(scene, id, { counter: 'quay-4' }, { at: 'first' }),
  'add-steps': (id) => (scene) =>
    addSteps(scene, { ticketId: id, services: ['ho-tich', 'chung-thuc'], comesBack: true }),
  finish: (id) => (scene) => finish(scene, id, 'tra-ngay'),
  cancel: (id) => (scene) => cancel(scene, id),
  reopen: (id) => (scene) => reopen(scene, id),
  verify: (id) => (scene) => verify(scene, id, true),
  undo: () => undo,
  close: () => (scene) => setState(scene, 'closed'),
  open: () => (scene) => setState(scene, 'open'),
};

const pick = fc.nat({ max: 19 });
const of = (...names: string[]) => fc.record({ do: fc.constantFrom(...names), visit: pick, counter: pick });
const act = fc.oneof(
  { weight: 3, arbitrary: of('take-in', 'own-series') },
  { weight: 4, arbitrary: of('call-next', 'call-next', 'finish', 'open') },
  { weight: 4, arbitrary: of('reserve', 'wait', 'come-back', ...Object.keys(verbs)) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Two that do the same, and one that does more. */
function threeCounters(): Site {
  const site = hubSite();
  const [, second, third, fourth] = site.counters;
  return { ...site, counters: [{ ...second!, services: [...third!.services, 'dat-dai'] }, third!, fourth!] };
}

/** One site and twenty visits; anything may come at any time, several at once, to any of the hub's processes. */
function openWorld(store: Store, site: Site, processes: number) {
  const clock = handClock();
  const log = openLog({ write: () => {} });
  const hubs = Array.from({ length: processes }, () => {
    const ledger = new Ledger(store, site, clock.now);
    return { ledger, numbers: numbersIn(ledger), takeIn: takeInFor(ledger, log), commands: commandsIn(ledger, log) };
  });
  const visits = Array.from({ length: 20 }, () => ({ visitId: randomUUID(), ticketId: randomUUID() }));
  const printed = new Map<string, TicketIssued>();

  async function perform({ do: name, visit, counter }: Act): Promise<void> {
    const hub = hubs[(visit + counter) % hubs.length]!;
    if (name === 'wait') return clock.pass(retireAfterMs);
    if (name === 'come-back') return void (await hub.commands.bringBack());
    const { visitId, ticketId } = visits[visit]!;
    const reserve = async () => {
      const reserved = await hub.numbers.reserve({ visitId, service: 'chung-thuc', kiosk: 'kiosk-1' });
      if (!reserved.ok) throw new Error(reserved.fault.code);
      const { ahead: _, ...number } = reserved.value;
      return number;
    };
    if (name === 'reserve') return void (await reserve());
    if (name === 'take-in' || name === 'own-series') {
      // A kiosk commits once for a visit, and then brings that ticket however often.
      const number = name === 'own-series' ? own(visit) : { ...(await reserve()), issuer: 'hub' as const };
      const ticket = printed.get(visitId) ?? issued({ clock }, { visitId, ticketId, ...number, ...declared(visit) });
      printed.set(visitId, ticket);
      expect(await hub.takeIn('kiosk-1', [ticket])).toEqual([ticketId]);
      return;
    }
    const command = { commandId: randomUUID(), counter: site.counters[counter % 3]!.id, staff: 'ha', request: name };
    const { ledger: _, commands } = hub;
    const ofTicket = /^(call-next|undo|close|open)$/.test(name) ? {} : { ticketId };
    await commands.onTurn({ ...command, ...ofTicket }, verbs[name]!(ticketId));
  }

  return { perform, printed, close: () => Promise.all(hubs.map(({ ledger }) => ledger.close())) };
}

function own(visit: number): Partial<TicketIssued> {
  const sequence = visit + 1;
  return { issuer: 'kiosk', series: 'BK', sequence, number: `BK${String(sequence).padStart(3, '0')}` };
}

function declared(visit: number): Partial<TicketIssued> {
  return visit % 3 === 0 ? { priority: { class: 'khuyet-tat', proof: 'self' } } : {};
}

/** Gives how many calls were chosen once more. */
async function check(store: Store, site: Site, printed: ReadonlyMap<string, TicketIssued>): Promise<number> {
  const { violations, takenIn, chosen } = await replayStore(store, site);
  expect(violations).toEqual([]);
  // Every printed ticket is there once, under the number that was printed.
  expect(takenIn).toBe(printed.size);
  const tickets = await store.db.selectFrom('ticket').select('number').where('site', '=', site.id).execute();
  expect(tickets.map(({ number }) => number).sort()).toEqual([...printed.values()].map(({ number }) => number).sort());
  // Numbers of the hub have no holes.
  const reserved = await store.db
    .selectFrom('reservation')
    .select('sequence')
    .where('site', '=', site.id)
    .orderBy('sequence')
    .execute();
  expect(reserved.map(({ sequence }) => sequence)).toEqual(reserved.map((_, index) => index + 1));
  return chosen;
}

describe.each(stores)('on $name', ({ name, place }) => {
  const processes = name === 'SQLite' ? 1 : 2;

  test('whatever comes in whatever order, and at once, leaves every turn in one place and every call explained', async () => {
    const store = await openStore({ dataDir: newDataDir(), ...(await place()) });
    let worlds = 0;
    let chosen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 20, maxLength: 40, size: 'max' }),
        async (rounds) => {
          const site = { ...threeCounters(), id: `site-${++worlds}` };
          const { perform, printed, close } = openWorld(store, site, processes);
          for (const together of rounds) await Promise.all(together.map(perform));
          chosen += await check(store, site, printed);
          await close();
        },
      ),
      { numRuns: 25 },
    );
    expect(chosen).toBeGreaterThan(150);
    await store.close();
  });
});
