import type { Turn } from '../../core/queue/turn.ts';
import type { PretendPage, Screen } from './counter-pretend.ts';
import { exampleSite, minutesAgo, turn } from './counter-turns.ts';

interface State {
  readonly screen: () => Partial<Screen>;
  readonly act?: (opened: PretendPage) => Promise<void>;
}

const ago = (minutes: number) => ({ issuedAt: minutesAgo(minutes), order: Date.parse(minutesAgo(minutes)) });
const elder = { priority: { class: 'cao-tuoi', proof: 'chip' } } as const;
const declared = { priority: { class: 'khuyet-tat', proof: 'self' } } as const;

/** An ordinary morning of one counter. */
function morning(inHand: readonly Turn[] = []): Screen['snapshot'] {
  const waiting = [
    turn('B027', ago(18)),
    turn('B028', ago(15)),
    turn('K004', { ...ago(11), service: 'ho-tich' }),
    turn('B029', ago(9)),
    turn('B030', ago(7)),
    turn('B031', { ...ago(4), ...elder }),
    turn('BK002', { ...ago(3), assignedTo: 'quay-3', appointmentAt: minutesAgo(-8) }),
  ];
  const called = { counter: 'quay-3', calledAt: minutesAgo(12), firstCalledAt: minutesAgo(13) };
  const others = [
    turn('B019', { ...called, state: 'missed', calls: 3, misses: 1 }),
    turn('B022', { ...called, state: 'missed', calls: 2, misses: 1, calledAt: minutesAgo(6) }),
    turn('K002', { ...called, state: 'held', service: 'ho-tich', calls: 1, returnsAt: minutesAgo(-5) }),
    ...['B021', 'B023', 'B024', 'B025'].map((number, index) =>
      turn(number, { ...called, state: 'finished', calls: 1, finishedAt: minutesAgo(40 - index * 10) }),
    ),
  ];
  const waitingCounts = { 'chung-thuc': 10, 'ho-tich': 2, 'dat-dai': 6, 'tro-cap': 1 };
  return { turns: [...inHand, ...waiting, ...others], waiting: waitingCounts, finished: { 'quay-3': 26 } };
}

const inHand = (over: Partial<Turn>) =>
  turn('B026', {
    ...ago(11),
    state: 'called',
    counter: 'quay-3',
    calls: 1,
    calledAt: minutesAgo(0.15),
    firstCalledAt: minutesAgo(0.15),
    ...over,
  });
const calling = inHand({});
const callingTwice = inHand({ ...declared, calls: 2, calledAt: minutesAgo(0.5), firstCalledAt: minutesAgo(1.4) });
const serving = inHand({
  ...elder,
  state: 'serving',
  calledAt: minutesAgo(3.6),
  servedAt: minutesAgo(3.2),
  firstCalledAt: minutesAgo(3.6),
});
const late = inHand({
  ...ago(38),
  ...declared,
  state: 'serving',
  language: 'en',
  step: 1,
  identity: 'card-unproved',
  calledAt: minutesAgo(19),
  servedAt: minutesAgo(18),
  firstCalledAt: minutesAgo(19),
});
const holder = { name: 'Lê Thị Hoa', birthYear: '1951', idTail: '117' };
const rested = (state: 'paused' | 'closed') => [
  { counter: 'quay-3', state, since: minutesAgo(4), ...(state === 'paused' && { reason: 'an-trua' }) },
];
const room = () => {
  const site = exampleSite();
  return { ...site, counters: site.counters.map((counter) => ({ ...counter, kind: 'room' as const })) };
};
const press =
  (...keys: string[]) =>
  async ({ page }: PretendPage) => {
    for (const key of keys) await page.keyboard.press(key);
    // Answers come in real time, what settles does so by the page's clock.
    for (let n = 0; n < 3; n++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await page.clock.runFor(300);
    }
  };

/** Every state of a counter that a picture is taken of, and that is looked at for words that do not fit. */
export const states: Record<string, State> = {
  nobody: { screen: () => ({}) },
  ready: { screen: () => ({ snapshot: morning() }) },
  calling: { screen: () => ({ snapshot: morning([calling]) }), act: press('n') },
  'calling-twice': { screen: () => ({ snapshot: morning([callingTwice]), holder }), act: press('1', '2') },
  serving: { screen: () => ({ snapshot: morning([serving]), holder }), act: press('1', '2') },
  late: {
    screen: () => ({
      snapshot: morning([
        late,
        turn('B026', { ticketId: late.ticketId, step: 0, state: 'finished', service: 'ho-tich' }),
      ]),
      holder: { ...holder, name: 'Nguyễn Thị Hồng Nhung Phương Thảo' },
    }),
  },
  done: {
    screen: () => ({ snapshot: morning([serving]), answer: () => ({ turn: { ...serving, state: 'held' } }) }),
    act: press('h'),
  },
  refused: {
    screen: () => ({
      snapshot: morning([calling]),
      answer: () => ({
        defined: true,
        code: 'TICKET_ELSEWHERE',
        status: 409,
        message: '',
        data: { counter: 'quay-2' },
      }),
    }),
    act: press('h'),
  },
  paused: { screen: () => ({ snapshot: { ...morning(), counters: rested('paused') } }) },
  closed: { screen: () => ({ snapshot: { ...morning(), counters: rested('closed') } }) },
  offline: {
    screen: () => ({ snapshot: morning([serving]), holder }),
    act: async ({ page, cut }) => {
      cut();
      await page.waitForSelector('[data-link=lost]');
      await page.keyboard.press('h');
      await page.clock.runFor(3_000);
    },
  },
  transfer: { screen: () => ({ snapshot: morning([serving]), holder }), act: press('t') },
  pick: { screen: () => ({ snapshot: morning() }), act: press('g', '2') },
  reason: { screen: () => ({ snapshot: morning() }), act: press('g', '2', '7', 'Enter') },
  pause: { screen: () => ({ snapshot: morning() }), act: press('p') },
  end: { screen: () => ({ snapshot: morning([serving]) }), act: press('F9') },
  verify: { screen: () => ({ snapshot: morning([callingTwice]) }), act: press('v') },
  steps: { screen: () => ({ snapshot: morning([serving]), site: room() }), act: press('b', '2', '4') },
  help: { screen: () => ({ snapshot: morning([serving]) }), act: press('F1') },
};
