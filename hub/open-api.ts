import { type ConditionalSchemaConverter, OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { remoteContract } from '../core/contract/remote.ts';
import { askingOf } from './auth.ts';
import { reportBugs } from './bugs.ts';
import type { Parts } from './parts.ts';
import { remoteRoutes } from './routes/remote.ts';

/** The part of the contract that is for other programs, as plain HTTP and JSON at `/api`, and the document of it. */
export async function serveOpenApi(app: FastifyInstance, parts: Parts): Promise<void> {
  const document = JSON.stringify(await openApiDocument());
  const handler = new OpenAPIHandler(remoteRoutes(parts), { interceptors: [reportBugs(parts)] });
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(document));
  app.all('/api/*', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const context = askingOf(request.headers);
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context });
    if (!matched) return reply.code(404).send({ message: 'no such path' });
    return reply;
  });
}

/** The OpenAPI 3.1 document of the remote contract. */
export function openApiDocument() {
  return new OpenAPIGenerator({ schemaConverters: [zodToJson] }).generate(remoteContract, {
    info: { title: 'Một Chạm: remote tickets', version: '1' },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
}

/** zod writes its own JSON Schema; an input that may be left out is one that takes `undefined`. */
const zodToJson: ConditionalSchemaConverter = {
  condition: (schema) => schema?.['~standard'].vendor === 'zod',
  convert(schema, { strategy }) {
    const type = schema as unknown as z.ZodType;
    const json = z.toJSONSchema(type, { io: strategy, unrepresentable: 'any' });
    return [!type.safeParse(undefined).success, json as never];
  },
};
