import type { HelpSlip, Slip } from '../contract/devices.ts';
import { never } from '../result.ts';
import type { Mark } from './blocks.ts';
import { layOutHelp } from './help-layout.ts';
import { type Dots, layOut } from './layout.ts';
import { type Bitmap, pack } from './raster.ts';
import { fontOf, type MakeSurface, type Surface, type TextStyle } from './surface.ts';

/** Draws a slip of either kind, `dots` across and as long as its words need, in black and white. */
export function drawSlip(slip: Slip | HelpSlip, dots: Dots, makeSurface: MakeSurface): Bitmap {
  const measure = measureOn(makeSurface(1, 1));
  const { height, marks } = 'number' in slip ? layOut(slip, dots, measure) : layOutHelp(slip, dots, measure);
  const surface = makeSurface(dots, height);
  surface.fillStyle = '#fff';
  surface.fillRect(0, 0, dots, height);
  surface.fillStyle = '#000';
  for (const mark of marks) draw(mark, surface);
  return pack(surface.getImageData(0, 0, dots, height).data, dots);
}

/** Measures texts as a surface would draw them, in dots. */
export function measureOn(surface: Surface): (text: string, style: TextStyle) => number {
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
    case 'ink':
      surface.fillRect(mark.x, mark.y, mark.width, mark.height);
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
