import type { FileName } from './files.ts';

/** Files of the eMRTD application, by identifier and short identifier (ICAO 9303-10 §3.6, table 2). */
export const fileNames = {
  COM: { id: 0x011e, sfi: 0x1e },
  SOD: { id: 0x011d, sfi: 0x1d },
  DG1: { id: 0x0101, sfi: 0x01 },
  DG2: { id: 0x0102, sfi: 0x02 },
  DG11: { id: 0x010b, sfi: 0x0b },
  DG12: { id: 0x010c, sfi: 0x0c },
  DG13: { id: 0x010d, sfi: 0x0d },
  DG14: { id: 0x010e, sfi: 0x0e },
  DG15: { id: 0x010f, sfi: 0x0f },
} as const satisfies Record<string, FileName>;

/** Files of the master file, outside the application (ICAO 9303-10 §3.11). */
export const masterFileNames = {
  cardAccess: { id: 0x011c, sfi: 0x1c },
  cardSecurity: { id: 0x011d, sfi: 0x1d },
  atrInfo: { id: 0x2f01, sfi: 0x01 },
  dir: { id: 0x2f00, sfi: 0x1e },
} as const satisfies Record<string, FileName>;
