import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The product's screens refuse to be shown in a frame. The dock shows them side by side all the same: this passes
 * everything on, and says of each answer that it may be framed. For the demonstration only.
 */
export async function frameable(target: () => URL): Promise<{ port: number; stop(): void }> {
  const server = createServer((incoming, response) => {
    const outgoing = request(asked(target(), incoming.url, incoming.method, incoming.headers), (answer) => {
      const host = incoming.headers.host ?? '';
      response.writeHead(answer.statusCode ?? 502, framed(answer.headers, target().host, host));
      answer.pipe(response);
    });
    outgoing.on('error', () => response.writeHead(502).end());
    incoming.pipe(outgoing);
  });
  server.on('upgrade', (incoming, near, head) => {
    const outgoing = request(asked(target(), incoming.url, 'GET', incoming.headers));
    outgoing.on('upgrade', (answer, far, first) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
      near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
      near.write(first);
      far.write(head);
      far.pipe(near).pipe(far);
      far.on('error', () => near.destroy());
      near.on('error', () => far.destroy());
    });
    outgoing.on('response', () => near.destroy());
    outgoing.on('error', () => near.destroy());
    outgoing.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function asked(to: URL, path = '/', method = 'GET', headers: IncomingHttpHeaders) {
  const ours = { ...headers, host: to.host, ...(headers.origin && { origin: to.origin }) };
  return { host: to.hostname, port: to.port, path, method, headers: ours };
}

function framed(headers: IncomingHttpHeaders, theirs: string, ours: string): IncomingHttpHeaders {
  const { 'x-frame-options': _deny, 'content-security-policy': policy = '', ...rest } = headers;
  const shown = String(policy).replace(/frame-ancestors 'none'/, 'frame-ancestors http://127.0.0.1:*');
  return { ...rest, 'content-security-policy': shown.replaceAll(theirs, ours) };
}
