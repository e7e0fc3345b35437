import { z } from 'zod';
import { counterStateSchema, reasonSchema, turnChange } from '../queue/change.ts';
import { turnSchema, turnState } from '../queue/turn.ts';
import { isoDay, queueNumber } from './shared.ts';

const seq = z.int().min(0);
const at = z.iso.datetime();

/** A turn as a public board sees it: no id that opens anything, no class, no hint of who it is. Known by its number. */
export const boardTurn = z.object({
  number: queueNumber,
  service: z.string(),
  state: turnState,
  counter: z.string().optional(),
  calls: z.int().min(0),
  calledAt: at.optional(),
  language: z.enum(['vi', 'en']),
});
export type BoardTurn = z.infer<typeof boardTurn>;

const counterChanged = z.object({ type: z.literal('counter'), seq, at, state: counterStateSchema });
/** How many wait for each service; also where the snapshot leaves some of them out. */
const waiting = z.record(z.string(), z.int().min(0));
/** A board hears of those who wait only here, for who they are is not public. */
const beat = z.object({ type: z.literal('beat'), at, waiting: waiting.optional() });

/**
 * The live feed of a site: WebSocket at `/live?view=counter|board`, one JSON value a frame, from the hub to the screen
 * only. A watcher that names the last `seq` it saw (`after`) gets every change after it; one that names none, or was
 * away too long, gets a snapshot first. The hub's own time is in `at`. A beat comes where nothing else is said.
 */
export const counterFeedEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    seq,
    at,
    day: isoDay,
    turns: z.array(turnSchema),
    counters: z.array(counterStateSchema),
    waiting,
    /** Finished today by each counter. */
    finished: z.record(z.string(), z.int().min(0)),
  }),
  z.object({
    type: z.literal('changed'),
    seq,
    at,
    change: turnChange,
    turn: turnSchema,
    reason: reasonSchema.optional(),
  }),
  counterChanged,
  beat,
]);
export type CounterFeedEvent = z.infer<typeof counterFeedEvent>;

export const boardFeedEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    seq,
    at,
    day: isoDay,
    turns: z.array(boardTurn),
    counters: z.array(counterStateSchema),
    waiting,
  }),
  z.object({ type: z.literal('changed'), seq, at, change: turnChange, turn: boardTurn }),
  counterChanged,
  beat,
]);
export type BoardFeedEvent = z.infer<typeof boardFeedEvent>;

/** The query of `/live`. `zone` narrows a board to the counters of one hall; `counter` a snapshot to its services. */
export const feedQuery = z.object({
  view: z.enum(['counter', 'board']),
  site: z.string().optional(),
  zone: z.string().optional(),
  counter: z.string().optional(),
  after: z.coerce.number().int().min(0).optional(),
});
export type FeedQuery = z.infer<typeof feedQuery>;

/** Why the hub closes a feed: codes of RFC 6455 §7.4.2. */
export const feedClosed = { signInFirst: 4401, behind: 4408, unknown: 4404, stopping: 1001 } as const;
