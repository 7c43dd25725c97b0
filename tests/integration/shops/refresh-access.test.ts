import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import { readAccess, refreshAccess } from '#main/usecases/shops/refresh-access.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
interface Credentials {
  readonly token: string;
  readonly untilMs: number;
}

describe('the access of a shop', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let stored: Credentials;
  let asked: string[];
  let isRefused: boolean;
  beforeEach(() => {
    bed = openUseCaseBed();
    stored = { token: 'old', untilMs: START_MS + 30 * DAY_MS };
    asked = [];
    isRefused = false;
    bed.context.db.transaction((tx) => {
      tx.prepare("INSERT INTO secrets (name, box, updated_at_ms) VALUES ('shop:s1', x'00', ?)").run(START_MS);
    });
  });
  afterEach(() => bed.close());

  const connector: ChannelConnector = {
    ...fileConnector,
    accessTerm: (credentials) => ({
      accessUntilMs: (credentials as Credentials).untilMs,
      refreshUntilMs: START_MS + 90 * DAY_MS,
    }),
    refreshCredentials(context) {
      const { token } = context.credentials as Credentials;
      asked.push(token);
      if (isRefused)
        return Promise.resolve(
          failed({
            kind: 'auth',
            code: 'ERR_CHANNEL_AUTH',
            retryAfterMs: null,
            vendorCode: '27',
            vendorText: 'refresh token is void',
          }),
        );
      return Promise.resolve(succeeded({ token: `${token}+`, untilMs: bed.clock.atMs + 30 * DAY_MS }));
    },
  };
  const shop = () => connectedShop(connector, { clock: bed.clock, credentials: stored });
  const services = {
    saveCredentials(_tx: unknown, _shopId: string, credentials: Readonly<Record<string, unknown>>) {
      stored = { token: String(credentials['token']), untilMs: Number(credentials['untilMs']) };
    },
  };
  const refresh = () => refreshAccess(bed.context, services, SYSTEM_ACT, shop(), new AbortController().signal);

  it('is renewed a day ahead of its end, once, and the new one is stored before it is used', async () => {
    bed.clock.atMs = START_MS + 28 * DAY_MS;
    await refresh();
    expect(asked).toEqual([]);
    bed.clock.atMs = START_MS + 29 * DAY_MS;
    expect(await refresh()).toBeNull();
    await refresh();
    expect(asked).toEqual(['old']);
    expect(stored.token).toBe('old+');
    bed.clock.atMs += 29 * DAY_MS;
    await refresh();
    expect(asked).toEqual(['old', 'old+']);
  });

  it('that lasts two hours only is not renewed the whole day long', async () => {
    stored = { token: 'short', untilMs: START_MS + 2 * HOUR_MS };
    bed.clock.atMs = START_MS + HOUR_MS;
    await refresh();
    expect(asked).toEqual([]);
    bed.clock.atMs = START_MS + 1.4 * HOUR_MS;
    await refresh();
    expect(asked).toEqual(['short']);
  });

  it('that cannot be renewed says so on the shop until it is', async () => {
    bed.clock.atMs = START_MS + 29.5 * DAY_MS;
    isRefused = true;
    expect(await refresh()).toMatchObject({ code: 'ERR_CHANNEL_AUTH' });
    expect(stored.token).toBe('old');
    expect(readAccess(bed.context, shop())).toMatchObject({
      accessUntilMs: START_MS + 30 * DAY_MS,
      renewsItself: true,
      problem: { code: 'ERR_CHANNEL_AUTH', data: { vendorText: 'refresh token is void' } },
    });
    isRefused = false;
    await refresh();
    expect(readAccess(bed.context, shop())?.problem).toBeNull();
  });
});
