import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cli } from '#main/app/cli/cli.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import type { DemoNews } from '#main/app/cli/demo/pack-demo.ts';
import { runDemo } from '#main/app/cli/demo/run-demo.ts';
import { makeFolder } from '#main/app/make-folder.ts';
import { onFile } from '#main/app/cli/on-file.ts';
import type { DemoRunOptions } from '#main/app/cli/demo/run-demo.ts';
import type { DemoSummary } from '#main/app/cli/demo/summarise.ts';

const OWN_FILE = /^\d{4,}-[\w-]+\.(png|bin)$/;

/** Runs the demo and writes what it made. @throws UsageError when a kept data folder is in the way, AppError ERR_HOST_FILE_UNWRITABLE */
export async function demo(cli: Cli, options: DemoRunOptions): Promise<CommandResult> {
  const { outDir } = options;
  onFile(outDir, () => prepareOutDir(outDir));
  const summary = await runDemo(cli.host, options, (news) => cli.streams.err(`${newsText(cli, news)}\n`));
  const summaryFile = join(outDir, 'summary.json');
  onFile(summaryFile, () => writeFileSync(summaryFile, `${JSON.stringify(summary, null, 2)}\n`));
  const { totals, invariants, devices } = summary;
  return {
    ok: summary.ok,
    data: { outDir, summaryFile, devices, totals, invariants },
    lines: describe(cli, summary, outDir),
  };
}

/** Removes what an earlier demo left there, and nothing else. @throws UsageError when a kept data folder is in the way */
function prepareOutDir(outDir: string): void {
  if (existsSync(join(outDir, 'data'))) throw new UsageError('demoDataInTheWay', { dir: join(outDir, 'data') });
  const labelDir = join(outDir, 'labels');
  makeFolder(labelDir);
  for (const name of readdirSync(labelDir)) if (OWN_FILE.test(name)) rmSync(join(labelDir, name));
  rmSync(join(outDir, 'summary.json'), { force: true });
}

function newsText({ texts }: Cli, news: DemoNews): string {
  if (news.kind === 'progress') {
    const { kind: _kind, ...numbers } = news;
    return texts('demo.progress', numbers);
  }
  const scene = texts(`demo.scenes.${news.id}`);
  return news.kind === 'scene' ? scene : texts('demo.sceneFailed', { scene });
}

function describe({ texts }: Cli, summary: DemoSummary, outDir: string): string[] {
  const { totals, invariants } = summary;
  return [
    texts('demo.totals', {
      ...countsOf(totals),
      seconds: Math.round((summary.endedAtMs - summary.startedAtMs) / 1_000),
    }),
    ...invariants.flatMap(({ id, ok, checked, problems }) => [
      texts(ok ? 'demo.kept' : 'demo.broken', { id, title: texts(`demo.promises.${id}`), checked }),
      ...problems.map((problem) => `    ${problem}`),
    ]),
    texts('demo.written', { dir: outDir }),
  ];
}

function countsOf({
  orders,
  shipped,
  labels,
  labelsPerMinute,
  mistakesRefused,
  reprints,
  halfLabels,
}: DemoSummary['totals']) {
  return { orders, shipped, labels, labelsPerMinute, mistakesRefused, reprints, halfLabels };
}
