import type { HelpSlip, Slip } from '../contract/devices.ts';
import { minutesOf } from '../ticket.ts';
import { type Block, beside, dashes, framed, inset, picture, space, stack } from './blocks.ts';
import { qrBlock } from './code.ts';
import { number } from './number.ts';
import { type Dots, english, narrower, onPage, type Page, pageOf, strong, vietnamese, write } from './page.ts';
import type { Measure } from './surface.ts';
import { way } from './way.ts';

/** Everything on a slip and where it stands, `dots` across; the height follows from the words. */
export function layOut(slip: Slip, dots: Dots, measure: Measure): Block {
  return onPage(
    [reprintMark, heading, service, number, framedPlace, way, followUp, validity],
    slip,
    pageOf(dots, measure),
  );
}

function reprintMark(slip: Slip, page: Page): Block {
  if (slip.reprints === 0) return space(0);
  return stack(framed(reprintWords(slip, narrower(page, 16)), 8), space(12));
}

/** At the very top of a paper that is not the first. */
export function reprintWords({ reprints }: Slip, page: Page): Block {
  if (reprints === 0) return space(0);
  return write(page, `IN LẠI · REPRINT ${reprints}`, { ...page.title, weight: 800 }, 1);
}

/** Whose paper it is: at the head of every slip. */
export function heading(slip: Pick<Slip & HelpSlip, 'logo' | 'organisation' | 'address'>, page: Page): Block {
  return stack(
    emblem(slip, page),
    write(page, slip.organisation.vi, page.title, 3),
    write(page, slip.address.vi, vietnamese),
    write(page, slip.organisation.en, english),
    dashes(page.width),
  );
}

function emblem({ logo }: Pick<Slip, 'logo'>, { width, align }: Page): Block {
  if (!logo) return space(0);
  const drawn = picture(logo.rows);
  const left = align === 'left' ? 0 : Math.max(0, Math.floor((width - drawn.width) / 2));
  return stack(inset(drawn, left), space(12));
}

/** What the number is for. */
export function service(slip: Slip, page: Page): Block {
  return stack(write(page, slip.service.vi, page.fact), write(page, slip.service.en, vietnamese));
}

/** Where the citizen is served. */
export function place(slip: Slip, page: Page): Block {
  return stack(write(page, slip.place.vi, page.fact), write(page, slip.place.en, vietnamese));
}

function framedPlace(slip: Slip, page: Page): Block {
  return framed(place(slip, narrower(page, 32)), 16);
}

/** The QR, and beside it, or under it on narrow paper, how many wait and when and where the slip was made. */
function followUp(slip: Slip, page: Page): Block {
  const code = qrBlock(slip.link, page.width);
  const rest = page.width - code.width;
  const caption = followWords(narrower(page, rest));
  const followed = stack(code, caption);
  if (rest >= 220) return stack(space(16), beside(followed, waiting(slip, narrower(page, code.width, 'left'))));
  return stack(space(16), waiting(slip, page), { ...inset(followed, Math.floor(rest / 2)), width: page.width });
}

/** What the QR is for. */
export function followWords(page: Page): Block {
  return stack(write(page, 'Quét để theo dõi', vietnamese, 1), write(page, 'Scan to follow', english, 1));
}

/** How many wait and how long, as far as anybody knows; when and where the slip was made. */
export function waiting(slip: Slip, page: Page): Block {
  return stack(...peopleAhead(slip, page), ...minutes(slip, page), origin(slip, page));
}

function peopleAhead({ ahead }: Slip, page: Page): Block[] {
  if (ahead === undefined) return [];
  return [
    write(page, 'Trước ông/bà còn', vietnamese, 1),
    write(page, `${ahead} người`, page.fact, 1),
    write(page, `${ahead} ${ahead === 1 ? 'person' : 'people'} ahead`, english, 1),
    space(8),
  ];
}

function minutes({ wait }: Slip, page: Page): Block[] {
  if (!wait) return [];
  const isShort = wait.fromMinutes === 0;
  return [
    write(page, `${isShort ? 'Chờ dưới' : 'Chờ khoảng'} ${minutesOf(wait)} phút`, strong),
    write(page, `Wait ${isShort ? 'under' : 'about'} ${minutesOf(wait)} min`, english),
    space(8),
  ];
}

/** When and where the slip was made: one line where there is room. */
export function origin({ issuedAt, kiosk }: Pick<Slip & HelpSlip, 'issuedAt' | 'kiosk'>, page: Page): Block {
  return write(page, `${issuedAt} · ${kiosk}`, strong);
}

/** How long the number counts. */
export function validity(_slip: Slip, page: Page): Block {
  return stack(
    dashes(page.width),
    write(page, 'Phiếu chỉ có giá\u00a0trị trong ngày', strong),
    write(page, 'Valid today only', english),
  );
}
