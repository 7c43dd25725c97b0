import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLogFiles, openLogFiles } from '#main/lib/log-files.ts';
import { createLogger } from '#main/lib/logger.ts';

const DAY_MS = 86_400_000;
let dir = '';
let nowMs = Date.UTC(2026, 6, 11, 10);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-log-'));
  nowMs = Date.UTC(2026, 6, 11, 10);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function readAll(): string {
  return listLogFiles(dir)
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('');
}

describe('createLogger', () => {
  it('writes one JSON line with time, level, trace and redacted values', () => {
    const log = createLogger({ dir, nowMs: () => nowMs }).child({ traceId: 't1' });
    log.info({ orderId: 'o1', phone: '13812345678', note: 'ring 13812345678' }, 'order received');
    expect(JSON.parse(readAll())).toEqual({
      level: 'info',
      at: '2026-07-11T10:00:00.000Z',
      traceId: 't1',
      orderId: 'o1',
      phone: '***',
      note: 'ring ***',
      message: 'order received',
    });
  });

  it('keeps quiet below its level and follows a change of level, also in children', () => {
    const root = createLogger({ dir, nowMs: () => nowMs, level: 'warn' });
    const child = root.child({ area: 'x' });
    child.info({}, 'not written');
    root.setLevel('debug');
    child.debug({}, 'written');
    expect(readAll()).not.toContain('not written');
    expect(readAll()).toContain('"message":"written"');
  });

  it('takes errors as they are', () => {
    createLogger({ dir, nowMs: () => nowMs }).error(new Error('call 13812345678'), 'failed');
    expect(JSON.parse(readAll())).toMatchObject({ level: 'error', error: { message: 'call ***' } });
  });
});

describe('openLogFiles', () => {
  it('begins a file each day, continues it after a restart and splits it when it grows', () => {
    const open = () => openLogFiles({ dir, nowMs: () => nowMs, maxFileBytes: 20 });
    open().write('first line\n');
    open().write('second\n');
    open().write('third line\n');
    nowMs += DAY_MS;
    open().write('next day\n');
    expect(listLogFiles(dir)).toEqual([
      'packbench-2026-07-11.0.log',
      'packbench-2026-07-11.1.log',
      'packbench-2026-07-12.0.log',
    ]);
    expect(readAll()).toBe('first line\nsecond\nthird line\nnext day\n');
  });

  it('drops the oldest files beyond the cap and nothing that is not a log', () => {
    writeFileSync(join(dir, 'keep.txt'), 'x'.repeat(1_000));
    const files = openLogFiles({ dir, nowMs: () => nowMs, maxFileBytes: 50, maxTotalBytes: 120 });
    for (let n = 0; n < 20; n += 1) files.write(`${String(n).padStart(2, '0')} ${'x'.repeat(40)}\n`);
    expect(readAll().length).toBeLessThanOrEqual(120 + 50);
    expect(readAll()).toContain('19 x');
    expect(readFileSync(join(dir, 'keep.txt'), 'utf8')).toHaveLength(1_000);
  });

  it('orders the tenth part behind the ninth', () => {
    for (const part of [10, 9, 1]) writeFileSync(join(dir, `packbench-2026-07-11.${part}.log`), '');
    expect(listLogFiles(dir).map((name) => name.split('.')[1])).toEqual(['1', '9', '10']);
  });
});
