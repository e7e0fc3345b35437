import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { onTestFinished } from 'vitest';
import type { hubContract, TicketIssued } from '../../core/contract/hub.ts';
import { parseSite, type Site } from '../../core/settings.ts';
import { openLog } from '../../hub/log.ts';
import { type Hub, type HubOptions, startHub } from '../../hub/start.ts';

export type Client = ContractRouterClient<typeof hubContract>;

export const token = 'the token of kiosk 1';
export const password = 'mật khẩu của Hà';
export const noon = Date.parse('2026-11-25T05:00:00.000Z');

/** Hà Đông, with a kiosk whose token the tests know. */
export function hubSite(): Site {
  const file = new URL('../../assets/sites/ha-dong.json', import.meta.url);
  const site = parseSite(readFileSync(file, 'utf8'), 'ha-dong.json');
  if (!site.ok) throw new Error(site.fault.join('\n'));
  const tokenHash = createHash('sha256').update(token).digest('hex');
  return { ...site.value, kiosks: site.value.kiosks.map((kiosk) => ({ ...kiosk, tokenHash })) };
}

/** A folder that is gone after the test. */
export function newDataDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cham-hub-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A clock that the test moves. */
export function handClock(at = noon) {
  let ms = at;
  return {
    now: () => new Date(ms),
    pass: (more: number) => {
      ms += more;
    },
  };
}

export interface Bench extends Hub {
  readonly clock: ReturnType<typeof handClock>;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly kiosk: Client;
  logged(): string;
}

/** A hub on loopback with a moved clock, ended after the test. */
export async function openBench(options: Partial<HubOptions> & { clock?: Bench['clock'] } = {}): Promise<Bench> {
  const { clock = handClock(), dataDir = newDataDir(), ...rest } = options;
  let lines = '';
  const log = openLog({
    write: (line: string) => {
      lines += line;
    },
  });
  const hub = await startHub({ sites: [hubSite()], port: 0, now: clock.now, log, dataDir, ...rest });
  onTestFinished(() => hub.close());
  return {
    ...hub,
    clock,
    dataDir,
    databaseUrl: rest.databaseUrl,
    kiosk: commands(hub.url, { authorization: `Bearer ${token}` }),
    logged: () => lines,
  };
}

export function commands(url: string, headers: Record<string, string> = {}): Client {
  return createORPCClient(new RPCLink({ url: `${url}/rpc`, headers }));
}

/** One member of staff who is signed in already, which costs no check of a password; gives the cookie. */
export async function signInAs({ store }: Hub, name = 'ha', rights: Partial<Rights> = {}): Promise<Cookie> {
  const { site = 'ha-dong', mayCallThis = true, isManager = false } = rights;
  const session = randomBytes(32).toString('base64url');
  const row = { display_name: 'Trần Thu Hà', password_hash: '', may_call_this: +mayCallThis, is_manager: +isManager };
  await store.db
    .insertInto('staff')
    .values({ site, name, ...row })
    .onConflict((conflict) => conflict.columns(['site', 'name']).doUpdateSet(row))
    .execute();
  const id_hash = createHash('sha256').update(session).digest('hex');
  await store.db
    .insertInto('staff_session')
    .values({ id_hash, site, name, ends_at: '9999-01-01T00:00:00.000Z' })
    .execute();
  return { cookie: `mot-cham-staff=${session}` };
}
type Cookie = { readonly cookie: string };
type Rights = { readonly site: string; readonly mayCallThis: boolean; readonly isManager: boolean };

export async function postSignIn(url: string, name: string, given: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/rpc/staff/signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ json: { name, password: given } }),
  });
  const setCookie = answer.headers.get('set-cookie');
  return { status: answer.status, setCookie, cookie: setCookie?.split(';')[0], body: await answer.text() };
}

/** Reserves and takes in, as a kiosk does; gives what it sent. */
export async function issue(
  bench: Bench,
  service = 'chung-thuc',
  given: Partial<TicketIssued> = {},
): Promise<TicketIssued> {
  const visitId = randomUUID();
  const { ahead: _, ...number } = await bench.kiosk.kiosk.reserve({ visitId, service });
  const event = issued(bench, { ...number, visitId, service, ...given });
  await bench.kiosk.kiosk.takeIn({ events: [event] });
  bench.clock.pass(1_000);
  return event;
}

export function issued(bench: Pick<Bench, 'clock'>, given: Partial<TicketIssued>): TicketIssued {
  return {
    type: 'ticket-issued.v1',
    ticketId: randomUUID(),
    visitId: randomUUID(),
    service: 'chung-thuc',
    day: '2026-11-25',
    series: 'B',
    sequence: 1,
    number: 'B001',
    issuer: 'hub',
    identity: 'card-proved',
    issuedAt: bench.clock.now().toISOString(),
    ...given,
  };
}

export interface At {
  readonly commandId: string;
  readonly counter: string;
}

export const at = (counter: string): At => ({ commandId: randomUUID(), counter });

/** Waits until it is so; the test's own patience is the end. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(10);
}

const tables = ['number_series', 'reservation', 'ticket', 'turn', 'ticket_event', 'site_state'] as const;

/** All that the hub has on disk about its queues. */
export async function dump({ store }: Hub): Promise<Record<string, string[]>> {
  const read = async (table: (typeof tables)[number]) => {
    const rows = await store.db.selectFrom(table).selectAll().execute();
    return [table, rows.map((row) => JSON.stringify(row)).sort()] as const;
  };
  return Object.fromEntries(await Promise.all(tables.map(read)));
}

interface Refusal {
  readonly code?: string;
  readonly status?: number;
  readonly data?: unknown;
}

/** A refusal as it came over the network, or `undefined` where it was not refused. */
export async function refusalOf(asked: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    return error as Refusal;
  }
}

/** Its code alone. */
export async function codeOf(asked: Promise<unknown>): Promise<string | undefined> {
  const refusal = await refusalOf(asked);
  return refusal && (refusal.code ?? String(refusal));
}
