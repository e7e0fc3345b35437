import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF as Chromium writes one (PDF 1.4: plain objects, each font with a map to Unicode, text as glyph
 * numbers of two bytes), page after page, without spaces; ISO 32000-1 §9.4 and §9.10.3.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf.toString('latin1'));
  return [...objects.values()]
    .filter(isPage)
    .map((page) => textOf(page, objects))
    .join('\n');
}

export function pdfPages(pdf: Buffer): number {
  return [...objectsOf(pdf.toString('latin1')).values()].filter(isPage).length;
}

type Objects = ReadonlyMap<string, string>;

function objectsOf(text: string): Objects {
  const found = text.matchAll(/(\d+) 0 obj\b([\s\S]*?)\bendobj/g);
  return new Map([...found].map(([, id, body]) => [id!, body!]));
}

const isPage = (body: string): boolean => /\/Type\s*\/Page\b/.test(body);

function textOf(page: string, objects: Objects): string {
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  const resources = deref(page, /\/Resources (?:(\d+) 0 R|(<<[\s\S]*>>))/, objects);
  const list = deref(resources, /\/Font (?:(\d+) 0 R|(<<[\s\S]*?>>))/, objects);
  for (const [, name, id] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!) ?? '')?.[1];
    if (map) fonts.set(name!, unicodeMap(streamOf(objects.get(map) ?? '')));
  }
  const contents = /\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '';
  return wordsIn(withForms(streamOf(objects.get(contents) ?? ''), resources, objects), fonts);
}

/** Content that is drawn by name stands where it is drawn. */
function withForms(content: string, resources: string, objects: Objects): string {
  const forms = deref(resources, /\/XObject (?:(\d+) 0 R|(<<[\s\S]*?>>))/, objects);
  return content.replace(/\/(\w+) Do\b/g, (_, name: string) => {
    const id = new RegExp(`/${name} (\\d+) 0 R`).exec(forms)?.[1];
    const form = objects.get(id ?? '') ?? '';
    return /\/Subtype\s*\/Form/.test(form) ? streamOf(form) : '';
  });
}

function deref(from: string, what: RegExp, objects: Objects): string {
  const [, id, inline] = what.exec(from) ?? [];
  return id ? (objects.get(id) ?? '') : (inline ?? '');
}

function streamOf(body: string): string {
  const start = /stream\r?\n/.exec(body);
  if (!start) return '';
  const from = start.index + start[0].length;
  const bytes = Buffer.from(body.slice(from, body.lastIndexOf('endstream')), 'latin1');
  return /\/FlateDecode/.test(body.slice(0, from)) ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
}

function unicodeMap(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, to] of block!.matchAll(/<(\w+)> <(\w+)>/g)) map.set(Number.parseInt(glyph!, 16), text(to!));
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, until, to] of block!.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let glyph = Number.parseInt(from!, 16); glyph <= Number.parseInt(until!, 16); glyph++)
        map.set(glyph, String.fromCodePoint(Number.parseInt(to!, 16) + glyph - Number.parseInt(from!, 16)));
  return map;
}

function wordsIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let words = '';
  let font: ReadonlyMap<number, string> | undefined;
  for (const [, name, shown] of content.matchAll(/\/(\w+) [\d.]+ Tf|(<[\da-fA-F]+>|\[[^\]]*\])\s*TJ?j?\b/g)) {
    if (name) font = fonts.get(name);
    for (const [glyph] of (shown ?? '').replace(/[^<>\da-fA-F]/g, '').matchAll(/[\da-fA-F]{4}(?=[^<]*>)/g))
      words += font?.get(Number.parseInt(glyph, 16)) ?? '';
  }
  return words;
}
