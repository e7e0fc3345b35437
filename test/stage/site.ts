import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSite, patienceSchema, type Site } from '../../core/settings.ts';
import { trustedIssuerPem } from '../fakes/card/issuer.ts';

interface Machines {
  readonly hubPort: number;
  /** Where the kiosk finds the hub: by a cable that can be pulled. */
  readonly hubCable: number;
  readonly printerPort: number;
  readonly scanner: string;
  readonly screenPort?: number;
  readonly reader?: string;
  /** Seconds that every screen waits. */
  readonly patience?: number;
}

/** The example site, set up for machines on loopback: its file, its kiosk's data folder and token. */
export function writeSite(dir: string, machines: Machines): { site: Site; file: string; kioskData: string } {
  const example = JSON.parse(readFileSync(new URL('../../assets/sites/ha-dong.json', import.meta.url), 'utf8'));
  const token = randomBytes(32).toString('base64url');
  example.hub.port = machines.hubPort;
  if (machines.patience) example.patience = everyScreen(machines.patience);
  example.dayStartsAtHour = farFromNow();
  Object.assign(example.kiosks[0], {
    hub: `http://127.0.0.1:${machines.hubCable}`,
    tokenHash: createHash('sha256').update(token).digest('hex'),
    printer: {
      ...example.kiosks[0].printer,
      line: { ...example.kiosks[0].printer.line, port: machines.printerPort },
    },
    scanner: machines.scanner,
    ...(machines.screenPort && { screenPort: machines.screenPort }),
    trust: trustFolder(dir),
    ...(machines.reader && { reader: machines.reader }),
  });
  const file = join(dir, 'site.json');
  const text = JSON.stringify(example, null, 2);
  writeFileSync(file, text);
  const kioskData = join(dir, 'kiosk-1');
  mkdirSync(kioskData, { recursive: true });
  writeFileSync(join(kioskData, 'hub-token'), token, { mode: 0o600 });
  const site = parseSite(text, file);
  if (!site.ok) throw new Error(site.fault.join('\n'));
  return { site: site.value, file, kioskData };
}

/** The issuer of the virtual cards, trusted as a technician would have it. */
function trustFolder(dir: string): string {
  const folder = join(dir, 'trust');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'virtual-issuer.pem'), trustedIssuerPem());
  return folder;
}

const everyScreen = (seconds: number) =>
  Object.fromEntries(Object.keys(patienceSchema.shape).map((screen) => [screen, seconds]));

/** The hour that is twelve from now at the site, so that no test crosses from one day of numbers into the next. */
function farFromNow(): number {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: 'numeric' }).format(new Date());
  return (Number(hour) + 12) % 24;
}
