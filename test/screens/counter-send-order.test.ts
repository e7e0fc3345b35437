import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { Command, Done } from '../../renderer/counter/orders.ts';
import { sendOrder } from '../../renderer/counter/send-order.ts';
import type { HubClient } from '../../renderer/shared/hub-client.ts';
import { pauseAfter } from '../../renderer/shared/live-feed.ts';
import { uuid } from '../../renderer/shared/uuid.ts';

const ticketId = uuid();
const command: Command = { name: 'hold', ticketId, untilMinutes: 10, commandId: uuid(), counter: 'quay-3' };
const noWait = () => Promise.resolve();

/** A hub whose `hold` meets each of these in turn; the last one for ever. */
function hubThat(...meets: (() => Done)[]): { hub: Pick<HubClient, 'counter'>; inputs: object[] } {
  const inputs: object[] = [];
  const hold = async (input: object) => {
    inputs.push(input);
    return meets[Math.min(inputs.length, meets.length) - 1]!();
  };
  return { hub: { counter: { hold } as unknown as HubClient['counter'] }, inputs };
}

const done = () => ({ turn: null });
const broken = () => {
  throw new TypeError('Failed to fetch');
};
const stumbled = () => {
  throw new ORPCError('INTERNAL_SERVER_ERROR');
};
const refused = () => {
  throw new ORPCError('TICKET_ELSEWHERE', { status: 409, defined: true, data: { counter: 'quay-2' } });
};

describe('an order to the hub', () => {
  it('is sent again under the same command id until it is answered', async () => {
    const { hub, inputs } = hubThat(broken, stumbled, done);
    let retries = 0;
    const onRetry = () => {
      retries += 1;
    };
    expect(await sendOrder(hub, command, onRetry, noWait)).toEqual({ type: 'done', done: { turn: null } });
    const { name: _, ...input } = command;
    expect(inputs).toEqual([input, input, input]);
    expect(retries).toBe(2);
  });

  it('is not sent again once it is refused, and tells what came with the refusal', async () => {
    const { hub, inputs } = hubThat(refused, done);
    expect(await sendOrder(hub, command, () => {}, noWait)).toEqual({
      type: 'refused',
      code: 'TICKET_ELSEWHERE',
      data: { counter: 'quay-2' },
    });
    expect(inputs).toHaveLength(1);
  });

  it('is given up after a while', async () => {
    expect(await sendOrder(hubThat(broken).hub, command, () => {}, noWait)).toEqual({ type: 'unanswered' });
  });

  it('has an id as the contract wants it, and never the same', () => {
    const ids = Array.from({ length: 1_000 }, uuid);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(1_000);
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
