import { z } from 'zod';
import { profileSchema } from '../../core/paper/profile.ts';
import { printerLineSchema } from '../../core/settings.ts';

/** What the printer's process is started with: the model's profile and the way to it. */
export const printerSetupSchema = z.strictObject({ profile: profileSchema, line: printerLineSchema });
export type PrinterSetup = z.infer<typeof printerSetupSchema>;
