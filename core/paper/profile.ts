import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { inLines, parseJson } from '../settings-file.ts';

/** What one model of thermal printer can do; a file of `assets/printers` holds one. */
export const profileSchema = z
  .strictObject({
    /** The models that it is for, as written on their plates. */
    models: z.array(z.string().min(1)).min(1),
    /** Dots across at 8 dots a millimetre: 576 on 80 mm paper, 384 on 58 mm. */
    dots: z.literal([576, 384]),
    /** Printing speed, for the deadline of a job. */
    mmPerSecond: z.number().min(20).max(400),
    /**
     * `raster`: the whole slip is one picture, which forty of forty-four known printers can print. `hybrid`: Vietnamese
     * lines are pictures, number and QR are the printer's own, for slow lines.
     */
    drawing: z.enum(['raster', 'hybrid']),
    /** Rows in one `GS v 0`, so that small receive buffers see an end soon. */
    bandRows: z.int().min(8).max(1_024),
    /** Blank rows are fed with `ESC J` instead of being sent; some models ignore it. */
    feedsBlankRows: z.boolean(),
    /** How it says that it has done: `GS ( H` with the job's id, the plain `GS r 1`, or not at all. */
    fence: z.enum(['gs-h', 'gs-r', 'none']),
    /** Whether it answers `DLE EOT` and pushes its state after `GS a`. */
    hasStatus: z.boolean(),
    cut: z.enum(['full', 'partial', 'none']),
    /** Millimetres from the print head to the cutter, fed before the cut. */
    cutterMm: z.number().min(0).max(60),
  })
  .refine(
    ({ fence, hasStatus }) => fence !== 'gs-r' || hasStatus,
    // Without a name, its answer is known as this job's only by the state that the job asked for before it.
    { path: ['fence'], message: '"gs-r" needs a printer that pushes its state (hasStatus)' },
  );

export type PrinterProfile = z.infer<typeof profileSchema>;

/** Parses a profile; what does not fit gives one line for each thing wrong, with the file and the field. */
export function parseProfile(text: string, file: string): Result<PrinterProfile, readonly string[]> {
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const parsed = profileSchema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return fail(inLines(parsed.error.issues, file));
}
