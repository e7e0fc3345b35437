import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { type Sent, sendOrder } from '../../renderer/counter/send-order.ts';
import type { HubClient } from '../../renderer/shared/hub-client.ts';
import { pauseAfter } from '../../renderer/shared/live-feed.ts';

const sent: Sent = { order: 'callNext', commandId: crypto.randomUUID(), counter: 'quay-3' };
const noWait = () => Promise.resolve();

/** A hub whose `callNext` meets each of these in turn; the last one for ever. */
function hubThat(...meets: (() => { ticket: null })[]): { hub: Pick<HubClient, 'counter'>; commandIds: string[] } {
  const commandIds: string[] = [];
  const callNext: HubClient['counter']['callNext'] = async ({ commandId }) => {
    commandIds.push(commandId);
    return meets[Math.min(commandIds.length, meets.length) - 1]!();
  };
  return { hub: { counter: { callNext } as HubClient['counter'] }, commandIds };
}

const done = () => ({ ticket: null });
const broken = () => {
  throw new TypeError('Failed to fetch');
};
const stumbled = () => {
  throw new ORPCError('INTERNAL_SERVER_ERROR');
};
const refused = () => {
  throw new ORPCError('TICKET_ELSEWHERE', { status: 409, defined: true });
};

describe('an order to the hub', () => {
  it('is sent again under the same command id until it is answered', async () => {
    const { hub, commandIds } = hubThat(broken, stumbled, done);
    let retries = 0;
    const onRetry = () => {
      retries += 1;
    };
    expect(await sendOrder(hub, sent, onRetry, noWait)).toEqual({ type: 'done', ticket: null });
    expect(commandIds).toEqual([sent.commandId, sent.commandId, sent.commandId]);
    expect(retries).toBe(2);
  });

  it('is not sent again once it is refused', async () => {
    const { hub, commandIds } = hubThat(refused, done);
    expect(await sendOrder(hub, sent, () => {}, noWait)).toEqual({ type: 'refused', code: 'TICKET_ELSEWHERE' });
    expect(commandIds).toHaveLength(1);
  });

  it('is given up after a while', async () => {
    expect(await sendOrder(hubThat(broken).hub, sent, () => {}, noWait)).toEqual({ type: 'unanswered' });
  });
});

describe('the pause before another try', () => {
  it('grows, is spread, and stays bearable', () => {
    const [none, all] = [() => 0, () => 1];
    expect(pauseAfter(1, all)).toBeGreaterThan(pauseAfter(0, all));
    expect(pauseAfter(3, none)).toBeLessThan(pauseAfter(3, all));
    expect(pauseAfter(60, all)).toBe(5_000);
  });
});
