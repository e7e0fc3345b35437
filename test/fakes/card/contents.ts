import { activeKey, type StaticKey, staticKey } from './chip-keys.ts';
import type { Citizen } from './citizens.ts';
import { dmy } from './codes.ts';
import { integer } from './der.ts';
import { applicationIds, com, type FileName, filesOf } from './files.ts';
import { securityObject, signedData } from './issuer.ts';
import { portraitFile } from './portrait.ts';
import { defaultAnswers, defaultChipAuthentication, defaultPace, type Making, type PaceMaking } from './profile.ts';
import { activeInfo, chipInfo, chipKeyInfo, infos, paceInfo, terminalInfo } from './security-infos.ts';
import { tlv } from './tlv.ts';

/** Files by identifier, of the master file and of the application in it. */
export interface Contents {
  readonly master: ReadonlyMap<number, Buffer>;
  readonly application: ReadonlyMap<number, Buffer>;
}

/** Identifiers below the master file (ICAO 9303-10 §3.11). */
export const masterIds = { cardAccess: 0x011c, cardSecurity: 0x011d, directory: 0x2f00, information: 0x2f01 } as const;

const groups = ['dg1', 'dg2', 'dg11', 'dg12', 'dg13', 'dg14', 'dg15'] as const;
const tags = { dg1: 0x61, dg2: 0x75, dg11: 0x6b, dg12: 0x6c, dg13: 0x6d, dg14: 0x6e, dg15: 0x6f } as const;

/** How PACE is made here. */
export function paceOf({ pace }: Making): PaceMaking {
  return { ...defaultPace, ...pace };
}

/** How chip authentication is: over the curve of PACE where PACE itself proves the chip. */
export function chipAuthenticationOf(making: Making) {
  const { chipAuthentication = defaultChipAuthentication } = making;
  const pace = paceOf(making);
  if (chipAuthentication === 'none' || pace.mapping !== 'chip-authentication') return chipAuthentication;
  return { ...chipAuthentication, curve: pace.curve };
}

/** The key that the files name, which a clone does not have. */
export function namedKey(making: Making): StaticKey | undefined {
  const made = chipAuthenticationOf(making);
  return made === 'none' ? undefined : staticKey(made.curve);
}

/** Everything that is on the chip, signed. */
export function contentsOf(citizen: Citizen, making: Making): Contents {
  const { beforeSigning = unchanged, afterSigning = unchanged } = making;
  const files = new Map<FileName, Buffer>();
  for (const [name, bytes] of written(citizen, making)) files.set(name, beforeSigning(name, bytes));
  const signed = groups.flatMap((name) =>
    files.has(name) ? [[applicationIds[name] & 0x0f, files.get(name)!] as const] : [],
  );
  files.set('sod', securityObject(new Map(signed), making.signer, making.flaw));
  const application = new Map(
    [...files].map(([name, bytes]) => [applicationIds[name] as number, afterSigning(name, bytes)]),
  );
  return { application, master: masterFiles(making) };
}

function unchanged(_name: FileName, bytes: Buffer): Buffer {
  return bytes;
}

function written(citizen: Citizen, making: Making): Map<FileName, Buffer> {
  const own = filesOf(citizen, making.lengthLie);
  const { fileBytes, kind } = making.portrait ?? {};
  const { activeAuthentication = 'rsa-1024' } = making;
  const files = new Map<FileName, Buffer>([
    ['dg1', own.get(applicationIds.dg1)!],
    ['dg2', portraitFile(fileBytes, kind)],
  ]);
  if (making.hasDg11) files.set('dg11', personDetails(citizen));
  if (making.hasDg12) files.set('dg12', documentDetails(citizen));
  if (citizen.hasDg13) files.set('dg13', own.get(applicationIds.dg13)!);
  files.set('dg14', tlv(tags.dg14, securityInfos(making)));
  if (activeAuthentication !== 'none') files.set('dg15', tlv(tags.dg15, activeKey(activeAuthentication).info));
  files.set('com', com(groups.filter((name) => files.has(name)).map((name) => tags[name])));
  return files;
}

/** DG11: the name in full and the personal number (ICAO 9303-10 §4.7.11). */
function personDetails({ name, idNumber }: Citizen): Buffer {
  const number = tlv(0x5f10, Buffer.from(idNumber));
  return tlv(tags.dg11, tlv(0x5c, Buffer.from('5f0e5f10', 'hex')), tlv(0x5f0e, Buffer.from(name)), number);
}

/** DG12: who issued it and when (ICAO 9303-10 §4.7.12). */
function documentDetails({ issueDay }: Citizen): Buffer {
  const authority = tlv(0x5f19, Buffer.from('Bộ Công an'));
  const issued = tlv(0x5f26, Buffer.from(dmy(issueDay).replace(/(..)(..)(....)/, '$3$2$1')));
  return tlv(tags.dg12, tlv(0x5c, Buffer.from('5f195f26', 'hex')), authority, issued);
}

function securityInfos(making: Making): Buffer {
  const { access = 'pace+bac', activeAuthentication = 'rsa-1024' } = making;
  const made = chipAuthenticationOf(making);
  const key = namedKey(making);
  return infos(
    terminalInfo(),
    made === 'none' ? undefined : chipInfo(made.cipher),
    access === 'bac' ? undefined : paceInfo(paceOf(making)),
    key && chipKeyInfo(key),
    activeAuthentication === 'none' ? undefined : activeInfo(activeKey(activeAuthentication)),
  );
}

function masterFiles(making: Making): Map<number, Buffer> {
  const { access = 'pace+bac', cardAccess = 'readable', signer, flaw } = making;
  const pace = paceInfo(paceOf(making));
  const made = chipAuthenticationOf(making);
  const files = new Map<number, Buffer>([
    [masterIds.directory, tlv(0x61, tlv(0x4f, Buffer.from('a0000002471001', 'hex')))],
    [masterIds.information, information(making)],
  ]);
  const chip = made === 'none' ? undefined : chipInfo(made.cipher);
  if (access !== 'bac' && cardAccess === 'readable') files.set(masterIds.cardAccess, infos(terminalInfo(), chip, pace));
  const key = namedKey(making);
  if (!key || paceOf(making).mapping !== 'chip-authentication') return files;
  const content = infos(terminalInfo(), chip, pace, chipKeyInfo(key));
  return files.set(masterIds.cardSecurity, signedData('0.4.0.127.0.7.3.2.1', content, signer, flaw));
}

/** EF.ATR/INFO: capabilities, and the longest command and answer (ISO 7816-4 §12.7.1). */
function information({ answers }: Making): Buffer {
  const { takesExtended, most } = { ...defaultAnswers, ...answers };
  const capabilities = tlv(0x47, Buffer.of(0x80, 0x01, takesExtended ? 0xc0 : 0x80));
  if (!takesExtended) return capabilities;
  return Buffer.concat([capabilities, tlv(0x7f66, integer(65_535), integer(Math.min(65_535, most + 64)))]);
}
