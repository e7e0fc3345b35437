import { z } from 'zod';

const bank = z.enum(['north', 'south', 'english']);
const clip = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
/** No digits: numbers are put into words by the product, never by a synthesiser. */
const text = z.string().regex(/^\D+$/, 'must be words without digits');

/** The script of the clips: what each of them says, and who says it. */
export const clipScriptSchema = z.strictObject({
  made: z.enum(['espeak-ng', 'recorded']),
  /** Voices of espeak-ng, and how fast they speak. */
  voices: z.record(bank, z.strictObject({ voice: z.string(), wordsPerMinute: z.int().min(80).max(300) })),
  /** The notes of the chime, one after another; `lastsMs` is the whole of it. */
  chime: z.strictObject({
    lastsMs: z.int().min(200).max(2000),
    notes: z.array(z.strictObject({ hertz: z.number().min(100).max(4000), atMs: z.int().min(0) })).min(1),
  }),
  clips: z.record(bank, z.record(clip, text)),
});
export type ClipScript = z.infer<typeof clipScriptSchema>;

/** Whether a name can be the file of a clip in a bank: nothing in it leads anywhere else. */
export function isClip(bankName: string, clipName: string): boolean {
  return bank.safeParse(bankName).success && clip.safeParse(clipName).success;
}
