import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issueWith } from '../../electron/issue.ts';
import { holdersIn } from '../../electron/store/holders.ts';
import { type Db, openStore } from '../../electron/store/open.ts';
import { outboxIn } from '../../electron/store/outbox.ts';
import { ticketsIn } from '../../electron/store/tickets.ts';
import { writeSite } from '../stage/site.ts';
import { citizen, person } from '../visit/samples.ts';

let dir: string;
let db: Db;
let clock: Date;
const now = () => clock;
beforeEach(() => {
  clock = new Date('2026-11-24T01:42:00Z');
  dir = mkdtempSync(join(tmpdir(), 'mot-cham-holder-'));
  db = openStore(join(dir, 'kiosk.db'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

/** A kiosk without a hub, whose site lets the counter see the holder or does not. */
function kioskThat(counterSeesHolder: boolean) {
  const { site } = writeSite(dir, { hubPort: 1, hubCable: 1, printerPort: 1, scanner: '/dev/null' });
  const hub = { reserve: () => Promise.reject(new Error('away')), takeIn: () => Promise.reject(new Error('away')) };
  const parts = { site: { ...site, counterSeesHolder }, kiosk: site.kiosks[0]!, hub, tickets: ticketsIn(db), now };
  const issue = issueWith(parts);
  return async (name = person.name): Promise<string> => {
    const asked = { visitId: randomUUID(), service: 'chung-thuc', identity: 'card-proved', language: 'vi' } as const;
    const issued = await issue({ ...asked, citizen: { ...citizen, person: { ...person, name } } });
    if (!issued.ok) throw new Error(issued.fault.why);
    return issued.value.id;
  };
}

/** Taken while the hub was away: names of every length, and the order in which they will be settled. */
async function aDayOfNames() {
  const take = kioskThat(true);
  const held = new Map<string, string>();
  for (let n = 100; n < 300; n++) {
    const name = `LÊ${n} ${'N'.repeat(((n - 100) * 7919) % 150)}`;
    held.set(await take(name), name);
  }
  const shuffled = fc.shuffledSubarray([...held.keys()], { minLength: held.size });
  return { held, order: fc.sample(shuffled, { numRuns: 1, seed: 3 })[0]! };
}

/** Gives the names that were to be forgotten and are still in some byte, whenever that was. */
function forgetInOrder(
  held: ReadonlyMap<string, string>,
  order: readonly string[],
  forget: (ids: readonly string[]) => void,
): string[] {
  const stayed = new Set<string>();
  for (let done = 0; done < order.length; done += 5) {
    forget(order.slice(done, done + 5));
    const all = bytes();
    for (const id of order.slice(0, done + 5)) {
      const name = held.get(id)!.slice(0, 6);
      if (all.includes(name)) stayed.add(name);
    }
    for (const id of order.slice(done + 5)) expect(holdersIn(db).of(id)?.name).toBe(held.get(id));
  }
  return [...stayed];
}

/** Every byte of the store: its file, and the log that SQLite writes ahead. */
const bytes = () =>
  Buffer.concat(
    readdirSync(dir)
      .filter((file) => file.startsWith('kiosk.db'))
      .map((file) => readFileSync(join(dir, file))),
  );

test('where the site does not let the counter see it, no byte of a name reaches the disk', async () => {
  const take = kioskThat(false);
  for (let tickets = 0; tickets < 20; tickets++) await take();
  expect(outboxIn(db, now).owed(1)[0]).not.toHaveProperty('holder');
  for (const word of [person.name, ...person.name.split(' ')]) expect(bytes().includes(word), word).toBe(false);
  expect(bytes().includes(person.idNumber)).toBe(false);
});

describe('where the site lets the counter see who comes', () => {
  test('the hub is told the name, the year of birth and the last digits, and nothing more', async () => {
    await kioskThat(true)();
    expect(outboxIn(db, now).owed(10)).toMatchObject([
      { holder: { name: 'Trần Quốc Bình', birthYear: '1953', idTail: '481' } },
    ]);
    for (const secret of [person.idNumber, person.birthDay]) expect(bytes().includes(secret)).toBe(false);
  });

  test('the name is on the disk until the hub has acknowledged it, and in no byte after', async () => {
    const id = await kioskThat(true)();
    expect(bytes().includes(person.name)).toBe(true);
    outboxIn(db, now).acknowledge([id]);
    expect(bytes().includes(person.name)).toBe(false);
  });

  test('and it would be there still, were what is deleted not overwritten', async () => {
    db.pragma('secure_delete = off');
    const id = await kioskThat(true)();
    outboxIn(db, now).acknowledge([id]);
    expect(db.prepare('select count(*) from holder').pluck().get()).toBe(0);
    expect(bytes().includes(person.name)).toBe(true);
  });

  test('a day of names, acknowledged in any order: those that are settled are gone, the others still go out', async () => {
    const { held, order } = await aDayOfNames();
    const outbox = outboxIn(db, now);
    const stayed = forgetInOrder(held, order, (ids) => outbox.acknowledge(ids));
    expect(stayed).toEqual([]);
    expect(outbox.owed(1_000)).toEqual([]);
  }, 30_000);

  test('and some would stay, were they deleted one by one: copies lie in pages that rows have left', async () => {
    const { held, order } = await aDayOfNames();
    const remove = db.prepare('delete from holder where ticket_id = ?');
    const stayed = forgetInOrder(held, order, (ids) => {
      for (const id of ids) remove.run(id);
      db.pragma('wal_checkpoint(truncate)');
    });
    expect(stayed).not.toEqual([]);
  }, 30_000);

  test('a name that the hub has not fetched within a day is forgotten, and its ticket is still owed', async () => {
    await kioskThat(true)();
    clock = new Date('2026-11-25T01:43:00Z');
    const outbox = outboxIn(db, now);
    outbox.acknowledge([]);
    expect(outbox.owed(10)).toHaveLength(1);
    expect(bytes().includes(person.name)).toBe(false);
  });

  test('a death between the acknowledgement and the clearing of the log is made good at the next start', async () => {
    const id = await kioskThat(true)();
    const reader = openStore(join(dir, 'kiosk.db'));
    reader.exec('begin');
    reader.prepare('select count(*) from ticket').get();
    outboxIn(db, now).acknowledge([id]);
    expect(bytes().includes(person.name)).toBe(true);
    reader.exec('rollback');
    reader.close();
    holdersIn(db).forgetSettled(now());
    expect(bytes().includes(person.name)).toBe(false);
  });

  test('turned off again, what was kept is forgotten at the next start', async () => {
    await kioskThat(true)();
    holdersIn(db).forgetAll();
    expect(outboxIn(db, now).owed(10)[0]).not.toHaveProperty('holder');
    expect(bytes().includes(person.name)).toBe(false);
  });
});
