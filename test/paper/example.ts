import type { HelpSlip, Slip } from '../../core/contract/devices.ts';
import { drawSlip } from '../../core/paper/draw.ts';
import { type Logo, logoOf } from '../../core/paper/logo.ts';
import type { Dots } from '../../core/paper/page.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import type { Bitmap } from '../../core/paper/raster.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import type { PrinterSetup } from '../../native/printer/setup.ts';
import type { Paper } from '../fakes/printer/paper.ts';

export const slip: Slip = {
  organisation: { vi: 'Trung tâm Phục vụ hành chính công', en: 'Public Administration Service Centre' },
  address: { vi: 'Phường Hà Đông, thành phố Hà Nội', en: 'Ha Dong Ward, Hanoi' },
  service: { vi: 'Chứng thực', en: 'Certification' },
  number: 'B027',
  place: { vi: 'Quầy 3 · tầng 1', en: 'Counter 3 · ground floor' },
  ahead: 5,
  wait: { fromMinutes: 20, toMinutes: 35 },
  issuedAt: '08:42 24/11/2026',
  kiosk: 'Kiosk 1',
  link: 'https://motcham.example.vn/p/0b9d7c1e-3f64-4f0c-9a52-7d8e61c2a9f3',
  reprints: 0,
};

/** A tile of the site's pattern, from grey to black outwards: rings in a square. */
export const logo: Logo = logoOf(
  Array.from({ length: 96 * 96 }, (_, dot) => {
    const away = Math.hypot((dot % 96) - 47.5, Math.floor(dot / 96) - 47.5);
    const grey = away > 47 ? 255 : away > 40 ? 0 : away > 30 ? 255 : away > 14 ? 190 : 40;
    return [grey, grey, grey, 255];
  }).flat(),
  96,
);

/** A ticket of the kiosk's own series, printed again, with everything that a slip can say. */
export const everything: Slip = {
  ...slip,
  number: 'AK012',
  way: { vi: 'Đi thẳng, rẽ trái sau quầy 2', en: 'Straight on, then left after counter 2', arrow: 'left' },
  reprints: 2,
};

/** While the hub is away nobody has counted who is ahead. */
const { ahead: _ahead, wait: _wait, ...uncounted } = slip;
export const withoutHub: Slip = { ...uncounted, number: 'BK012' };

export const helpSlip: HelpSlip = {
  organisation: slip.organisation,
  address: slip.address,
  issuedAt: slip.issuedAt,
  kiosk: slip.kiosk,
};

export const draw = (what: Slip | HelpSlip = slip, dots: Dots = 576): Bitmap => drawSlip(what, dots, makeSurface);

/** A printer on a port of loopback; a fast one, so that deadlines are short. */
export function setupFor(port: number, more: Partial<PrinterProfile> = {}): PrinterSetup {
  const profile: PrinterProfile = {
    models: ['virtual'],
    dots: 576,
    mmPerSecond: 400,
    drawing: 'raster',
    bandRows: 128,
    feedsBlankRows: false,
    fence: 'gs-h',
    hasStatus: true,
    cut: 'partial',
    cutterMm: 24,
  };
  return { profile: { ...profile, ...more }, line: { by: 'tcp', host: '127.0.0.1', port } };
}

/** One string of `.` and `#` for each row: differences can be read. */
export function rowsOf({ width, height, bits }: Bitmap): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (isInk({ width, bits }, x, y) ? '#' : '.')).join(''),
  );
}

export function rowsOn(paper: Paper | undefined): string[] {
  return (paper?.rows ?? []).map((row) => Array.from(row, (dot) => (dot === 1 ? '#' : '.')).join(''));
}

export function isInk({ width, bits }: Pick<Bitmap, 'width' | 'bits'>, x: number, y: number): boolean {
  const dot = y * width + x;
  return ((bits[dot >> 3]! >> (7 - (dot & 7))) & 1) === 1;
}
