/** One metric with its samples. A counter's samples are named `_total`, with when they began to count. */
export interface Family {
  readonly type: 'gauge' | 'counter';
  readonly name: string;
  readonly help: string;
  readonly samples: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
    readonly createdAt?: Date;
  }[];
}

/** The text of OpenMetrics 1.0 (github.com/prometheus/OpenMetrics, §Text Format): a family without samples is only described. */
export function openMetrics(families: readonly Family[]): string {
  return `${families.flatMap(linesOf).join('\n')}\n# EOF\n`;
}

function linesOf({ type, name, help, samples }: Family): string[] {
  const unit = /_(seconds|ratio)$/.exec(name)?.[1];
  return [
    `# TYPE ${name} ${type}`,
    ...(unit ? [`# UNIT ${name} ${unit}`] : []),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.flatMap(({ labels, value, createdAt }) => {
      const set = labelsOf(labels);
      if (type === 'gauge') return [`${name}${set} ${value}`];
      const created = createdAt && `${name}_created${set} ${createdAt.getTime() / 1_000}`;
      return [`${name}_total${set} ${value}`, ...(created ? [created] : [])];
    }),
  ];
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;
}

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"');
