import { describe, expect, it } from 'vitest';
import { expiredBackups } from '#core/kernel/backup-retention.ts';

const DAY_MS = 86_400_000;
const dayOf = (atMs: number) => String(Math.floor(atMs / DAY_MS));
const backup = (day: number, hour: number) => ({ id: `${day}:${hour}`, atMs: day * DAY_MS + hour * 3_600_000 });

describe('expiredBackups', () => {
  it('keeps the three newest of today and the newest of each day before', () => {
    const backups = [
      backup(10, 4),
      backup(10, 3),
      backup(10, 2),
      backup(10, 1),
      backup(9, 20),
      backup(9, 8),
      backup(8, 9),
    ];
    expect(expiredBackups(backups, '10', dayOf)).toEqual(['10:1', '9:8']);
  });

  it('keeps ten in all', () => {
    const backups = Array.from({ length: 30 }, (_, age) => backup(29 - age, 12));
    expect(expiredBackups(backups, '29', dayOf)).toHaveLength(20);
    expect(expiredBackups(backups, '29', dayOf)).not.toContain('20:12');
  });

  it('goes by the order given where a clock was ahead', () => {
    const backups = [backup(10, 2), backup(400, 1), backup(10, 1)];
    expect(expiredBackups(backups, '10', dayOf)).toEqual([]);
    expect(expiredBackups(backups, '10', dayOf, { ofToday: 1, total: 10 })).toEqual(['10:1']);
  });

  it('never drops the only one there is, however old', () => {
    expect(expiredBackups([backup(1, 1)], '400', dayOf)).toEqual([]);
    expect(expiredBackups([backup(1, 1)], '400', dayOf, { ofToday: 0, total: 0 })).toEqual([]);
  });
});
