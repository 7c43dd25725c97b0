import { expect, it } from 'vitest';
import { createSessions } from '#main/rpc/session.ts';

const LI = { id: 'o1', name: 'Li', role: 'lead' } as const;

it('signs a window out where nobody did anything for the set time, and never when the time is 0', () => {
  let nowMs = 0;
  let afterMs = 60_000;
  const sessions = createSessions({ signInRequired: () => true, idle: { nowMs: () => nowMs, afterMs: () => afterMs } });
  const window = sessions.window('w1');
  window.signIn(LI);
  nowMs = 59_999;
  window.acted();
  nowMs = 100_000;
  expect(window.actor()?.name).toBe('Li');
  nowMs = 59_999 + 60_000;
  expect(window.actor()).toBeNull();
  afterMs = 0;
  window.signIn(LI);
  nowMs += 10 ** 9;
  expect(window.actor()?.name).toBe('Li');
});

it('keeps a window signed in over a reconnect', () => {
  const sessions = createSessions({ signInRequired: () => true });
  sessions.window('w1').signIn(LI);
  expect(sessions.window('w1').actor()?.name).toBe('Li');
  expect(sessions.window('w2').actor()).toBeNull();
});

it('forgets the windows that were not seen for longest instead of keeping them all', () => {
  const sessions = createSessions({ signInRequired: () => true });
  sessions.window('first').signIn(LI);
  sessions.window('kept').signIn(LI);
  for (let n = 0; n < 99; n += 1) {
    sessions.window(`other-${n}`);
    sessions.window('kept');
  }
  expect(sessions.window('kept').actor()?.name).toBe('Li');
  expect(sessions.window('first').actor()).toBeNull();
});

it('gives whoever a badge signed in the rights of a packer, until the PIN is given', () => {
  const sessions = createSessions({ signInRequired: () => true });
  const window = sessions.window('w1');
  window.signIn(LI, true);
  expect(window.isByBadge()).toBe(true);
  expect([...window.scopes()]).toEqual(['public', 'read', 'operate']);
  sessions.operatorChanged('o1', 'admin');
  expect(window.scopes().has('lead')).toBe(false);
  window.signIn(LI);
  expect(window.isByBadge()).toBe(false);
  expect(window.scopes().has('lead')).toBe(true);
});

it('ends what a revoked badge opened, and nothing else', () => {
  const sessions = createSessions({ signInRequired: () => true });
  sessions.window('by-badge').signIn(LI, true);
  sessions.window('by-pin').signIn(LI);
  sessions.badgeRevoked('o1');
  expect(sessions.window('by-badge').actor()).toBeNull();
  expect(sessions.window('by-pin').actor()?.name).toBe('Li');
});
