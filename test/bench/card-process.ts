import { benchCard } from '../fakes/card/bench-card.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import type { LinkMaking } from '../fakes/card/link.ts';
import type { VirtualCard } from '../fakes/card/virtual-card.ts';

/** What the bench asks of the process that is the card. */
export type ToCard = { readonly place: number; readonly link?: Partial<LinkMaking> } | 'enter' | 'lift';
/** What it says: the issuer to trust, in base64, and from then on that it did as it was told. */
export type FromCard = { readonly issuer: string } | 'done';

/** The card of the bench in a process of its own, so that its sums are not counted as the reader's. */
let card: VirtualCard | undefined;

const say = (said: FromCard) => process.send!(said);

process.on('message', async (asked: ToCard) => {
  if (asked === 'enter') card?.enter();
  else card?.lift();
  if (typeof asked === 'object') {
    card = benchCard(asked.link ? { link: asked.link } : {});
    await card.place(asked.place);
  }
  say('done');
});
process.on('disconnect', () => process.exit());
say({ issuer: trustedIssuer().toString('base64') });
