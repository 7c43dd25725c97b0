import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cruiseImports } from './cruise-imports.ts';
import { IMPORT_RULES } from './import-walls.ts';
import { projectRoot } from './project-root.ts';

/** Far below the true number; what must not happen is that the reader of imports silently sees nothing. */
const LEAST_MODULES = 200;

const sampleDir = join(import.meta.dirname, 'samples/import-walls');

describe('import walls', () => {
  test('no module of the product imports across a wall', async () => {
    const { modules, violations } = await cruiseImports(projectRoot);
    expect(violations).toEqual([]);
    expect(modules.length).toBeGreaterThan(LEAST_MODULES);
  });

  test('each wall is reported where the bad sample breaks it', async () => {
    const { violations } = await cruiseImports(sampleDir);
    const broken = new Set(violations.map((line) => line.slice(0, line.indexOf(':'))));
    expect(IMPORT_RULES.map((rule) => rule.name).filter((name) => !broken.has(name ?? ''))).toEqual([]);
  });
});
