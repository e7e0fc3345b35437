import { z } from 'zod';

/** What the chip reader's process is started with. */
export const readerSettings = z.object({
  /** Part of the PC/SC reader's name; the first reader where it is left out. */
  reader: z.string().optional(),
  /** Folders of trusted issuers. */
  trust: z.array(z.string()).default([]),
  mayDowngrade: z.boolean().default(false),
});
export type ReaderSettings = z.infer<typeof readerSettings>;
