import type { HelpSlip, Slip } from '../contract/devices.ts';
import { minutesOf } from '../ticket.ts';
import { type Block, beside, dashes, framed, inset, paragraph, space, stack } from './blocks.ts';
import { qrBlock } from './code.ts';
import type { Measure, TextStyle } from './surface.ts';

/**
 * Sizes in dots at 203 dpi: service and place 13 pt or more, other Vietnamese 26 dots or more, the second
 * language 22 dots, nothing thinner than weight 500, so that older eyes can read it.
 */
const sizes = {
  576: { edge: 16, title: 30, fact: 44, number: 200 },
  384: { edge: 8, title: 28, fact: 40, number: 140 },
} as const;

/** Widths of paper that a slip is laid out for: 576 dots on 80 mm, 384 on 58 mm. */
export type Dots = keyof typeof sizes;

/** Texts in the two languages, under every heading. */
export const vietnamese: TextStyle = { size: 26, weight: 500 };
/** What must not be missed. */
export const strong: TextStyle = { size: 26, weight: 700 };
/** The second language. */
export const english: TextStyle = { size: 22, weight: 500 };

/** The paper that parts are laid out on. */
export interface Page {
  readonly dots: Dots;
  /** Dots between the edges. */
  readonly width: number;
  readonly title: TextStyle;
  readonly fact: TextStyle;
  readonly measure: Measure;
}

/** Everything on a slip and where it stands, `dots` across; the height follows from the words. */
export function layOut(slip: Slip, dots: Dots, measure: Measure): Block {
  return onPage([reprintMark, heading, service, number, place, followUp, validity], slip, dots, measure);
}

/** Parts one under the other between the edges of a paper. */
export function onPage<Words>(
  parts: readonly ((words: Words, page: Page) => Block)[],
  words: Words,
  dots: Dots,
  measure: Measure,
): Block {
  const { edge, title, fact } = sizes[dots];
  const page: Page = {
    dots,
    width: dots - 2 * edge,
    title: { size: title, weight: 700 },
    fact: { size: fact, weight: 800 },
    measure,
  };
  const body = stack(space(8), ...parts.map((part) => part(words, page)), space(24));
  return { ...inset(body, edge), width: dots };
}

function reprintMark(slip: Slip, { width, title, measure }: Page): Block {
  if (slip.reprints === 0) return space(0);
  const mark = paragraph(`IN LẠI · REPRINT ${slip.reprints}`, { ...title, weight: 800 }, width - 16, measure);
  return stack(framed(mark, 8), space(12));
}

/** Whose paper it is: at the head of every slip. */
export function heading(
  slip: Pick<Slip & HelpSlip, 'organisation' | 'address'>,
  { width, title, measure }: Page,
): Block {
  return stack(
    paragraph(slip.organisation.vi, title, width, measure),
    paragraph(slip.address.vi, vietnamese, width, measure),
    paragraph(slip.organisation.en, english, width, measure),
    dashes(width),
  );
}

function service(slip: Slip, { width, fact, measure }: Page): Block {
  return stack(
    paragraph(slip.service.vi, fact, width, measure),
    paragraph(slip.service.en, vietnamese, width, measure),
  );
}

/** As large as the paper allows; the series stands a thin space apart from the digits, as on the screen. */
function number(slip: Slip, { dots, width, measure }: Page): Block {
  const text = slip.number.replace(/(?<=[A-Z])(?=\d)/, '\u2009');
  const wide = measure(text, { size: 100, weight: 800 }) / 100;
  const style: TextStyle = { size: Math.min(sizes[dots].number, Math.floor(width / wide)), weight: 800 };
  const taken = Math.ceil(measure(text, style));
  // Letters A to Z and digits carry no marks, so the box needs no room for them.
  const baseline = Math.ceil(style.size * 0.8);
  const height = Math.ceil(style.size * 0.95);
  const x = Math.max(0, Math.floor((width - taken) / 2));
  return stack(
    space(16),
    { width, height, marks: [{ kind: 'text', text, style, x, y: 0, width: taken, height, baseline }] },
    space(8),
  );
}

function place(slip: Slip, { width, fact, measure }: Page): Block {
  const inner = width - 32;
  return framed(
    stack(paragraph(`→ ${slip.place.vi}`, fact, inner, measure), paragraph(slip.place.en, vietnamese, inner, measure)),
    16,
  );
}

/** The QR, and beside it, or under it on narrow paper, how many wait and when and where the slip was made. */
function followUp(slip: Slip, page: Page): Block {
  const code = qrBlock(slip.link, page.width);
  const rest = page.width - code.width;
  if (rest >= 220) return stack(space(8), beside(code, waiting(slip, page, rest, 'left')));
  const centred = { ...inset(code, Math.floor(rest / 2)), width: page.width };
  return stack(space(16), waiting(slip, page, page.width, 'centre'), centred);
}

function waiting(slip: Slip, { fact, measure }: Page, width: number, align: 'left' | 'centre'): Block {
  const line = (text: string, style: TextStyle) => paragraph(text, style, width, measure, align);
  const { ahead, wait } = slip;
  const people =
    ahead === undefined
      ? []
      : [
          line('Trước ông/bà còn', vietnamese),
          line(`${ahead} người`, fact),
          line(`${ahead} ${ahead === 1 ? 'person' : 'people'} ahead`, english),
          space(8),
        ];
  const minutes = wait
    ? [
        line(`${wait.fromMinutes === 0 ? 'Chờ dưới' : 'Chờ khoảng'} ${minutesOf(wait)} phút`, strong),
        line(`Wait ${wait.fromMinutes === 0 ? 'under' : 'about'} ${minutesOf(wait)} min`, english),
        space(8),
      ]
    : [];
  return stack(...people, ...minutes, line(slip.issuedAt, strong), line(slip.kiosk, vietnamese));
}

function validity(_slip: Slip, { width, measure }: Page): Block {
  return stack(
    dashes(width),
    paragraph('Phiếu chỉ có giá\u00a0trị trong ngày', strong, width, measure),
    paragraph('Valid today only', english, width, measure),
  );
}
