import type { HelpSlip, Slip } from '../contract/devices.ts';
import { drawSlip } from './draw.ts';
import { hybridJob } from './hybrid.ts';
import { type PaperJob, pictureJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';
import type { MakeSurface } from './surface.ts';

/** A slip as the printer of this profile is to make it: one picture, or parts that a slow line carries sooner. */
export function paperJob(
  slip: Slip | HelpSlip,
  { dots, drawing }: Pick<PrinterProfile, 'dots' | 'drawing'>,
  makeSurface: MakeSurface,
): PaperJob {
  return drawing === 'hybrid' ? hybridJob(slip, dots, makeSurface) : pictureJob(drawSlip(slip, dots, makeSurface));
}
