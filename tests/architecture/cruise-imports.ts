import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import { IMPORT_RULES } from './import-walls.ts';

export interface ImportReport {
  readonly modules: readonly string[];
  /** `rule: from -> to`, sorted. */
  readonly violations: readonly string[];
}

/** Follows every import below `src` of a folder that has its own package.json, and checks them against the walls. */
export async function cruiseImports(baseDir: string): Promise<ImportReport> {
  const { output } = await cruise(
    ['src'],
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: [...IMPORT_RULES] },
      doNotFollow: { path: ['node_modules', '^(resources|tests)/'] },
      exclude: { path: ['\\?'] },
      tsPreCompilationDeps: true,
      moduleSystems: ['es6'],
      outputType: 'json',
    },
    {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  );
  const result = typeof output === 'string' ? (JSON.parse(output) as ICruiseResult) : output;
  return {
    modules: result.modules.map((module) => module.source).filter((source) => source.startsWith('src/')),
    violations: result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).toSorted(),
  };
}
