import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADMIN_PIN, makeDamageBed, openProduct } from '#tests/support/damaged-bed.ts';

/** Feared hole: rights that grow by themselves, or that stay when they were taken away. Against the whole product. */
let bed: Awaited<ReturnType<typeof makeDamageBed>>;
let product: Awaited<ReturnType<typeof openProduct>>;
beforeAll(async () => {
  bed = await makeDamageBed(1);
  product = await openProduct(bed.copy());
  await product.client.auth.signIn({ operatorId: bed.adminId, pin: ADMIN_PIN });
}, 60_000);
afterAll(async () => {
  await product.stop();
  bed.discard();
});

it('nobody opens the first run again to become administrator', async () => {
  const { settings } = await product.client.settings.list();
  const version = settings.find(({ name }) => name === 'firstRunDone')?.version ?? 0;
  await expect(product.client.settings.set({ name: 'firstRunDone', value: false, version })).rejects.toMatchObject({
    code: 'ERR_HOST_SETTING_INVALID',
  });
  expect((await product.client.system.status()).mode).toBe('ready');
});

it('a changed setting is in force at once', async () => {
  const intervalOf = () =>
    product.workstation.services.context.read
      .pluck<[], number>("SELECT interval_ms FROM schedules WHERE name = 'backup.create'")
      .get();
  await product.client.settings.set({ name: 'backupIntervalMs', value: 3_600_000, version: 0 });
  expect(intervalOf()).toBe(3_600_000);
});

it('a revoked token ends the stream that it has open', async () => {
  const { id, token } = await product.client.auth.createToken({ name: 'wallboard', scope: 'read' });
  const events = await product.script(token).system.events();
  const next = events.next();
  await product.client.auth.revokeToken({ id });
  for (;;) {
    const { done } = await (product.workstation.services.live.size > 0 ? events.next() : next);
    if (done) break;
  }
  expect(product.workstation.services.live.size).toBe(0);
  expect(product.workstation.verifyToken(token)).toBeNull();
});

it('a new recovery key, and leaving the window, are on the record; the key itself is not', async () => {
  const { recoveryKey } = await product.client.system.showRecoveryKey();
  await product.client.auth.signOut();
  await product.client.auth.signIn({ operatorId: bed.adminId, pin: ADMIN_PIN });
  const { entries } = await product.client.auth.audit({ limit: 50 });
  const byBea = entries.filter(({ actorName }) => actorName === 'Bea').map(({ act }) => act);
  expect(byBea.slice(0, 3)).toEqual(['operator.sign_in', 'operator.sign_out', 'recovery_key.rotate']);
  expect(JSON.stringify(entries)).not.toContain(recoveryKey);
});

it('everything is verified beside the backend, in one state', async () => {
  expect(await product.client.system.verify()).toMatchObject({ ok: true });
});
