import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where Debian's `libpdfbox2-java libactivation-java libjaxb-api-java` lie; another folder can be named. */
const FOLDER = process.env.PACKBENCH_PREFLIGHT ?? '/usr/share/java';
const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'jaxb-api', 'javax.activation'].map(
  (name) => join(FOLDER, `${name}.jar`),
);

/** Apache Preflight, the one open validator of PDF/A-1b that Debian has, and a Java to run it. */
export const hasPreflight = JARS.every((file) => existsSync(file)) && spawnSync('java', ['-version']).status === 0;

/** @returns what the validator says is wrong; empty: it calls the file valid */
export function preflightProblems(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-preflight-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    const { stdout, stderr } = spawnSync('java', [
      '-cp',
      JARS.join(delimiter),
      'org.apache.pdfbox.preflight.Validator_A1b',
      file,
    ]);
    const said = `${String(stdout)}${String(stderr)}`.trim();
    return said.endsWith('is a valid PDF/A-1b file') ? [] : said.split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
