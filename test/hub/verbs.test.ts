import { describe, expect, test } from 'vitest';
import {
  type At,
  at,
  type Bench,
  type Client,
  commands,
  hubSite,
  issue,
  openBench,
  refusalOf,
  signInAs,
} from './bench.ts';
import { Screen } from './screen.ts';
import { stores } from './stores.ts';

const on = (ticketId: string, counter = 'quay-3'): At & { ticketId: string } => ({ ...at(counter), ticketId });

/** A hub with so many tickets, the first of them in hand at counter 3. */
async function openDesk(
  place: object = {},
  waiting = 2,
): Promise<{ hub: Bench; staff: Client['counter']; ids: string[] }> {
  const hub = await openBench(place);
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const ids: string[] = [];
  for (let index = 0; index < waiting; index++) ids.push((await issue(hub)).ticketId);
  await staff.callNext(at('quay-3'));
  return { hub, staff, ids };
}

describe.each(stores)('on $name', ({ place }) => {
  test('the last command is taken back within five seconds, once, as if it had not been', async () => {
    const { hub, staff, ids } = await openDesk(await place());
    const [first = '', second = ''] = ids;
    await staff.arrive(on(first));
    expect((await staff.callNext({ ...at('quay-3'), result: 'tra-ngay' })).turn?.ticketId).toBe(second);
    const screen = new Screen(hub.url, { view: 'counter', after: 6 }, await signInAs(hub));
    expect((await staff.undo(at('quay-3'))).turn).toMatchObject({ ticketId: first, state: 'serving', calls: 1 });
    const told = await screen.until(({ seq }) => seq === 8);
    expect(told).toMatchObject([
      { change: 'undone', turn: { ticketId: second, state: 'waiting', calls: 0 } },
      { change: 'undone', turn: { ticketId: first, state: 'serving' } },
    ]);
    expect(JSON.stringify(told)).not.toContain('tra-ngay');
    expect(await refusalOf(staff.undo(at('quay-3')))).toMatchObject({ code: 'NOTHING_TO_UNDO' });
    await staff.finish(on(first));
    hub.clock.pass(5_001);
    expect(await refusalOf(staff.undo(at('quay-3')))).toMatchObject({ code: 'NOTHING_TO_UNDO', status: 409 });
  });

  test('one that is held makes room for another, and comes back when it is recalled or its time has come', async () => {
    const { hub, staff, ids } = await openDesk({ ...(await place()), sweepEveryMs: 20 }, 4);
    const [first = '', second = ''] = ids;
    expect(await refusalOf(staff.hold(on(first, 'quay-4')))).toMatchObject({
      code: 'TICKET_ELSEWHERE',
      data: { counter: 'quay-3' },
    });
    const { turn } = await staff.hold({ ...on(first), untilMinutes: 10 });
    expect(turn).toMatchObject({
      state: 'held',
      returnsAt: new Date(hub.clock.now().getTime() + 600_000).toISOString(),
    });
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(second);
    await staff.hold(on(second));
    expect((await staff.recall(on(second))).turn).toMatchObject({ ticketId: second, state: 'called', calls: 2 });
    const screen = new Screen(hub.url, { view: 'counter' }, await signInAs(hub));
    await screen.next();
    hub.clock.pass(10 * 60_000);
    // After the next two, as the site says; it has waited longest all the same.
    const [returned] = await screen.until((event) => event.type === 'changed');
    expect(returned).toMatchObject({ change: 'returned', turn: { ticketId: first, state: 'waiting' } });
    const next = [];
    for (let index = 0; index < 3; index++) next.push((await staff.callNext(at('quay-4'))).turn?.ticketId);
    expect(next).toEqual([ids[2], ids[3], first]);
    expect(hub.logged()).toContain('"event":"turns-returned","count":1');
  });

  test('one that is sent on keeps its number, at the place that was asked for', async () => {
    const { hub, staff, ids } = await openDesk(await place(), 1);
    const [first = ''] = ids;
    const there = await issue(hub, 'ho-tich');
    const { turn } = await staff.transfer({ ...on(first), to: { service: 'ho-tich' }, place: { at: 'first' } });
    expect(turn).toMatchObject({ number: 'B001', service: 'ho-tich', state: 'waiting', calls: 0 });
    const { turn: next } = await staff.callNext(at('quay-4'));
    expect(next).toMatchObject({ number: 'B001', counter: 'quay-4' });
    expect((await staff.transfer({ ...on(first, 'quay-4'), to: { counter: 'quay-5' } })).turn).toMatchObject({
      service: 'dat-dai',
      assignedTo: 'quay-5',
    });
    expect(await refusalOf(staff.recall(on(first)))).toMatchObject({
      code: 'TICKET_NOT_READY',
      data: { state: 'waiting' },
    });
    expect((await staff.callNext(at('quay-5'))).turn?.number).toBe('B001');
    expect((await staff.callNext(at('quay-4'))).turn?.ticketId).toBe(there.ticketId);
    const unknown = { ...on(first, 'quay-5'), to: { service: 'ho-chieu' } };
    expect(await refusalOf(staff.transfer(unknown))).toMatchObject({ code: 'SERVICE_UNKNOWN', status: 404 });
    const nowhere = { ...on(first, 'quay-5'), to: { counter: 'quay-99' } };
    expect(await refusalOf(staff.transfer(nowhere))).toMatchObject({ code: 'COUNTER_UNKNOWN', status: 404 });
  });

  test('a visit goes through its steps beside each other and back, one call at a time, under one number', async () => {
    const { hub, staff, ids } = await openDesk(await place(), 1);
    const [visit = ''] = ids;
    const steps = { ...on(visit), services: ['ket-qua', 'dat-dai'], comesBack: true };
    await staff.addSteps(steps);
    expect(await refusalOf(staff.addSteps({ ...steps, ...on(visit), services: ['ho-chieu'] }))).toMatchObject({
      code: 'SERVICE_UNKNOWN',
    });
    await staff.finish(on(visit));
    expect((await staff.callNext(at('quay-1'))).turn).toMatchObject({ number: 'B001', service: 'ket-qua', step: 1 });
    expect((await staff.callNext(at('quay-5'))).turn).toBeNull();
    await staff.finish(on(visit, 'quay-1'));
    expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
    expect((await staff.callNext(at('quay-5'))).turn).toMatchObject({ number: 'B001', service: 'dat-dai', step: 2 });
    await staff.finish(on(visit, 'quay-5'));
    expect((await staff.callNext(at('quay-3'))).turn).toMatchObject({ number: 'B001', service: 'chung-thuc', step: 3 });
    expect((await staff.finish(on(visit))).turn?.state).toBe('finished');
    expect((await hub.kiosk.slip.state({ ticketId: visit })).isOver).toBe(true);
  });

  test('what a citizen declared is looked at once, and is gone where it does not hold', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const declared = { priority: { class: 'khuyet-tat', proof: 'self' } } as const;
    await issue(hub);
    const holds = await issue(hub, 'chung-thuc', declared);
    const not = await issue(hub, 'chung-thuc', declared);
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(holds.ticketId);
    expect((await staff.verify({ ...on(holds.ticketId), holds: true })).turn?.priority?.proof).toBe('staff');
    expect((await staff.verify({ ...on(not.ticketId), holds: false })).turn?.priority).toBeUndefined();
    expect(await refusalOf(staff.verify({ ...on(not.ticketId), holds: true }))).toMatchObject({
      code: 'TICKET_NOT_READY',
      data: { state: 'waiting' },
    });
    expect((await staff.callNext(at('quay-3'))).turn?.number).toBe('B001');
  });

  test('a counter that pauses keeps whom it has, calls nobody, and the reason is there for the board', async () => {
    const { hub, staff, ids } = await openDesk(await place());
    const [first = ''] = ids;
    const { state } = await staff.setState({ ...at('quay-3'), state: 'paused', reason: 'an-trua' });
    expect(state).toMatchObject({ counter: 'quay-3', state: 'paused', reason: 'an-trua' });
    const asked = [staff.callNext(at('quay-3')), staff.finish(on(first)), staff.hold(on(first))].map(refusalOf);
    for (const refusal of await Promise.all(asked))
      expect(refusal).toMatchObject({ code: 'COUNTER_CLOSED', status: 409 });
    const [snapshot] = await new Screen(hub.url, { view: 'board' }).until(() => true);
    expect(snapshot).toMatchObject({ counters: [{ state: 'paused', reason: 'an-trua' }], turns: [{ number: 'B001' }] });
    expect((await staff.undo(at('quay-3'))).turn).toBeNull();
    expect((await staff.finish(on(first))).turn?.state).toBe('finished');
    expect((await staff.setState({ ...at('quay-3'), state: 'closed' })).state.state).toBe('closed');
  });
});

