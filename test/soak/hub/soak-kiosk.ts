import { randomUUID } from 'node:crypto';
import type { Reservation, TicketIssued } from '../../../core/contract/hub.ts';
import type { Rpc } from './rpc.ts';

type Given = Partial<TicketIssued> & Pick<TicketIssued, 'service'>;

/** A kiosk whose citizens never stop coming: it reserves, prints, and brings what it printed until it is acknowledged. */
export class SoakKiosk {
  /** What was printed, by ticket id. */
  readonly printed = new Map<string, TicketIssued>();
  readonly #rpc: Rpc;

  constructor(rpc: Rpc) {
    this.#rpc = rpc;
  }

  /** One visit for each; all are brought in one message. */
  async issue(all: readonly Given[]): Promise<void> {
    const events = await Promise.all(all.map((given) => this.#reserve(given)));
    for (const event of events) this.printed.set(event.ticketId, event);
    const answer = await this.#rpc.ask<{ acknowledged: string[] }>('kiosk/takeIn', { events });
    const acknowledged = answer.ok ? answer.value.acknowledged.length : 0;
    if (acknowledged !== events.length) throw new Error(`${events.length - acknowledged} tickets were not taken in`);
  }

  async #reserve(given: Given): Promise<TicketIssued> {
    const visitId = randomUUID();
    const answer = await this.#rpc.ask<Reservation>('kiosk/reserve', { visitId, service: given.service });
    if (!answer.ok) throw new Error(`no number: ${answer.code}`);
    const { day, series, sequence, number } = answer.value;
    return {
      type: 'ticket-issued.v1',
      ticketId: randomUUID(),
      visitId,
      ...{ day, series, sequence, number },
      issuer: 'hub',
      identity: 'none',
      issuedAt: new Date().toISOString(),
      ...given,
    };
  }
}
