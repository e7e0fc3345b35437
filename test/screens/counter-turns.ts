import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteOnScreen } from '../../core/contract/hub.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { parseSite } from '../../core/settings.ts';

const sites = path.resolve(import.meta.dirname, '../../assets/sites');

/** 08:42 of a morning at the example site. */
export const now = Date.parse('2026-11-23T01:42:00Z');
export const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

/** One of the example sites, as screens see it. */
export function exampleSite(name: 'ha-dong' | 'thanh-liem' = 'ha-dong'): SiteOnScreen {
  const file = path.join(sites, `${name}.json`);
  const parsed = parseSite(readFileSync(file, 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.fault.join('\n'));
  return parsed.value;
}

let made = 0;
/** A turn of this morning; each one has an id of its own. */
export function turn(number: string, over: Partial<Turn> = {}): Turn {
  made += 1;
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  const issuedAt = over.issuedAt ?? minutesAgo(20);
  return {
    id,
    ticketId: id,
    number,
    day: '2026-11-23',
    service: 'chung-thuc',
    step: 0,
    after: [],
    state: 'waiting',
    identity: 'card-proved',
    language: 'vi',
    order: Date.parse(issuedAt),
    issuedAt,
    queuedAt: issuedAt,
    calls: 0,
    misses: 0,
    version: 1,
    ...over,
  };
}
