import { describe, expect, it } from 'vitest';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import {
  SAMPLE_DESTINATIONS,
  TEN_DESTINATIONS,
  sampleDeclaration,
  withLines,
} from '#tests/support/customs-declarations.ts';

describe('sample declarations', () => {
  it.each(SAMPLE_DESTINATIONS)('for %s add up, and every character has a font', (destination) => {
    const declaration = sampleDeclaration(destination);
    for (const line of declaration.lines) expect(line.valueMinor).toBe(line.quantity * line.unitValueMinor);
    const netG = declaration.lines.reduce((sum, line) => sum + line.netWeightG, 0);
    expect(netG).toBeLessThanOrEqual(declaration.grossWeightG);
    expect(labelFonts().missingCharacters(JSON.stringify(declaration))).toEqual([]);
  });

  it('cover ten different countries', () => {
    expect(new Set(TEN_DESTINATIONS).size).toBe(10);
  });

  it('can have many lines, all of them packed', () => {
    const { lines, packages } = withLines(sampleDeclaration('US'), 37);
    expect(lines).toHaveLength(37);
    expect(packages[0]?.contents).toHaveLength(37);
  });
});
