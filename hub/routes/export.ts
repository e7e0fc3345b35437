import { ORPCError } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isoDay } from '../../core/contract/shared.ts';
import { askingOf } from '../auth.ts';
import type { Parts } from '../parts.ts';
import { csvOf } from '../reports/csv.ts';
import { reportOf } from '../reports/report.ts';
import { managed } from './manager.ts';

const query = z.object({ from: isoDay, until: isoDay, language: z.enum(['vi', 'en']).default('vi') });

/** The report as a file at `/manager/report.csv?from=&until=&language=`, for a manager who is signed in. */
export function serveExport(app: FastifyInstance, parts: Parts): void {
  app.get('/manager/report.csv', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const asked = query.safeParse(request.query);
    if (!asked.success) return reply.code(400).send({ message: 'from and until must be days' });
    const { from, until, language } = asked.data;
    const site = await managed(parts, askingOf(request.headers), refusals).catch((error: unknown) => {
      if (error instanceof ORPCError) return error;
      throw error;
    });
    if (site instanceof ORPCError) return reply.code(site.status).send({ message: site.code });
    const report = await reportOf(site.counts, parts.store, from, until);
    if (!report.ok) return reply.code(400).send({ message: report.fault });
    const name = `${site.site.id}-${from}${from === until ? '' : `-${until}`}.csv`;
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(csvOf(report.value, site.site, language));
  });
}

const refusals = {
  SIGN_IN_FIRST: () => new ORPCError('SIGN_IN_FIRST', { status: 401 }),
  NOT_ALLOWED: () => new ORPCError('NOT_ALLOWED', { status: 403 }),
};
