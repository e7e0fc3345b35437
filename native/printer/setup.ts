import { z } from 'zod';
import { type PrinterProfile, profileSchema } from '../../core/paper/profile.ts';
import { type PrinterLine, printerLineSchema } from '../../core/settings.ts';

/** The least that a slip that is one picture is sent at: 67 kB take 6 s then, and a minute at 9,600 baud. */
const leastRasterBaud = 115_200;

/** What of a way to a printer does not fit its profile, and in which field; `undefined` where they fit. */
export function misfit(
  { drawing }: PrinterProfile,
  line: PrinterLine,
  platform: NodeJS.Platform = process.platform,
): { readonly field: 'by' | 'baud'; readonly message: string } | undefined {
  if (line.by === 'serial' && drawing === 'raster' && line.baud < leastRasterBaud)
    return {
      field: 'baud',
      message: `a slip that is one picture needs ${leastRasterBaud} baud or more; a hybrid profile also prints at ${line.baud}`,
    };
  if (line.by === 'windows' && platform !== 'win32')
    return { field: 'by', message: 'there are no Windows printers here' };
  if (line.by === 'usb' && platform === 'win32')
    return { field: 'by', message: 'Windows shows no device file; use the serial driver of the printer, or "windows"' };
  return undefined;
}

/** What the printer's process is started with: the model's profile and the way to it. */
export const printerSetupSchema = z
  .strictObject({ profile: profileSchema, line: printerLineSchema })
  .superRefine(({ profile, line }, context) => {
    const wrong = misfit(profile, line);
    if (wrong) context.addIssue({ code: 'custom', path: ['line', wrong.field], message: wrong.message });
  });
export type PrinterSetup = z.infer<typeof printerSetupSchema>;