test('somebody is called out of order by who may, with a reason, and the log keeps both', async () => {
  const { hub, staff, ids } = await openDesk({}, 3);
  const third = ids[2] ?? '';
  expect(await refusalOf(staff.callThis({ ...on(third), reason: 'vội' }))).toMatchObject({ code: 'HAND_FULL' });
  const called = await staff.callThis({ ...on(third, 'quay-4'), reason: 'chuyến xe cuối' });
  expect(called.turn).toMatchObject({ ticketId: third, state: 'called' });
  const { body, staff: by } = await hub.store.db
    .selectFrom('ticket_event')
    .select(['body', 'staff'])
    .where('ticket_id', '=', third)
    .where('change', '=', 'called')
    .executeTakeFirstOrThrow();
  expect(JSON.parse(body).reason).toMatchObject({ rule: 'chosen', note: 'chuyến xe cuối' });
  expect(by).toBe('ha');
  const other = commands(hub.url, await signInAs(hub, 'an', { mayCallThis: false })).counter;
  const asked = other.callThis({ ...on(ids[1] ?? '', 'quay-4'), reason: 'vội' });
  expect(await refusalOf(asked)).toMatchObject({ code: 'NOT_ALLOWED', status: 403 });
});

test('a visit that ended is opened again on the same day only, and a cancelled one too', async () => {
  const { hub, staff, ids } = await openDesk({}, 2);
  const [first = '', second = ''] = ids;
  await staff.callNext({ ...at('quay-3'), result: 'hen-ngay' });
  await staff.finish(on(second));
  await issue(hub);
  await staff.callNext(at('quay-3'));
  expect((await staff.reopen(on(first))).turn).toMatchObject({ number: 'B001', state: 'waiting', calls: 0 });
  expect((await staff.cancel(on(first))).turn?.state).toBe('cancelled');
  expect((await staff.reopen(on(first, 'quay-4'))).turn?.state).toBe('waiting');
  expect(await refusalOf(staff.finish({ ...on(first), result: 'khong-co' }))).toMatchObject({
    code: 'TICKET_NOT_READY',
  });
  const unknown = { ...at('quay-3'), result: 'khong-co' };
  expect(await refusalOf(staff.callNext(unknown))).toMatchObject({ code: 'RESULT_UNKNOWN', status: 404 });
  hub.clock.pass(24 * 3_600_000);
  expect(await refusalOf(staff.reopen(on(second)))).toMatchObject({ code: 'TICKET_UNKNOWN', status: 404 });
});

test('a site with journeys opens them by the ticket that names one', async () => {
  const site = hubSite();
  const steps = [
    { service: 'ket-qua', after: [] },
    { service: 'ho-tich', after: [0] },
    { service: 'dat-dai', after: [0] },
  ];
  const journeys = [{ id: 'sang-ten', name: { vi: 'Sang tên', en: 'Transfer of title' }, steps }];
  const hub = await openBench({ sites: [{ ...site, queue: { ...site.queue, journeys } }] });
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const { ticketId } = await issue(hub, 'ket-qua', { journey: 'sang-ten' });
  const states = async () => (await hub.kiosk.slip.state({ ticketId })).steps.map(({ state }) => state);
  expect(await states()).toEqual(['waiting', 'blocked', 'blocked']);
  await staff.callNext(at('quay-1'));
  await staff.finish(on(ticketId, 'quay-1'));
  expect(await states()).toEqual(['finished', 'waiting', 'waiting']);
  expect((await staff.callNext(at('quay-5'))).turn?.step).toBe(2);
  expect((await staff.cancel(on(ticketId, 'quay-5'))).turn?.state).toBe('cancelled');
  expect(await states()).toEqual(['finished', 'cancelled', 'cancelled']);
});
