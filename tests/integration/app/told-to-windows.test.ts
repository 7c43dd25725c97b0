import { expect, it, vi } from 'vitest';
import { publishCommits } from '#main/app/publish-commits.ts';
import { insertBackup } from '#main/db/repos/backups-repo.ts';
import { insertOperator } from '#main/db/repos/operators-repo.ts';
import { LiveHub } from '#main/rpc/live-events.ts';
import { STALE_ANSWERS } from '#renderer/rpc/stale-answers.ts';
import { OperatorId } from '#shared/model/ids.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

it('tells open windows of a person and of a backup that came from elsewhere', () => {
  using test = openTestDatabase();
  const live = new LiveHub();
  const told = vi.spyOn(live, 'publish');
  publishCommits(test.db, live);
  const added = { pin_hash: null, failed_count: 0, locked_until_ms: null, active: 1, created_at_ms: 1 };
  test.db.transaction((tx) => {
    insertOperator(tx, { id: OperatorId.parse('o3'), name: 'Ada', role: 'admin', ...added });
    insertBackup(tx, {
      id: 'b1',
      path: '/b1.db',
      kind: 'manual',
      at_ms: 1,
      bytes: 1,
      sha256: '',
      verified_at_ms: null,
      failure: null,
    });
  });
  expect(told.mock.calls.map(([{ topic }]) => topic).toSorted()).toEqual(['backups', 'operators']);
  expect(STALE_ANSWERS.operators).toContain('auth');
  expect(STALE_ANSWERS.backups).toContain('backups');
});
