import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findUnregisteredPlugins } from './plugin-registration.ts';
import { projectRoot } from './project-root.ts';

describe('plugins', () => {
  test('every folder or file of a plugin has its line in the registries', () => {
    expect(findUnregisteredPlugins(projectRoot)).toEqual([]);
  });

  test('a plugin without its line is reported', () => {
    expect(findUnregisteredPlugins(join(import.meta.dirname, 'samples/plugin-registration'))).toEqual([
      'src/main/plugins/channels/forgotten/',
      'src/main/devices/printers/languages/forgotten.ts',
    ]);
  });
});
