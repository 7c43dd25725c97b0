import { describe, expect, it } from 'vitest';
import { writeWireJson } from './wire-json.ts';

describe('wire JSON', () => {
  it('writes ids beyond 2^53 as bare numbers with all their digits', () => {
    expect(writeWireJson({ tid: 2_200_001_234_567_890_123n })).toBe('{"tid":2200001234567890123}');
  });

  it('writes everything else as JSON does', () => {
    const value = { text: 'T恤 "L"\n\u200B', list: [1, -2.5, true, null, [], {}], nested: { empty: '' } };
    expect(writeWireJson(value)).toBe(JSON.stringify(value));
  });

  it('leaves undefined members out', () => {
    expect(writeWireJson({ a: undefined, b: 1, c: undefined })).toBe('{"b":1}');
  });
});
