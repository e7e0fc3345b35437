import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Hub, startHub } from '../../hub/start.ts';
import { NetworkCable } from '../fakes/network.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { VirtualScanner } from '../fakes/scanner.ts';
import { freePort } from './free-port.ts';
import { KioskProcess } from './kiosk-process.ts';
import { quietLog } from './quiet-log.ts';
import { openReader, type StageReader } from './reader.ts';
import { writeSite } from './site.ts';

export const staff = { name: 'ha', displayName: 'Trần Thu Hà', password: 'mot-cham-quay-3' };
const screens = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));

export interface StageOptions {
  readonly reader: 'real' | 'pretend';
  /** The kiosk's main process; production's own where it is left out. */
  readonly entry?: URL;
  readonly onLine?: (line: string) => void;
  /** Seconds that every screen of the kiosk waits; as usual where it is left out. */
  readonly patience?: number;
}

/** A whole site on one machine: hub, kiosk, and fakes for everything that a person would plug in. */
export interface Stage {
  readonly hub: Hub;
  readonly hubPort: number;
  readonly cable: NetworkCable;
  readonly printer: VirtualPrinter;
  readonly scanner: VirtualScanner;
  readonly reader: StageReader;
  readonly kiosk: KioskProcess;
  readonly kioskArgs: readonly string[];
  readonly kioskData: string;
  stopHub(): Promise<void>;
  startHub(): Promise<void>;
  stop(): Promise<void>;
}

/** Sets the stage; the kiosk itself is started by `stage.kiosk.start()`. */
export async function setStage({ reader: kind, entry, onLine, patience }: StageOptions): Promise<Stage> {
  const reader = await openReader(kind);
  const dir = mkdtempSync(join(tmpdir(), 'mot-cham-stage-'));
  const hubPort = await freePort();
  const cable = await NetworkCable.lay(() => hubPort);
  const printer = await VirtualPrinter.start({ mmPerSecond: 2_000 });
  const scanner = new VirtualScanner(join(dir, 'scanner'));
  const ports = { hubPort, hubCable: cable.port, printerPort: printer.port, screenPort: await freePort() };
  const machines = { ...ports, scanner: scanner.device, ...(patience && { patience }) };
  const { site, file, kioskData } = writeSite(dir, machines);

  const open = () => startHub({ sites: [site], dataDir: join(dir, 'hub'), webDir: screens, log: quietLog });
  let hub = await open();
  await hub.addStaff({ ...staff, isManager: true });
  let isHubUp = true;

  const kioskArgs = ['--site', file, '--kiosk', 'kiosk-1', '--data', kioskData];
  const kiosk = new KioskProcess({
    entry: entry ?? new URL('../../electron/headless.ts', import.meta.url),
    args: kind === 'pretend' ? [...kioskArgs, '--reader-port', String(reader.port)] : kioskArgs,
    env: reader.env,
    ...(onLine && { onLine }),
  });

  const stage: Stage = {
    get hub() {
      return hub;
    },
    ...{ hubPort, cable, printer, scanner, reader, kiosk, kioskArgs, kioskData },
    async stopHub() {
      if (isHubUp) await hub.close();
      isHubUp = false;
    },
    async startHub() {
      if (!isHubUp) hub = await open();
      isHubUp = true;
    },
    async stop() {
      await kiosk.kill('SIGTERM');
      await stage.stopHub();
      await reader.stop();
      await printer.stop();
      scanner.stop();
      cable.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return stage;
}
