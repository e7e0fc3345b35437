import { expect, test } from 'vitest';
import type { Fault } from '../../core/faults.ts';
import type { Ports } from '../../core/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import { patienceSchema } from '../../core/settings.ts';
import type { Citizen, Visit } from '../../core/visit.ts';
import { runVisits } from '../../electron/runner.ts';
import { citizen, key, rating, ticket } from '../visit/samples.ts';

const another: Citizen = { ...citizen, person: { ...citizen.person, idNumber: '001153000999', name: 'Lê Thị Hoa' } };
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A bench of ports whose reads are answered by hand. `ignoresAborts` is the runner with its guard taken out. */
function bench({ ignoresAborts = false } = {}) {
  const reads: { answer(read: Result<Citizen, Fault>): void; report: (bytes: number) => void; stop: AbortSignal }[] =
    [];
  const screens: Visit[] = [];
  const bugs: unknown[] = [];
  const timers: { ms: number; then: () => void }[] = [];
  const visitIds: string[] = [];
  const helpSlips: Fault[] = [];
  let names = 0;
  const ports: Ports = {
    hasCard: () => false,
    readCard: (_key, report, stop) => {
      if (ignoresAborts) Object.defineProperty(stop, 'aborted', { value: false });
      return new Promise((answer) => {
        reads.push({ answer, report: (bytes) => report({ bytes, total: 100 }), stop });
      });
    },
    issueTicket: async ({ visitId }) => {
      visitIds.push(visitId);
      return ok(ticket);
    },
    lookAtPrinter: () => {},
    print: async () => ({ outcome: 'printed' }),
    printHelpSlip: async (fault) => void helpSlips.push(fault),
    rate: async () => ok(undefined),
    newVisitId: () => `visit ${++names}`,
    after: (ms, then) => {
      const timer = { ms, then };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const patience = patienceSchema.parse({});
  const runner = runVisits(ports, patience, {
    show: (visit) => screens.push(visit),
    onBug: (error) => bugs.push(error),
  });
  const tap = () => {
    runner.send({ type: 'card-placed' });
    runner.send({ type: 'key-given', key: ok(key) });
  };
  return { runner, ports, reads, screens, bugs, timers, visitIds, helpSlips, tap };
}

/** The first citizen leaves while the chip is read; the second taps; then the first card's answer arrives. */
async function lateAnswer(kiosk: ReturnType<typeof bench>): Promise<Visit> {
  kiosk.tap();
  kiosk.runner.send({ type: 'left' });
  kiosk.tap();
  kiosk.reads[0]?.answer(ok(citizen));
  await soon();
  return kiosk.runner.visit;
}

test("a slow read of the first card never opens the second citizen's screen", async () => {
  const kiosk = bench();
  expect((await lateAnswer(kiosk)).at).toBe('reading');
  kiosk.reads[1]?.answer(ok(another));
  await soon();
  expect(kiosk.runner.visit).toEqual({ at: 'confirming', citizen: another });
  expect(kiosk.bugs).toEqual([]);
});

test('and it would, were late answers not dropped', async () => {
  expect(await lateAnswer(bench({ ignoresAborts: true }))).toEqual({ at: 'confirming', citizen });
});

test('a late report of bytes and a second try are kept apart too', async () => {
  const kiosk = bench();
  kiosk.tap();
  kiosk.reads[0]?.answer({ ok: false, fault: 'card-removed' });
  await soon();
  kiosk.runner.send({ type: 'card-placed' });
  kiosk.reads[0]?.report(90);
  expect(kiosk.runner.visit).toMatchObject({ at: 'reading', tries: 2, progress: { bytes: 0 } });
  expect(kiosk.reads[0]?.stop.aborted).toBe(true);
});

test('a citizen who walks away is forgotten, and no timer stays behind', async () => {
  const kiosk = bench();
  kiosk.tap();
  kiosk.reads[0]?.answer(ok(citizen));
  await soon();
  kiosk.timers.at(-1)?.then();
  expect(kiosk.runner.visit).toEqual({ at: 'welcome' });
  expect(kiosk.timers).toHaveLength(0);
});

test('a finger on the screen starts the patience anew', () => {
  const kiosk = bench();
  kiosk.runner.send({ type: 'card-placed' });
  const before = kiosk.timers.at(-1);
  kiosk.runner.touched();
  expect(kiosk.timers).toHaveLength(1);
  expect(kiosk.timers[0]).not.toBe(before);
});

test('each passage has a name of its own, and a reprint keeps it', async () => {
  const kiosk = bench();
  for (let citizen = 0; citizen < 2; citizen++) {
    kiosk.runner.send({ type: 'card-skipped' });
    kiosk.runner.send({ type: 'service-chosen', service: 'chung-thuc', language: 'vi' });
    await soon();
    await soon();
    expect(kiosk.runner.visit.at).toBe('done');
  }
  expect(new Set(kiosk.visitIds).size).toBe(2);
});

test('a copied card is told once to the help desk, and its slip holds up nobody', async () => {
  const kiosk = bench();
  kiosk.ports.printHelpSlip = (fault) => {
    kiosk.helpSlips.push(fault);
    return new Promise(() => {});
  };
  kiosk.tap();
  kiosk.reads[0]?.answer({ ok: false, fault: 'card-copied' });
  await soon();
  expect(kiosk.runner.visit).toEqual({ at: 'stopped', fault: 'card-copied' });
  kiosk.tap();
  expect(kiosk.runner.visit.at).toBe('reading');
  expect(kiosk.helpSlips).toEqual(['card-copied']);
});

test('a bug in a port ends the visit at welcome and is told once', async () => {
  const kiosk = bench();
  kiosk.ports.issueTicket = () => Promise.reject(new Error('an assumption broke'));
  kiosk.runner.send({ type: 'card-skipped' });
  kiosk.runner.send({ type: 'service-chosen', service: 'chung-thuc', language: 'vi' });
  await soon();
  expect(kiosk.runner.visit).toEqual({ at: 'welcome' });
  expect(kiosk.bugs).toHaveLength(1);
});

test('a bug while a slip is printed leaves the number on the screen', async () => {
  const kiosk = bench();
  kiosk.ports.print = () => Promise.reject(new Error('the disk is full'));
  kiosk.runner.send({ type: 'card-skipped' });
  kiosk.runner.send({ type: 'service-chosen', service: 'chung-thuc', language: 'vi' });
  await soon();
  await soon();
  expect(kiosk.runner.visit).toMatchObject({ at: 'done', ticket, paper: { outcome: 'unknown' } });
});

test('a rating is asked of the hub once, and its thanks go by themselves', async () => {
  const kiosk = bench();
  const given: unknown[] = [];
  kiosk.ports.rate = async (one) => {
    given.push(one);
    return ok(undefined);
  };
  kiosk.runner.send({ type: 'rating-asked' });
  kiosk.runner.send({ type: 'rated', ...rating });
  kiosk.runner.send({ type: 'rated', ...rating });
  await soon();
  expect(given).toEqual([rating]);
  expect(kiosk.runner.visit).toEqual({ at: 'thanked' });
  expect(kiosk.timers.map(({ ms }) => ms)).toEqual([8_000]);
  kiosk.timers[0]?.then();
  expect(kiosk.runner.visit).toEqual({ at: 'welcome' });
});

test("an answer about the first citizen's rating never shows on the second one's screen", async () => {
  const kiosk = bench();
  const answers: ((kept: Result<void, Fault>) => void)[] = [];
  kiosk.ports.rate = () => new Promise((answer) => answers.push(answer));
  kiosk.runner.send({ type: 'rating-asked' });
  kiosk.runner.send({ type: 'rated', ...rating });
  kiosk.runner.send({ type: 'left' });
  kiosk.runner.send({ type: 'rating-asked' });
  kiosk.runner.send({ type: 'rated', ...rating, number: 'A001' });
  answers[0]?.({ ok: false, fault: 'already-rated' });
  await soon();
  expect(kiosk.runner.visit).toEqual({ at: 'rating', isSending: true });
  answers[1]?.(ok(undefined));
  await soon();
  expect(kiosk.runner.visit).toEqual({ at: 'thanked' });
});
