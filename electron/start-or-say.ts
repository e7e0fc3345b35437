/** Starts, or says in words why the store in `dataDir` does not let it, and ends. */
export function startOrSay<T>(dataDir: string, start: () => T): T {
  try {
    return start();
  } catch (error) {
    console.error(`${dataDir}: the kiosk's store cannot be opened: ${error instanceof Error ? error.message : error}`);
    return process.exit(2);
  }
}
