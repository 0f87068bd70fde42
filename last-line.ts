import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints `N passed, N failed` as the very last line, after the coverage table.
 *
 * The exit code has the last word: a missed coverage threshold, a run without tests and whatever else makes
 * vitest fail without a failing test counts as one failure, so the line never says `0 failed` of a failed run.
 */
export default class LastLine implements Reporter {
  private passed = 0;
  private failed = 0;

  onInit(): void {
    process.once('exit', (code) => {
      const failed = this.failed === 0 && code !== 0 ? 1 : this.failed;
      process.stdout.write(`${this.passed} passed, ${failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    this.passed = 0;
    this.failed = unhandled.length;
    for (const module of modules) {
      this.failed += module.errors().length;
      for (const suite of module.children.allSuites()) this.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') this.passed++;
        else if (state === 'failed') this.failed++;
      }
    }
  }
}
