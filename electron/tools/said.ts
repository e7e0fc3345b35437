/** What the technician's tool ends with: for scripts a code, for people lines. */
export interface Said {
  readonly code: number;
  readonly lines: readonly string[];
}

/** `refused`: the card or the transcript speaks against itself; `notDone`: the machine or a file is in the way. */
export const exitCode = { fine: 0, refused: 1, usage: 2, notDone: 3 } as const;

/** Something is in the way: what happened, and what to do. */
export function notDone(what: string, doNext: string): Said {
  return { code: exitCode.notDone, lines: [what, `What to do: ${doNext}`] };
}

/** Columns as wide as their widest cell; numbers stand to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = heads.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  return cells.map((row) =>
    row
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
