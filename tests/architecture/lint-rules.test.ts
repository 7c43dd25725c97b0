import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './project-root.ts';

const sampleDir = join(import.meta.dirname, 'samples/lint-rules');

interface LintReport {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

test('the linter reports every line that the samples mark as bad, under the rule they name', () => {
  // Elsewhere, because the configuration rightly ignores the samples where they lie.
  const folder = mkdtempSync(join(tmpdir(), 'packbench-lint-'));
  cpSync(sampleDir, folder, { recursive: true });
  cpSync(join(projectRoot, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const oxlint = join(projectRoot, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const found = (JSON.parse(stdout) as LintReport).diagnostics.map(
    ({ code, filename, labels }) => `${filename}:${labels[0]?.span.line} ${code.replace(/^.*\((.*)\)$/, '$1')}`,
  );
  expect(found.toSorted()).toEqual(markedLines().toSorted());
});

/** `// bad: rule, rule` at the end of a line. */
function markedLines(): readonly string[] {
  return ['bad.ts', 'bad.test.ts'].flatMap((file) =>
    readFileSync(join(sampleDir, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const rules = line.match(/\/\/ bad: (.*)$/)?.[1]?.split(', ') ?? [];
        return rules.map((rule) => `${file}:${index + 1} ${rule}`);
      }),
  );
}
