import type { Citizen } from '../fakes/card/citizens.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';
import { setPlug } from '../fakes/reader-plug.ts';
import { freePort } from './free-port.ts';

/** A reader of the stage: real pcscd with its virtual reader, or a pretend one that only listens on a port. */
export interface StageReader {
  /** Where a card is placed. */
  readonly port: number;
  /** What the kiosk's process needs in its environment to find it. */
  readonly env: Readonly<Record<string, string>>;
  readonly pcscd: Pcscd | undefined;
  place(citizen: Citizen, options?: CardOptions): Promise<void>;
  lift(): void;
  /** The cable is out; for real pcscd, the daemon is dead. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

export async function openReader(kind: 'real' | 'pretend'): Promise<StageReader> {
  const pcscd = kind === 'real' ? await startPcscd() : undefined;
  const port = pcscd?.vpcdPort ?? (await freePort());
  let card: VirtualCard | undefined;
  const reader: StageReader = {
    port,
    env: pcscd?.env ?? {},
    pcscd,
    async place(citizen, options) {
      card?.lift();
      card = new VirtualCard(citizen, options);
      await card.place(port);
    },
    lift() {
      card?.lift();
      card = undefined;
    },
    async unplug() {
      if (pcscd) pcscd.kill();
      else await setPlug(port, 'out');
      reader.lift();
    },
    async plugIn() {
      await (pcscd ? pcscd.restart() : setPlug(port, 'in'));
    },
    async stop() {
      reader.lift();
      await pcscd?.stop();
    },
  };
  return reader;
}
