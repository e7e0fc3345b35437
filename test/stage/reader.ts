import type { Citizen } from '../fakes/card/citizens.ts';
import { VirtualCard } from '../fakes/card/virtual-card.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';
import { freePort } from './free-port.ts';

/** A reader of the stage: real pcscd with its virtual reader, or a pretend one that only listens on a port. */
export interface StageReader {
  /** Where a card is placed. */
  readonly port: number;
  /** What the kiosk's process needs in its environment to find it. */
  readonly env: Readonly<Record<string, string>>;
  readonly pcscd: Pcscd | undefined;
  card: VirtualCard | undefined;
  place(citizen: Citizen, options?: ConstructorParameters<typeof VirtualCard>[1]): Promise<VirtualCard>;
  lift(): void;
  /** The cable is out: for real pcscd, the daemon is dead. */
  unplug(): void;
  plugIn(): Promise<void>;
  stop(): Promise<void>;
}

export async function openReader(kind: 'real' | 'pretend'): Promise<StageReader> {
  const pcscd = kind === 'real' ? await startPcscd() : undefined;
  const port = pcscd?.vpcdPort ?? (await freePort());
  const reader: StageReader = {
    port,
    env: pcscd?.env ?? {},
    pcscd,
    card: undefined,
    async place(citizen, options) {
      reader.lift();
      const card = new VirtualCard(citizen, options);
      await card.place(port);
      reader.card = card;
      return card;
    },
    lift() {
      reader.card?.lift();
      reader.card = undefined;
    },
    unplug() {
      reader.lift();
      pcscd?.kill();
    },
    async plugIn() {
      await pcscd?.restart();
    },
    async stop() {
      reader.lift();
      await pcscd?.stop();
    },
  };
  return reader;
}
