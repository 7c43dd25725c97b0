import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { createClient } from '#renderer/rpc/create-client.ts';
import type { RpcClient } from '#renderer/rpc/create-client.ts';
import type { LiveNews } from '#renderer/rpc/live-events.ts';
import { openWiresOf } from '#tests/support/host/open-test-window.ts';
import { startTestHost } from '#tests/support/host/start-test-host.ts';
import type { TestHost } from '#tests/support/host/start-test-host.ts';
import { makeBadge } from '#main/usecases/auth/manage-badges.ts';
import { StationId } from '#shared/model/ids.ts';
import { OPERATOR } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

let host: TestHost;
let workstation: Workstation;
const windows: RpcClient[] = [];

/** The renderer's own client, as `client.ts` builds it for a window. */
async function openWindow(id: string): Promise<RpcClient> {
  const rpc = createClient(await openWiresOf(host, id));
  void rpc.connection.run();
  windows.push(rpc);
  return rpc;
}

beforeAll(async () => {
  host = await startTestHost({
    async startWorkstation(platform) {
      workstation = await startWorkstation(platform);
      return workstation;
    },
  });
});
afterAll(async () => {
  for (const { connection } of windows) connection.close();
  await host.stop();
});

describe('the product over a WebSocket', () => {
  it('goes from the first run to a signed-in administrator, once', async () => {
    const { client } = await openWindow('window-first-run');
    expect(await client.system.status()).toMatchObject({
      mode: 'first_run',
      operator: null,
      version: '1.2.3',
      host: 'node',
    });
    const answers = { adminName: 'Li Na', pin: '7391', language: 'zh-CN', stationName: 'Bench 1' } as const;
    const { recoveryKey } = await client.system.finishFirstRun(answers);
    expect(recoveryKey.length).toBeGreaterThan(20);
    expect(await client.system.status()).toMatchObject({
      mode: 'ready',
      operator: { name: 'Li Na', role: 'admin', hasPin: true },
    });
    const { settings } = await client.settings.list();
    expect(settings.find(({ name }) => name === 'stationName')).toMatchObject({ value: 'Bench 1', version: 1 });
    await expect(client.system.finishFirstRun({ ...answers, adminName: 'Mallory' })).rejects.toMatchObject({
      code: 'ERR_AUTH_ROLE_MISSING',
    });
    expect((await client.auth.operators()).operators).toHaveLength(1);
  });

  it('lets another window see the sign-in alone, until its PIN is right', async () => {
    const { client } = await openWindow('window-stranger');
    expect(await client.system.status()).toMatchObject({ operator: null });
    for (const call of [
      () => client.orders.counts(),
      () => client.auth.tokens(),
      () => client.system.startDemo({ orders: 1 }),
      () => client.system.enterRecoveryKey({ recoveryKey: 'guess-guess' }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_AUTH_/) });
    }
    const [person] = (await client.auth.operators()).operators;
    if (!person) throw new Error('Nobody can sign in');
    await expect(client.auth.signIn({ operatorId: person.id, pin: '0000' })).rejects.toMatchObject({
      code: 'ERR_AUTH_PIN_WRONG',
    });
    await client.auth.signIn({ operatorId: person.id, pin: '7391' });
    expect(await client.orders.counts()).toMatchObject({ total: 0 });
    await client.auth.signOut({});
    await expect(client.orders.counts()).rejects.toMatchObject({ code: 'ERR_AUTH_SIGN_IN_REQUIRED' });
  });

  it('takes rights away at every window as soon as the role changes', async () => {
    const admin = (await openWindow('window-first-run')).client;
    const other = (await openWindow('window-lead')).client;
    const lead = await admin.auth.createOperator({ name: 'Chen', role: 'lead', pin: '8264' });
    await other.auth.signIn({ operatorId: lead.id, pin: '8264' });
    expect(await other.backups.list()).toMatchObject({ backups: expect.any(Array) });
    await admin.auth.updateOperator({ id: lead.id, role: 'operator' });
    await expect(other.backups.list()).rejects.toMatchObject({
      code: 'ERR_AUTH_ROLE_MISSING',
      data: { needed: 'lead' },
    });
    await admin.auth.updateOperator({ id: lead.id, active: false });
    await expect(other.orders.counts()).rejects.toMatchObject({ code: 'ERR_AUTH_SIGN_IN_REQUIRED' });
  });

  it('makes tokens that work at once and stop at once', async () => {
    const { client } = await openWindow('window-first-run');
    const { id, token } = await client.auth.createToken({ name: 'BI', scope: 'read' });
    const ask = () => host.ask('/api/orders', { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await client.auth.revokeToken({ id });
    expect((await ask()).status).toBe(401);
    const { entries } = await client.auth.audit({ limit: 50 });
    expect(entries.map(({ act }) => act)).toContain('api_token.revoke');
    expect(JSON.stringify(entries)).not.toContain(token);
  });

  it('does not overwrite a setting that somebody else changed meanwhile', async () => {
    const { client } = await openWindow('window-first-run');
    await client.settings.set({ name: 'packagingG', value: 45, version: 0 });
    await expect(client.settings.set({ name: 'packagingG', value: 50, version: 0 })).rejects.toMatchObject({
      code: 'ERR_HOST_SETTING_CONFLICT',
    });
    await expect(client.settings.set({ name: 'packagingG', value: 'heavy', version: 1 })).rejects.toMatchObject({
      code: 'ERR_HOST_SETTING_INVALID',
    });
    expect((await client.settings.history({ name: 'packagingG' })).versions).toMatchObject([
      { value: 45, actorName: 'Li Na' },
    ]);
  });

  it('writes, checks and lists a backup, proves its data, and writes a support bundle', async () => {
    const { client } = await openWindow('window-first-run');
    const backup = await client.backups.create();
    expect(await client.backups.check({ id: backup.id })).toMatchObject({ ok: true });
    expect((await client.backups.list()).backups.map(({ id }) => id)).toContain(backup.id);
    expect(await client.system.verify()).toMatchObject({ ok: true });
    expect((await client.system.supportBundle()).path).toMatch(/support-.+\.zip$/);
    expect(await client.jobs.list({})).toMatchObject({ counts: expect.any(Object) });
  });

  it('tells windows what changed, and after a break that everything may have', async () => {
    const { client, live, connection } = await openWindow('window-first-run');
    const news: LiveNews[] = [];
    live.subscribe((item) => news.push(item));
    const stop = new AbortController();
    void live.run(stop.signal);
    await until(() => news.length > 0, 'the stream stands');
    expect(news[0]).toEqual({ kind: 'resync' });
    await client.settings.set({ name: 'scanSound', value: false, version: 0 });
    await until(() => news.some((item) => item.kind === 'event' && item.event.topic === 'settings'), 'the change');
    const before = news.length;
    const { generation } = connection.state;
    workstation.services.live.publish({ topic: 'weight', id: 'scale-1', data: { grams: 512, stable: true } });
    await until(() => news.length > before, 'the weight');
    expect(news.at(-1)).toEqual({
      kind: 'event',
      event: { topic: 'weight', id: 'scale-1', data: { grams: 512, stable: true } },
    });
    expect(connection.state.generation).toBe(generation);
    stop.abort();
  });

  it('gives a badge the rights of a packer, whoever it belongs to, until the PIN is given or it is replaced', async () => {
    const { services } = workstation;
    const [person] = (await (await openWindow('window-asks')).client.auth.operators()).operators;
    if (!person) throw new Error('Nobody can sign in');
    const { code } = makeBadge(services.context, OPERATOR, person.id);
    const { client } = await openWindow('window-badge');
    expect(await client.auth.signInWithBadge({ code })).toMatchObject({ name: 'Li Na', role: 'operator' });
    expect(await client.system.status()).toMatchObject({ operator: { role: 'operator' }, signedInByBadge: true });
    await expect(client.auth.tokens()).rejects.toMatchObject({ code: 'ERR_AUTH_ROLE_MISSING' });

    await client.auth.signIn({ operatorId: person.id, pin: '7391' });
    expect(await client.system.status()).toMatchObject({ operator: { role: 'admin' }, signedInByBadge: false });
    const stationId = StationId.parse('station-1');
    expect(await client.packing.scan({ stationId, code })).toMatchObject({ verdict: 'signed_in', code: 'PB:ID' });
    await expect(client.auth.tokens()).rejects.toMatchObject({ code: 'ERR_AUTH_ROLE_MISSING' });

    await client.auth.signIn({ operatorId: person.id, pin: '7391' });
    const { pngBase64 } = await client.auth.makeBadge({ id: person.id });
    expect(Buffer.from(pngBase64, 'base64').subarray(1, 4).toString()).toBe('PNG');
    await expect(client.auth.signInWithBadge({ code })).rejects.toMatchObject({ code: 'ERR_AUTH_BADGE_UNKNOWN' });
    expect(await client.system.status()).toMatchObject({ operator: { role: 'admin' } });
  });
});
