import { describe, expect, it } from 'vitest';
import { createTsplParser } from '#main/simulators/devices/tspl/tspl-parser.ts';
import type { TsplEvent } from '#main/simulators/devices/tspl/tspl-parser.ts';

/** The reference pattern of devices.md section 3: a full row, one dot, a white row. */
const REFERENCE_JOB = Buffer.concat([
  Buffer.from('SIZE 10 mm,10 mm\r\nGAP 3 mm,0 mm\r\nDIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\nBITMAP 0,0,2,3,0,'),
  Buffer.from('000F7FFFFFFF', 'hex'),
  Buffer.from('\r\nPRINT 1,1\r\n'),
]);

function parse(...portions: readonly Uint8Array[]): TsplEvent[] {
  const parser = createTsplParser();
  return portions.flatMap((portion) => parser.push(portion));
}

function bitmapJob(payload: Uint8Array, tail: string): Uint8Array {
  return Buffer.concat([Buffer.from(`BITMAP 0,0,${payload.length},1,0,`), payload, Buffer.from(tail)]);
}

describe('the input of a TSPL printer', () => {
  it('is read into commands and one bitmap', () => {
    const events = parse(REFERENCE_JOB);
    expect(events.map((event) => (event.kind === 'command' ? event.name : event.kind))).toEqual([
      'SIZE',
      'GAP',
      'DIRECTION',
      'REFERENCE',
      'CLS',
      'bitmap',
      'PRINT',
    ]);
    expect(events[5]).toMatchObject({ bitmap: { widthBytes: 2, heightDots: 3, mode: 0 } });
  });

  it('is read the same when it arrives byte by byte', () => {
    const single = parse(...[...REFERENCE_JOB].map((byte) => Uint8Array.of(byte)));
    expect(single).toEqual(parse(REFERENCE_JOB));
  });

  it('counts the payload by length, whatever bytes are in it', () => {
    const payload = Uint8Array.from([0x0d, 0x0a, 0x1b, 0x11, 0x13, 0x50, 0x52]);
    const [bitmap, print] = parse(bitmapJob(payload, 'PRINT 1\r\n'));
    expect(bitmap).toMatchObject({ kind: 'bitmap', bitmap: { payload } });
    expect(print).toEqual({ kind: 'command', name: 'PRINT', args: ['1'] });
  });

  it('finds a question inside a payload without taking it out', () => {
    const payload = Uint8Array.from([0xff, 0x1b, 0x21, 0x3f, 0xff]);
    const events = parse(bitmapJob(payload, '\r\n'));
    expect(events).toEqual([
      { kind: 'immediate', code: 0x3f, insidePayload: true },
      { kind: 'bitmap', bitmap: expect.objectContaining({ payload }) },
    ]);
  });

  it('finds a question between two halves of a command', () => {
    const events = parse(Buffer.from('PRI\x1b!'), Buffer.from('?NT 2,3\r\n'));
    expect(events).toEqual([
      { kind: 'immediate', code: 0x3f, insidePayload: false },
      { kind: 'command', name: 'PRINT', args: ['2', '3'] },
    ]);
  });

  it('does not take the end of a payload for the start of a question', () => {
    const events = parse(bitmapJob(Uint8Array.from([0x1b, 0x21]), 'PRINT 1\r\n'));
    expect(events.map((event) => event.kind)).toEqual(['bitmap', 'command']);
  });

  it('goes on after a damaged line', () => {
    const events = parse(Buffer.from('BITMAP 0,0,x,3,0,\r\n\x01\x02\r\nCLS\r\n'));
    expect(events.map((event) => event.kind)).toEqual(['malformed', 'malformed', 'command']);
  });

  it('drops a line that never ends', () => {
    expect(parse(new Uint8Array(10_000).fill(0x41)).map((event) => event.kind)).toEqual(['malformed', 'malformed']);
  });
});
