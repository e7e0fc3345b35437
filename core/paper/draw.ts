import type { HelpSlip, Slip } from '../contract/devices.ts';
import { never } from '../result.ts';
import type { Block, Mark } from './blocks.ts';
import { layOutHelp } from './help-layout.ts';
import { layOut } from './layout.ts';
import { inkIn } from './logo.ts';
import type { Dots } from './page.ts';
import { type Bitmap, pack } from './raster.ts';
import { fontOf, type MakeSurface, type Measure, type Surface } from './surface.ts';
import { drawArrow } from './way.ts';

/** Draws a slip of either kind, `dots` across and as long as its words need, in black and white. */
export function drawSlip(slip: Slip | HelpSlip, dots: Dots, makeSurface: MakeSurface): Bitmap {
  const measure = measureOn(makeSurface(1, 1));
  return drawBlock('number' in slip ? layOut(slip, dots, measure) : layOutHelp(slip, dots, measure), makeSurface);
}

/** Draws a block as wide as the paper, in black and white. */
export function drawBlock({ width, height, marks }: Block, makeSurface: MakeSurface): Bitmap {
  const surface = makeSurface(width, height);
  surface.fillStyle = '#fff';
  surface.fillRect(0, 0, width, height);
  surface.fillStyle = '#000';
  for (const mark of marks) draw(mark, surface);
  return pack(surface.getImageData(0, 0, width, height).data, width);
}

/** Measures texts as a surface would draw them, in dots. */
export function measureOn(surface: Surface): Measure {
  return (text, style) => {
    surface.font = fontOf(style);
    return surface.measureText(text).width;
  };
}

function draw(mark: Mark, surface: Surface): void {
  switch (mark.kind) {
    case 'text':
      surface.font = fontOf(mark.style);
      surface.fillText(mark.text, mark.x, mark.y + mark.baseline);
      break;
    case 'figure':
      surface.font = fontOf(mark.style);
      surface.setTransform(mark.squeeze, 0, 0, 1, mark.x, mark.y + mark.baseline);
      surface.fillText(mark.text, 0, 0);
      surface.setTransform(1, 0, 0, 1, 0, 0);
      break;
    case 'ink':
      surface.fillRect(mark.x, mark.y, mark.width, mark.height);
      break;
    case 'picture':
      mark.rows.forEach((row, y) => {
        for (const x of inkIn(row)) surface.fillRect(mark.x + x, mark.y + y, 1, 1);
      });
      break;
    case 'arrow':
      drawArrow(mark, surface);
      break;
    case 'frame': {
      const half = mark.stroke / 2;
      surface.lineWidth = mark.stroke;
      surface.beginPath();
      surface.roundRect(mark.x + half, mark.y + half, mark.width - mark.stroke, mark.height - mark.stroke, 16);
      surface.stroke();
      break;
    }
    default:
      never(mark);
  }
}
