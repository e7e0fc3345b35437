import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { at, type Bench, commands, hubSite, openBench, signInAs } from './bench.ts';

const appToken = 'the token of a program that knows nothing of the contract';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: object }> }>;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
}
interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Record<string, readonly string[]>[];
  readonly components: { readonly securitySchemes: Record<string, { readonly type: string; readonly scheme: string }> };
  readonly paths: Record<string, Record<string, Operation>>;
}

function open(): Promise<Bench> {
  const tokenHash = createHash('sha256').update(appToken).digest('hex');
  return openBench({ sites: [{ ...hubSite(), apps: [{ id: 'ihanoi', tokenHash }] }] });
}

async function documentOf({ url }: Bench): Promise<Document> {
  const answer = await fetch(`${url}/api/openapi.json`);
  expect(answer.headers.get('content-type')).toContain('application/json');
  return (await answer.json()) as Document;
}

/** Asks with nothing but HTTP, and takes the answer by the schema that the document has for it. */
async function ask(hub: Bench, { paths, servers }: Document, [method, path]: [string, string], given: Given = {}) {
  const { body, ticketId = '', token = appToken } = given;
  const answer = await fetch(hub.url + servers[0]!.url + path.replace('{ticketId}', ticketId), {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json = await answer.json();
  const documented = paths[path]?.[method]?.responses[answer.status];
  if (documented) z.fromJSONSchema(documented.content['application/json']!.schema as never).parse(json);
  return { status: answer.status, isDocumented: documented !== undefined, json: json as Record<string, unknown> };
}
type Given = { readonly body?: object; readonly ticketId?: string; readonly token?: string };

test('the document names every path, what guards them, and what each may answer', async () => {
  const hub = await open();
  const { openapi, security, components, paths } = await documentOf(hub);
  expect(openapi).toMatch(/^3\.1\./);
  expect(security).toEqual([{ token: [] }]);
  expect(components.securitySchemes.token).toEqual({ type: 'http', scheme: 'bearer' });
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => [`${method} ${path}`, Object.keys(one.responses)]),
  );
  expect(Object.fromEntries(operations)).toEqual({
    'get /services': ['200', '401'],
    'post /tickets': ['200', '401', '404', '409'],
    'get /tickets/{ticketId}': ['200', '401', '404'],
    'delete /tickets/{ticketId}': ['200', '401', '404', '409'],
  });
  for (const methods of Object.values(paths))
    for (const { operationId, summary, responses, requestBody } of Object.values(methods)) {
      expect([operationId, summary].every((words) => words.length > 0)).toBe(true);
      const schemas = [...Object.values(responses), ...(requestBody ? [requestBody] : [])];
      for (const { content } of schemas) z.fromJSONSchema(content['application/json']!.schema as never);
    }
});

test('a program that has only the document takes a number, follows it and gives it back', async () => {
  const hub = await open();
  const document = await documentOf(hub);
  const services = await ask(hub, document, ['get', '/services']);
  expect(services).toMatchObject({ status: 200, isDocumented: true });
  const body = { commandId: randomUUID(), service: 'chung-thuc' };
  const taken = await ask(hub, document, ['post', '/tickets'], { body });
  expect(taken).toMatchObject({ status: 200, json: { number: 'B001' } });
  const ticketId = String(taken.json.ticketId);
  expect(await ask(hub, document, ['post', '/tickets'], { body })).toMatchObject({ status: 200, json: { ticketId } });
  const state = await ask(hub, document, ['get', '/tickets/{ticketId}'], { ticketId });
  expect(state).toMatchObject({ status: 200, isDocumented: true, json: { number: 'B001', isOver: false } });
  await commands(hub.url, await signInAs(hub)).counter.callNext(at('quay-3'));
  const cancel = (id: string) => ask(hub, document, ['delete', '/tickets/{ticketId}'], { ticketId: id });
  expect(await cancel(ticketId)).toMatchObject({ status: 409, isDocumented: true, json: { code: 'TICKET_NOT_READY' } });
  const other = await ask(hub, document, ['post', '/tickets'], { body: { ...body, commandId: randomUUID() } });
  expect(await cancel(String(other.json.ticketId))).toMatchObject({ status: 200, json: { isOver: true } });
});

test('what does not fit is refused as the document says', async () => {
  const hub = await open();
  const document = await documentOf(hub);
  const take = (given: Given) => ask(hub, document, ['post', '/tickets'], given);
  const body = { commandId: randomUUID(), service: 'chung-thuc' };
  expect(await take({ body, token: 'a guess' })).toMatchObject({ status: 401, json: { code: 'APP_UNKNOWN' } });
  const unknown = { ...body, service: "'; drop table ticket; --" };
  expect(await take({ body: unknown })).toMatchObject({ status: 404, json: { code: 'SERVICE_UNKNOWN' } });
  expect(await take({ body: { ...body, commandId: '1' } })).toMatchObject({ status: 400 });
  expect(await take({ body: { ...body, service: 'x'.repeat(10 * 1024 * 1024) } })).toMatchObject({ status: 413 });
  const nothing = { ticketId: randomUUID() };
  expect(await ask(hub, document, ['get', '/tickets/{ticketId}'], nothing)).toMatchObject({
    status: 404,
    isDocumented: true,
    json: { code: 'TICKET_UNKNOWN' },
  });
  expect((await fetch(`${hub.url}/api/staff`, { method: 'POST' })).status).toBe(404);
  expect(await hub.store.db.selectFrom('ticket').select('id').execute()).toEqual([]);
});
