import ipp from 'ipp';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/result.ts';

const values = z.record(z.string(), z.unknown());
const replySchema = z
  .object({
    statusCode: z.string(),
    // The library makes a list only of several.
    'job-attributes-tag': z.union([z.array(values), values.transform((job) => [job])]).default([]),
    'printer-attributes-tag': values.default({}),
  })
  .transform((reply) => ({
    isDone: reply.statusCode.startsWith('successful-'),
    job: reply['job-attributes-tag'][0] ?? {},
    jobs: reply['job-attributes-tag'],
    printer: reply['printer-attributes-tag'],
  }));

/**
 * What CUPS said: `isDone` when it did what it was asked, and the attributes that came with it; `job` is the first of
 * `jobs`. An attribute that it says to have no value is `null`.
 */
export type Reply = z.infer<typeof replySchema>;

export interface Question {
  readonly attributes: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly job?: Readonly<Record<string, number>>;
  readonly data?: Uint8Array;
  readonly signal: AbortSignal;
}

type Operation = 'Print-Job' | 'Cancel-Job' | 'Get-Jobs' | 'Get-Job-Attributes' | 'Get-Printer-Attributes';

// CUPS's own attribute (seconds), which the library's tables leave out; it is written as any other whole number.
const tables = ipp.attributes as Record<string, Record<string, unknown>>;
tables['Job Template']!['job-cancel-after'] = tables['Job Description']!['job-k-octets'];

// RFC 8010, "no-value". The library takes it for one of the tags that mean nothing, and writes each to the console.
const noValue = 0x13;
const parse = ipp.parse as typeof ipp.parse & { handleUnknownTag: (...of: [number, string, number, Skip]) => unknown };
type Skip = (length: number) => unknown;
parse.handleUnknownTag = (tag, _name, length, skip) => {
  if (length > 0) skip(length);
  return tag === noValue ? null : undefined;
};

/** Codes of a connection that never came about: nothing has left. */
const notReached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/**
 * One operation of IPP (RFC 8011) on a queue. `not-reached`: nothing has left this machine; `no-answer`: it may have
 * been done. The library makes and reads the bytes; its own request has no deadline and throws where nobody can catch.
 */
export async function askCups(
  url: string,
  operation: Operation,
  { attributes, job, data, signal }: Question,
): Promise<Result<Reply, 'not-reached' | 'no-answer'>> {
  const queue = new URL(url.replace(/^ipp:/, 'http:'));
  if (!queue.port && url.startsWith('ipp:')) queue.port = '631';
  const body = ipp.serialize({
    version: '2.0',
    operation,
    'operation-attributes-tag': {
      'attributes-charset': 'utf-8',
      'attributes-natural-language': 'en',
      'printer-uri': queue.href.replace(/^http:/, 'ipp:'),
      ...attributes,
    },
    ...(job && { 'job-attributes-tag': job }),
    ...(data && { data: Buffer.from(data) }),
  });
  try {
    const headers = { 'content-type': 'application/ipp' };
    const response = await fetch(queue, { method: 'POST', headers, body: new Uint8Array(body), signal });
    const reply = replySchema.safeParse(response.ok && ipp.parse(Buffer.from(await response.arrayBuffer())));
    return reply.success ? ok(reply.data) : fail('no-answer');
  } catch (error) {
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? '';
    return fail(notReached.includes(code) ? 'not-reached' : 'no-answer');
  }
}
