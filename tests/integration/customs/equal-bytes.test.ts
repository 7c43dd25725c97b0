import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import { spawnScript } from '#tests/support/spawn-script.ts';

const SCRIPT = resolve(import.meta.dirname, '..', '..', 'support', 'papers', 'draw-papers-child.ts');

it('every paper has the same bytes when two processes draw it', { timeout: 180_000 }, async () => {
  const drawn = async (zone: string) => {
    const script = spawnScript(SCRIPT, zone);
    expect(await script.ended).toBe(0);
    return script.lines.filter((line) => line.startsWith('paper '));
  };
  // Neither the process nor the zone of its PC may stand in a paper.
  const [one, other] = [await drawn('Asia/Shanghai'), await drawn('America/Los_Angeles')];
  expect(one).toHaveLength(Object.keys(CUSTOMS_PAPERS).length);
  expect(other).toEqual(one);
});
