import { describe, expect, it } from 'vitest';
import { expandLocations } from '#core/printing/location-range.ts';

const names = (from: string, to: string) => {
  const range = expandLocations(from, to);
  return range.ok ? range.locations : range.reason;
};

describe('a range of shelves', () => {
  it('counts every part in walking order and keeps zeros in front', () => {
    expect(names('A-01-1', 'A-02-3')).toEqual(['A-01-1', 'A-01-2', 'A-01-3', 'A-02-1', 'A-02-2', 'A-02-3']);
    expect(names('B-09', 'B-11')).toEqual(['B-09', 'B-10', 'B-11']);
    expect(names('9', '11')).toEqual(['9', '10', '11']);
  });

  it('counts single letters', () => {
    expect(names('A1', 'C1')).toEqual(['A1', 'B1', 'C1']);
  });

  it('is one shelf when both ends are the same, whatever its name', () => {
    expect(names(' 冷库-01 ', '冷库-01')).toEqual(['冷库-01']);
  });

  it('refuses ends that are not built alike, that run backwards, and more than anybody means', () => {
    expect(names('A-01', 'A-01-1')).toBe('shape');
    expect(names('AB-1', 'CD-1')).toBe('shape');
    expect(names('A-05', 'A-04')).toBe('backwards');
    expect(names('A-001', 'A-999')).toBe('size');
    expect(names('A-01-01', 'A-99-99')).toBe('size');
  });
});
