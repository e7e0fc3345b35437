import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { clipFile } from './clip-file.ts';

const productBank = fileURLToPath(new URL('../assets/voice', import.meta.url));

/** The clips of the boards' voice at `/voice/<bank>/<clip>.wav`: a site's own recordings before the product's. */
export function serveVoice(app: FastifyInstance, ownBank: string): void {
  app.get<{ Params: { bank: string; file: string } }>('/voice/:bank/:file', (request, reply) => {
    const { bank, file } = request.params;
    const found = file.endsWith('.wav')
      ? clipFile([ownBank, productBank], bank, file.slice(0, -'.wav'.length))
      : undefined;
    if (!found) return reply.code(404).send({ message: 'no such clip' });
    return reply.type('audio/wav').header('cache-control', 'max-age=3600').send(createReadStream(found));
  });
}
