import { implement } from '@orpc/server';
import { typedKey } from '../core/card/scan.ts';
import { type KioskView, kioskContract, type Touch } from '../core/contract/kiosk.ts';
import type { IsoDay } from '../core/person.ts';
import type { KioskSettings, Service, Site } from '../core/settings.ts';
import type { VisitEvent } from '../core/visit.ts';
import type { Runner } from './runner.ts';
import type { Views } from './views.ts';

interface Parts {
  readonly site: Site;
  readonly kiosk: KioskSettings;
  readonly runner: Runner;
  readonly views: Views;
  readonly today: () => IsoDay;
}

/** What the citizen's screen may ask of the machine: to watch, and to touch. */
export function kioskRouter({ site, kiosk, runner, views, today }: Parts) {
  const os = implement(kioskContract);
  return os.router({
    site: os.site.handler(() => {
      const { organisation, address, timeZone } = site;
      const kioskLetters = site.kiosks.map(({ letter }) => letter);
      const services = site.services.map(tileOf);
      return { organisation, address, timeZone, kiosk: kiosk.name, kioskLetters, services };
    }),
    touch: os.touch.handler(({ input }) => {
      if (input.type === 'touched') runner.touched();
      else runner.send(eventOf(input, today()));
      return {};
    }),
    watch: os.watch.handler(async function* ({ signal }): AsyncGenerator<KioskView> {
      yield* views.follow(signal);
    }),
  });
}

/** A service as the citizen chooses it; the rules of its queue stay here. */
function tileOf({ id, letter, icon, name, about, place }: Service) {
  return { id, letter, icon, name, about, place };
}

function eventOf(touch: Exclude<Touch, { type: 'touched' }>, today: IsoDay): VisitEvent {
  return touch.type === 'digits-typed' ? { type: 'key-given', key: typedKey(touch, today) } : touch;
}
