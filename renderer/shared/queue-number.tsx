import type { CSSProperties } from 'react';

interface QueueNumberProps {
  readonly number: string;
  readonly testId?: string;
}

/** `AK012` as it is read from afar: the series apart from the digits. `--chars` lets a longer number be set smaller. */
export function QueueNumber({ number, testId }: QueueNumberProps) {
  const series = /^[A-Z]*/.exec(number)?.[0] ?? '';
  return (
    <span className="queue-number fig" data-testid={testId} style={charsOf(number)}>
      <i>{series}</i>
      {number.slice(series.length)}
    </span>
  );
}

/** How long a text is, for a type size that must fit a box of one line. */
export function charsOf(text: string): CSSProperties {
  return { '--chars': [...text].length } as CSSProperties;
}
