import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, openCaller, runLoad } from './load.ts';
import { services, type Ticket } from './reference-server.ts';
import { type Reference, startPostgresReference, startSqliteReference } from './start-reference.ts';

const clients = 16;
const waiting = 80;

describe.each([
  ['SQLite', startSqliteReference],
  ['PostgreSQL', startPostgresReference],
] as const)('the reference on %s', (_, start) => {
  let reference: Reference;
  let caller: Caller;
  beforeAll(async () => {
    reference = await start({ history: 1_000, waiting });
    caller = openCaller(reference.url, clients);
  });
  afterAll(async () => {
    caller.close();
    await reference.close();
  });
  const issue = (service: string) => caller.post('/issue', { service }) as Promise<Ticket | null>;
  const call = (counter: string) => caller.post('/call', { counter }) as Promise<Ticket | null>;

  test('calls first those that wait longest', async () => {
    const called = [await call('c0'), await call('c0'), await call('c1')];
    expect(called.map((ticket) => `${ticket?.service}${ticket?.number}`)).toEqual(['A1', 'B1', 'C1']);
  });

  test('gives each number of a service once, without a gap, to many at a time', async () => {
    const issued: Ticket[] = [];
    const operation = async (client: number) => void issued.push((await issue(services[client % 2]!))!);
    await runLoad({ clients, operations: 400, operation });
    for (const service of ['A', 'B']) {
      const numbers = issued.filter((ticket) => ticket.service === service).map((ticket) => ticket.number);
      const first = waiting / services.length + 1;
      expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => first + index));
    }
    expect(issued).toHaveLength(400);
  });

  test('calls each ticket once, to whichever of many counters, until nobody waits', async () => {
    const called: number[] = [];
    const operation = async (client: number) => {
      const ticket = await call(`c${client}`);
      if (ticket) called.push(ticket.id);
    };
    await runLoad({ clients, operations: 600, operation });
    expect(new Set(called).size).toBe(called.length);
    expect(called).toHaveLength(waiting + 400 - 3);
    expect(await call('c0')).toBeNull();
  });

  test('knows no other service, and says how much CPU it has used', async () => {
    expect(await issue('Z')).toBeNull();
    expect(reference.cpuMs()).toBeGreaterThan(0);
  });
});
