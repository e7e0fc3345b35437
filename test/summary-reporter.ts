import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule, TestRunEndReason } from 'vitest/node';

/** What a suite came to; every suite of `npm test` is counted in these three. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Names each skipped test with its reason, and leaves the counts in the file that `TEST_COUNTS_FILE` names. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[], reason: TestRunEndReason): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) count(module, counts);
    if (reason === 'interrupted') counts.failed++;
    const file = process.env.TEST_COUNTS_FILE;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}

function count(module: TestModule, counts: Counts): void {
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') counts.passed++;
    else if (state === 'failed') counts.failed++;
    else {
      counts.skipped++;
      console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${whySkipped(test)}`);
    }
  }
  // A file that does not load and a `beforeAll` that throws have no failed test to show for it.
  for (const part of [module, ...module.children.allSuites()]) if (part.errors().length > 0) counts.failed++;
}

function whySkipped(test: TestCase): string {
  const result = test.result();
  if (result.state === 'pending') return 'it never ran to its end';
  const note = result.state === 'skipped' ? result.note : undefined;
  if (note) return note;
  return test.options.mode === 'run' ? 'its suite failed before it' : `marked "${test.options.mode}"`;
}
