import type { BoardFeedEvent, BoardTurn } from '../../../core/contract/feed.ts';
import type { Site } from '../../../core/settings.ts';
import { hospital, wardOffice } from './sites.ts';

/** A board at one moment: the site, and what it has heard by then. */
export interface Scene {
  readonly site: Site;
  readonly zone?: string;
  readonly heard: readonly (BoardFeedEvent | { readonly type: 'link-lost' })[];
  readonly isSilent?: boolean;
}

const start = Date.parse('2026-11-23T01:42:00Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
let minute = 0;

function turn(number: string, counter: string, over: Partial<BoardTurn> = {}): BoardTurn {
  minute += 1;
  const calledAt = at(-3600 + minute * 10);
  return { number, service: 'chung-thuc', state: 'serving', counter, calls: 1, calledAt, language: 'vi', ...over };
}

const missed = (...numbers: string[]) => numbers.map((number) => turn(number, 'quay-3', { state: 'missed' }));
const waiting = { 'ket-qua': 3, 'chung-thuc': 12, 'dat-dai': 7, 'ho-tich': 1, 'tro-cap': 0, 'xay-dung': 104 };

function snapshot(turns: readonly BoardTurn[], paused: readonly (readonly [string, string?])[] = []): BoardFeedEvent {
  const counters = paused.map(([counter, reason]) => ({
    ...{ counter, state: 'paused' as const, since: at(-600) },
    ...(reason && { reason }),
  }));
  return { type: 'snapshot', seq: 1, at: at(0), day: '2026-11-23', turns: [...turns], counters, waiting };
}

let seq = 1;
function call(number: string, counter: string, over: Partial<BoardTurn> = {}): BoardFeedEvent {
  seq += 1;
  const change = over.calls ? 'recalled' : 'called';
  const called = { number, service: 'chung-thuc', state: 'called', counter, calls: 1, calledAt: at(seq / 10) } as const;
  return { type: 'changed', seq, at: at(0), change, turn: { ...called, language: 'vi', ...over } };
}

const usual = [
  turn('A016', 'quay-1', { state: 'finished' }),
  turn('A017', 'quay-2'),
  turn('B026', 'quay-3'),
  turn('K031', 'quay-4'),
  turn('H009', 'quay-5'),
  turn('A018', 'quay-1'),
];
const long = [
  turn('H1002', 'quay-1', { state: 'finished' }),
  turn('B1003', 'quay-2'),
  turn('AK012', 'quay-3'),
  turn('MX031', 'quay-4'),
  turn('H009', 'quay-5'),
  turn('M1018', 'quay-1'),
];
const inRooms = [
  turn('K101', 'phong-101', { state: 'finished' }),
  turn('K105', 'phong-205'),
  turn('AK012', 'noi'),
  turn('B1003', 'phong-206'),
  turn('K107', 'phong-102'),
  turn('K108', 'phong-g12'),
];

export const scenes: Readonly<Record<string, Scene>> = {
  empty: { site: wardOffice, heard: [snapshot([])] },
  normal: { site: wardOffice, heard: [snapshot([...usual, ...missed('A014', 'K029')]), call('B027', 'quay-3')] },
  served: { site: wardOffice, heard: [snapshot(usual)] },
  three: {
    site: wardOffice,
    heard: [
      snapshot([...usual, ...missed('A014')]),
      call('B027', 'quay-3'),
      call('AK012', 'quay-4', { language: 'en' }),
      call('B1003', 'quay-5', { calls: 2 }),
    ],
  },
  two: {
    site: wardOffice,
    heard: [snapshot(usual), call('B027', 'quay-3', { language: 'en', calls: 2 }), call('H010', 'quay-5')],
  },
  'many-missed': {
    site: wardOffice,
    heard: [
      snapshot([
        ...usual,
        ...missed('A001', 'B012', 'K013', 'L014', 'M015', 'AK016', 'B1017', 'X018', 'A019', 'H020', 'H021', 'H022'),
      ]),
      call('B027', 'quay-3', { calls: 2 }),
    ],
  },
  paused: {
    site: wardOffice,
    heard: [snapshot(usual, [['quay-3'], ['quay-1', 'an-trua'], ['quay-2', 'an-trua']]), call('K032', 'quay-4')],
  },
  lunch: {
    site: hospital,
    heard: [
      snapshot(
        usual,
        hospital.counters.map(({ id }) => [id, 'an-trua'] as const),
      ),
    ],
  },
  offline: {
    site: wardOffice,
    heard: [snapshot([...usual, ...missed('A014', 'K029')]), { type: 'link-lost' }],
    isSilent: true,
  },
  long: { site: wardOffice, heard: [snapshot(long), call('MX127', 'quay-3', { language: 'en' })] },
  rooms: {
    site: hospital,
    zone: 'kham',
    heard: [snapshot(inRooms), call('AK109', 'phong-205', { language: 'en' })],
  },
  'rooms-three': {
    site: hospital,
    zone: 'kham',
    heard: [
      snapshot(inRooms),
      call('AK109', 'phong-205', { language: 'en' }),
      call('B1110', 'phong-102', { calls: 2 }),
      call('K111', 'noi'),
    ],
  },
  everything: {
    site: hospital,
    zone: 'kham',
    heard: [
      snapshot(
        [
          ...inRooms,
          ...['A001', 'B012', 'K013', 'AK016', 'B1017'].map((number) => turn(number, 'noi', { state: 'missed' })),
        ],
        [['phong-206'], ['phong-101', 'an-trua'], ['phong-207', 'an-trua']],
      ),
      call('AK109', 'phong-205', { language: 'en', calls: 2 }),
      call('B1110', 'phong-102', { calls: 2 }),
      call('K111', 'noi', { language: 'en', calls: 2 }),
      { type: 'link-lost' },
    ],
    isSilent: true,
  },
  'rooms-named': { site: hospital, zone: 'kham', heard: [snapshot(inRooms), call('K111', 'noi', { language: 'en' })] },
  'whole-house': {
    site: hospital,
    heard: [snapshot([...usual, ...inRooms]), call('K112', 'phong-205'), call('B031', 'quay-3')],
  },
};
