import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findLockFaults } from './lock-file.ts';
import { projectRoot } from './project-root.ts';

describe('package-lock.json', () => {
  test('holds every package for every platform and names no registry', () => {
    expect(findLockFaults(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'))).toEqual([]);
  });

  test('a left-out platform package and a registry address are reported', () => {
    const bad = readFileSync(join(import.meta.dirname, 'samples/lock-file/package-lock.json'), 'utf8');
    expect(findLockFaults(bad)).toEqual([
      'canvas-darwin-arm64, wanted by node_modules/canvas, is left out (node scripts/complete-lock.mjs adds it)',
      'node_modules/canvas-linux-x64 names a registry: https://registry.example/canvas-linux-x64-1.0.0.tgz',
    ]);
  });
});
