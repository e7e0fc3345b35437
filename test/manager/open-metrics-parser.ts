/** One family of an OpenMetrics text. */
export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly unit: string | undefined;
  readonly help: string | undefined;
  readonly samples: readonly ParsedSample[];
}

export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/;
const number = /^-?(\d+(\.\d+)?([eE][+-]?\d+)?|\d*\.\d+|[+-]?Inf|NaN)$/;
const suffixes: Readonly<Record<string, readonly string[]>> = { gauge: [''], counter: ['_total', '_created'] };

/** A strict reading of the text format of OpenMetrics 1.0; throws with the line that breaks a rule. */
export function parseOpenMetrics(text: string): ParsedFamily[] {
  must(text.endsWith('# EOF\n'), 'the text ends with "# EOF" and a line feed', text.slice(-20));
  must(!text.includes('\r'), 'lines end with a line feed alone', '');
  const lines = text.slice(0, -'# EOF\n'.length).split('\n');
  must(lines.pop() === '', 'the last line before the end is whole', '');
  const families: (ParsedFamily & { samples: ParsedSample[] })[] = [];
  for (const line of lines) {
    must(line !== '', 'there are no empty lines', line);
    const last = families.at(-1);
    const [, what, name = '', rest = ''] = /^# (TYPE|UNIT|HELP) (\S+) (.*)$/.exec(line) ?? [];
    if (what === undefined) {
      must(!line.startsWith('#'), 'other comments are not allowed', line);
      must(last !== undefined, 'samples come after their family', line);
      last.samples.push(sampleOf(line, last));
    } else if (what === 'TYPE') {
      must(metricName.test(name), 'a name is of letters, digits and underscores', line);
      must(!families.some((family) => family.name === name), 'each family comes once', line);
      must(rest in suffixes, 'the type is known', line);
      families.push({ name, type: rest, unit: undefined, help: undefined, samples: [] });
    } else {
      must(last?.name === name && last.samples.length === 0, 'metadata stand before the samples of their family', line);
      must(what !== 'UNIT' || name.endsWith(`_${rest}`), 'a unit is the end of the name', line);
      must(/^(?:[^"\\\n]|\\["\\n])*$/.test(rest), 'help is escaped', line);
      families[families.length - 1] = { ...last, [what === 'UNIT' ? 'unit' : 'help']: rest };
    }
  }
  for (const family of families) checkCounters(family);
  return families;
}

function sampleOf(line: string, family: ParsedFamily): ParsedSample {
  const [, name = '', set, value = ''] = /^([^\s{]+)(\{.*\})? (\S+)$/.exec(line) ?? [];
  must(
    suffixes[family.type]!.some((suffix) => name === family.name + suffix),
    'a sample is named after its family',
    line,
  );
  must(number.test(value), 'a value is a number', line);
  const labels: Record<string, string> = {};
  let rest = set?.slice(1, -1) ?? '';
  while (rest !== '') {
    const [whole, key = '', text = ''] = label.exec(rest) ?? [];
    must(whole !== undefined, 'labels are names with quoted values', line);
    must(!(key in labels), 'a label stands once', line);
    labels[key] = text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    rest = rest.slice(whole.length);
    must(rest === '' || rest.startsWith(','), 'labels are parted by commas', line);
    rest = rest.slice(1);
  }
  const isTwice = family.samples.some(
    (one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels),
  );
  must(!isTwice, 'a sample stands once', line);
  return { name, labels, value: Number(value) };
}

function checkCounters({ type, samples }: ParsedFamily): void {
  if (type !== 'counter') return;
  for (const { name, value } of samples) must(value >= 0, 'a counter is not below zero', name);
}

function must(isKept: boolean, rule: string, line: string): asserts isKept {
  if (!isKept) throw new Error(`${rule}: ${line}`);
}
