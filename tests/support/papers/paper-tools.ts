import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Pages are drawn as fine as that: the two libraries then differ by a few percent of ink, poppler draws edges a sixth of a pixel fatter. */
export const DPI = 300;

/** What is asked of a PDF; `$1` is the file, `$2` a folder for pictures of its pages. */
const TOOLS = {
  qpdf: 'qpdf --check "$1"',
  mutool: 'mutool draw -F ppm -o /dev/null "$1"',
  pdffonts: 'pdffonts "$1"',
  pdftotext: 'pdftotext -bbox -q "$1" -',
  pdftoppm: `pdftoppm -r ${DPI} -gray "$1" "$2/page"`,
} as const;

type Tool = keyof typeof TOOLS;

/** What a program said, and the code with which it ended. */
export interface ToolSaid {
  readonly code: number;
  readonly text: string;
}

export interface PaperFindings {
  readonly said: Readonly<Record<Tool, ToolSaid>>;
  /** Grey bitmaps of the pages, in their order. */
  readonly pictures: readonly Buffer[];
}

/** One after the other, so that each has its words and its end in files of its own. */
const SCRIPT = Object.entries(TOOLS)
  .map(([name, command]) => `${command} >"$2/${name}.txt" 2>&1; echo $? >"$2/${name}.code"`)
  .join('\n');

/**
 * Has other people's programs read a PDF. One shell starts them all: to start a program from a process as large as a test's takes
 * longer than most of them run.
 */
export function askPaperTools(file: string, folder: string): PaperFindings {
  const { error } = spawnSync('sh', ['-c', SCRIPT, 'sh', file, folder], { stdio: 'ignore' });
  if (error) throw error;
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const of = (tool: Tool): ToolSaid => ({ code: Number(text(`${tool}.code`)), text: text(`${tool}.txt`) });
  return {
    said: {
      qpdf: of('qpdf'),
      mutool: of('mutool'),
      pdffonts: of('pdffonts'),
      pdftotext: of('pdftotext'),
      pdftoppm: of('pdftoppm'),
    },
    pictures: readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .toSorted()
      .map((name) => readFileSync(join(folder, name))),
  };
}
