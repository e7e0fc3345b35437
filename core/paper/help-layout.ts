import type { HelpSlip } from '../contract/devices.ts';
import { type Block, dashes, framed, space, stack } from './blocks.ts';
import { heading, origin } from './layout.ts';
import { type Dots, english, narrower, onPage, type Page, pageOf, write } from './page.ts';
import type { Measure } from './surface.ts';

/** Everything on a slip for the help desk, in the style of a ticket's slip. */
export function layOutHelp(slip: HelpSlip, dots: Dots, measure: Measure): Block {
  return onPage([heading, framedDesk, request, made], slip, pageOf(dots, measure));
}

/** Where the citizen goes: as large as one line allows, so that a steward reads it from afar. */
export function desk(_slip: HelpSlip, page: Page): Block {
  const name = 'BÀN HƯỚNG DẪN';
  const wide = page.measure(name, { size: 100, weight: 800 }) / 100;
  return stack(
    write(page, name, { size: Math.floor((page.width - 2) / wide), weight: 800 }, 1),
    write(page, 'Help desk', page.title, 1),
  );
}

function framedDesk(slip: HelpSlip, page: Page): Block {
  return stack(space(8), framed(desk(slip, narrower(page, 32)), 16));
}

/** What to do there. */
export function request(_slip: HelpSlip, page: Page): Block {
  return stack(
    space(16),
    write(page, 'Mời ông/bà đưa phiếu này và thẻ căn\u00a0cước cho cán\u00a0bộ.', page.title, 3),
    write(page, 'Please give this slip and your card to the staff.', english, 3),
  );
}

/** When and where the slip was made, under a line. */
export function made(slip: HelpSlip, page: Page): Block {
  return stack(dashes(page.width), origin(slip, page));
}
