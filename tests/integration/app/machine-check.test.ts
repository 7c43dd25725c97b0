import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMachineCheck } from '#main/app/machine-check/create-machine-check.ts';
import { newestMachineCheck } from '#main/usecases/system/machine-checks.ts';
import { openUseCaseBed } from '#tests/support/use-case-bed.ts';

it('loads every native package in a thread once per version and host, and keeps what it found', async () => {
  const bed = openUseCaseBed();
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-machine-'));
  const due: number[] = [];
  const timers = {
    after(delayMs: number) {
      due.push(delayMs);
      return () => undefined;
    },
  };
  const checkOf = (appVersion: string) =>
    createMachineCheck(bed.context, timers, { dataDir, appVersion, hostKind: 'node' });
  try {
    expect(newestMachineCheck(bed.context.read)).toBeNull();
    checkOf('1.0.0').startIfNew();
    expect(due).toHaveLength(1);

    const check = await checkOf('1.0.0').run();
    expect(check.findings.map(({ name }) => name)).toEqual([
      'runtime',
      'sqlite',
      'serial',
      'usb',
      'hid',
      'koffi',
      'label',
      'disk',
    ]);
    expect(
      check.findings.filter(({ name, state }) => ['sqlite', 'koffi', 'label'].includes(name) && state !== 'ok'),
    ).toEqual([]);
    expect(newestMachineCheck(bed.context.read)).toEqual(check);

    checkOf('1.0.0').startIfNew();
    expect(due).toHaveLength(1);
    checkOf('1.0.1').startIfNew();
    expect(due).toHaveLength(2);
  } finally {
    rmSync(dataDir, { recursive: true });
    bed.close();
  }
});
