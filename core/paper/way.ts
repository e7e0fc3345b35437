import type { Slip } from '../contract/devices.ts';
import type { Way } from '../settings.ts';
import { type Block, beside, type Mark, space, stack } from './blocks.ts';
import { english, narrower, type Page, strong, write } from './page.ts';
import type { Surface } from './surface.ts';

/** Dots of an arrow's square, and beside it. */
const arrow = 64;
const beyond = 20;

/** The way from the kiosk to the place: an arrow that is seen from afar, and words beside it. */
export function way(slip: Pick<Slip, 'way'>, page: Page): Block {
  if (!slip.way) return space(0);
  const room = narrower(page, arrow + beyond + 8, 'left');
  const words = stack(write(room, slip.way.vi, strong, 3), write(room, slip.way.en, english, 3));
  const mark: Mark = { kind: 'arrow', direction: slip.way.arrow, x: 8, y: 0, width: arrow, height: arrow };
  const drawn: Block = { width: arrow + beyond + 8, height: arrow, marks: [mark] };
  return stack(space(16), beside(drawn, words));
}

/** Corners of an arrow that points up, in a square from -1 to 1. */
const corners = [
  [0, -1],
  [0.8, -0.15],
  [0.5, 0.15],
  [0.22, -0.14],
  [0.22, 1],
  [-0.22, 1],
  [-0.22, -0.14],
  [-0.5, 0.15],
  [-0.8, -0.15],
] as const;
/** Eighths of a turn to the right. */
const turns: Record<Way['arrow'], number> = { ahead: 0, upstairs: 1, right: 2, downstairs: 3, left: 6 };

/** Draws an arrow that fills its square. */
export function drawArrow(mark: Extract<Mark, { kind: 'arrow' }>, surface: Surface): void {
  const angle = (turns[mark.direction] * Math.PI) / 4;
  const half = mark.width / 2;
  surface.beginPath();
  for (const [x, y] of corners) {
    const right = mark.x + half + half * (x * Math.cos(angle) - y * Math.sin(angle));
    const down = mark.y + half + half * (x * Math.sin(angle) + y * Math.cos(angle));
    surface.lineTo(right, down);
  }
  surface.closePath();
  surface.fill();
}
