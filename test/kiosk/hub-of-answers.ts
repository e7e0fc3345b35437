import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/node';
import { hubContract, type Reservation } from '../../core/contract/hub.ts';
import { type HubClient, hubAt } from '../../electron/sync/hub-client.ts';

const os = implement(hubContract);
type Errors = Parameters<Parameters<typeof os.kiosk.reserve.handler>[0]>[0]['errors'];

/** A hub on loopback that answers every reservation alike, as a kiosk reaches it that waits however long it takes. */
export async function hubOfAnswers(answer: (errors: Errors) => Reservation) {
  const reserve = os.kiosk.reserve.handler(({ errors }) => answer(errors));
  const handler = new RPCHandler({ kiosk: { reserve } });
  const server = createServer(async (request, response) => {
    const { matched } = await handler.handle(request, response, { prefix: '/rpc' });
    if (!matched) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = hubAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
  const patient: HubClient = { reserve: (asked) => client.reserve(asked), takeIn: (events) => client.takeIn(events) };
  return {
    client: patient,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
