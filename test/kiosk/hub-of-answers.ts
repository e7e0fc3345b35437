import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/node';
import { hubContract, type Reservation, type TicketIssued } from '../../core/contract/hub.ts';
import { type HubClient, hubAt } from '../../electron/sync/hub-client.ts';

const os = implement(hubContract);
type Errors = Parameters<Parameters<typeof os.kiosk.reserve.handler>[0]>[0]['errors'];
type Rate = Pick<Parameters<Parameters<typeof os.kiosk.rate.handler>[0]>[0], 'input' | 'errors'>;

/** A hub on loopback that answers every reservation and every rating alike and takes in every ticket. */
export async function hubOfAnswers(answer: (errors: Errors) => Reservation, keep: (rate: Rate) => void = () => {}) {
  const takenIn: TicketIssued[] = [];
  const handler = new RPCHandler({
    kiosk: {
      reserve: os.kiosk.reserve.handler(({ errors }) => answer(errors)),
      takeIn: os.kiosk.takeIn.handler(({ input: { events } }) => {
        takenIn.push(...events);
        return { acknowledged: events.map(({ ticketId }) => ticketId) };
      }),
      rate: os.kiosk.rate.handler(({ input, errors }) => {
        keep({ input, errors });
        return {};
      }),
    },
  });
  const server = createServer(async (request, response) => {
    const { matched } = await handler.handle(request, response, { prefix: '/rpc' });
    if (!matched) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = hubAt(`http://127.0.0.1:${port}`, 'token');
  /** As a kiosk reaches it that waits however long it takes. */
  const patient: HubClient = {
    reserve: (asked) => client.reserve(asked),
    takeIn: (events) => client.takeIn(events),
    rate: (rating) => client.rate(rating),
  };
  return {
    port,
    client: patient,
    takenIn,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
