import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { slipSchema } from '../../core/contract/devices.ts';
import { helpSlipOf, slipOf } from '../../core/paper/slip.ts';
import { parseSite, siteSchema } from '../../core/settings.ts';
import type { Ticket } from '../../core/ticket.ts';

const file = new URL('../../assets/sites/ha-dong.json', import.meta.url);
const parsed = parseSite(readFileSync(file, 'utf8'), 'ha-dong.json');
if (!parsed.ok) throw new Error(parsed.fault.join('\n'));
const site = parsed.value;
const kiosk = site.kiosks[0]!;

const ticket: Ticket = {
  id: 'tkt-4711',
  visitId: 'visit-1',
  day: '2026-11-24',
  series: 'B',
  sequence: 27,
  number: 'B027',
  issuer: 'hub',
  service: 'chung-thuc',
  identity: 'card-proved',
  language: 'vi',
  issuedAt: '2026-11-24T01:42:59.000Z',
  ahead: 5,
  wait: { fromMinutes: 20, toMinutes: 35 },
};

test('a slip says where to go, when it was made, how many wait and how long', () => {
  expect(slipOf(ticket, site, kiosk, 0)).toEqual({
    organisation: site.organisation,
    address: site.address,
    service: { vi: 'Chứng thực', en: 'Certification' },
    number: 'B027',
    place: { vi: 'Quầy 3 · tầng 1', en: 'Counter 3 · ground floor' },
    ahead: 5,
    wait: { fromMinutes: 20, toMinutes: 35 },
    issuedAt: '08:42 24/11/2026',
    kiosk: 'Kiosk 1',
    link: 'https://motcham.example.vn/p/tkt-4711',
    reprints: 0,
  });
});

test('the time is the site’s own, also past midnight', () => {
  expect(slipOf({ ...ticket, issuedAt: '2026-11-24T17:05:00Z' }, site, kiosk, 0).issuedAt).toBe('00:05 25/11/2026');
});

test('a number of the kiosk’s own series has nobody counted ahead', () => {
  const { ahead: _, wait: __, ...alone } = ticket;
  const slip = slipOf({ ...alone, issuer: 'kiosk' }, site, kiosk, 0);
  expect(slip).not.toHaveProperty('ahead');
  expect(slip).not.toHaveProperty('wait');
});

test('the way to a service and the site’s logo are on the slip where the site gives them', () => {
  const way = { vi: 'Đi thẳng, rẽ trái sau quầy 2', en: 'Straight on, then left', arrow: 'left' as const };
  const rows = Array.from({ length: 8 }, () => '0ff0');
  const services = site.services.map((service) => ({ ...service, way }));
  const shown = siteSchema.parse({ ...site, services, logo: { rows } });
  expect(slipOf(ticket, shown, kiosk, 0)).toEqual({ ...slipOf(ticket, site, kiosk, 0), way, logo: { rows } });
  expect(slipSchema.parse(slipOf(ticket, shown, kiosk, 0))).toMatchObject({ way, logo: { rows } });
  expect(helpSlipOf(new Date(ticket.issuedAt), shown, kiosk)).toMatchObject({ logo: { rows } });
});

test('an arrow that points nowhere is refused, by its path', () => {
  const services = site.services.map((service) => ({ ...service, way: { vi: 'Đi', en: 'Go', arrow: 'north' } }));
  const read = parseSite(JSON.stringify({ ...site, services }), 'site.json');
  expect(read.ok ? [] : read.fault[0]).toContain('site.json: services[0].way.arrow');
});

test('a service that the site does not have is a bug, not a slip', () => {
  expect(() => slipOf({ ...ticket, service: 'khac' }, site, kiosk, 0)).toThrow('no service "khac"');
});
