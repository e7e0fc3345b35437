import type { HelpSlip } from '../contract/devices.ts';
import { type Block, dashes, framed, paragraph, space, stack } from './blocks.ts';
import { type Dots, english, heading, onPage, type Page, strong, vietnamese } from './layout.ts';
import type { Measure } from './surface.ts';

/** Everything on a slip for the help desk, in the style of a ticket's slip. */
export function layOutHelp(slip: HelpSlip, dots: Dots, measure: Measure): Block {
  return onPage([heading, desk, request, origin], slip, dots, measure);
}

/** As large as one line allows, so that a steward reads it from afar. */
function desk(_slip: HelpSlip, { width, title, measure }: Page): Block {
  const inner = width - 32;
  const name = 'BÀN HƯỚNG DẪN';
  const wide = measure(name, { size: 100, weight: 800 }) / 100;
  const words = stack(
    paragraph(name, { size: Math.floor((inner - 2) / wide), weight: 800 }, inner, measure),
    paragraph('Help desk', title, inner, measure),
  );
  return stack(space(8), framed(words, 16));
}

function request(_slip: HelpSlip, { width, title, measure }: Page): Block {
  return stack(
    space(16),
    paragraph('Mời ông/bà đưa phiếu này và thẻ căn\u00a0cước cho cán\u00a0bộ.', title, width, measure),
    paragraph('Please give this slip and your card to the staff.', english, width, measure),
  );
}

function origin({ issuedAt, kiosk }: HelpSlip, { width, measure }: Page): Block {
  return stack(
    dashes(width),
    paragraph(issuedAt, strong, width, measure),
    paragraph(kiosk, vietnamese, width, measure),
  );
}
