import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { ShopifyConfig, ShopifyCredentials } from '#main/plugins/channels/shopify/schemas.ts';
import { shopifyConnector } from '#main/plugins/channels/shopify/shopify-connector.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { authorisePage, exchangeCode } from '#main/usecases/shops/authorise-shop.ts';
import { createPendingAuthorisations } from '#main/usecases/shops/pending-authorisations.ts';
import { agreeAtShopify } from '#tests/contract/connectors/shopify-bed.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

/** What must not get in by the page on which a shop's owner lets the app in. The vector is Shopify's own, of the reference. */
describe('an answer of Shopify’s consent page', () => {
  const { signal } = new AbortController();
  let bed: ReturnType<typeof openUseCaseBed>;
  let shop: ShopifySimulator;
  let http: ReturnType<typeof createNodeHttpClient>;
  beforeEach(async () => {
    bed = openUseCaseBed();
    shop = await startShopifySimulator({ clock: bed.clock, autoPush: false });
    http = createNodeHttpClient({ clock: bed.clock });
  });
  afterEach(async () => {
    http.close();
    await shop.close();
    bed.close();
  });

  const context = (credentials: object, config: object = {}) => ({
    config: ShopifyConfig.parse({ shopDomain: shop.shopDomain, apiBaseUrl: shop.url, ...config }),
    credentials: ShopifyCredentials.parse({ clientSecret: shop.clientSecret, clientId: shop.clientId, ...credentials }),
    currency: 'USD',
    http,
    openSocket: openJsonSocket,
    clock: bed.clock,
    signal,
  });

  function ask(typed: { credentials?: object; config?: object; shopId?: string | null } = {}) {
    const services = {
      findChannel: () => shopifyConnector,
      authorisations,
      trialContext: (config: unknown, credentials: unknown) => ({
        ...context({ accessToken: 'x' }),
        config,
        credentials,
      }),
      storedCredentials: () => ({}),
      saveCredentials: () => undefined,
    };
    const input = {
      channelId: 'shopify',
      shopId: typed.shopId ?? null,
      config: { shopDomain: shop.shopDomain, apiBaseUrl: shop.url, ...typed.config },
      credentials: { clientId: shop.clientId, clientSecret: shop.clientSecret, ...typed.credentials },
      redirectUri: 'https://packbench.test/back',
    };
    const { address, state } = authorisePage(services, input);
    const take = (answer: string, as: Partial<typeof input> = {}) =>
      exchangeCode(bed.context, services, SYSTEM_ACT, { ...input, ...as, state, answer });
    return { address, state, take };
  }
  let authorisations: ReturnType<typeof createPendingAuthorisations>;
  beforeEach(() => (authorisations = createPendingAuthorisations(bed.clock)));

  const changed = (address: string, change: (query: URLSearchParams) => void): string => {
    const url = new URL(address);
    change(url.searchParams);
    return url.toString();
  };
  const exchanges = () => shop.requests.count('access_token');

  it('brings an expiring token with its scopes, its end and what renews it', async () => {
    const { address, take } = ask();
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({ client_id: shop.clientId });
    const got = ShopifyCredentials.parse(await take(await agreeAtShopify(shop, address)));
    expect(got).toMatchObject({
      accessUntilMs: bed.clock.atMs + 3_600_000,
      refreshUntilMs: bed.clock.atMs + 90 * 86_400_000,
      refreshToken: expect.stringMatching(/^shprt_/),
    });
    expect(await shopifyConnector.testConnection(context(got))).toMatchObject({ ok: true });
    bed.clock.atMs += 3_600_001;
    expect(await shopifyConnector.testConnection(context(got))).toMatchObject({
      failure: { code: 'ERR_CHANNEL_AUTH' },
    });
  });

  it('is renewed again after an answer that got lost, until the new token was used', async () => {
    const { address, take } = ask();
    const first = ShopifyCredentials.parse(await take(await agreeAtShopify(shop, address)));
    const renew = async (credentials: ShopifyCredentials) =>
      shopifyConnector.refreshCredentials?.(context(credentials)) ?? expect.fail('cannot renew');
    await renew(first); // this answer is lost
    const second = await renew(first);
    if (!second.ok) expect.fail(second.failure.vendorText);
    expect(await shopifyConnector.testConnection(context(second.value))).toMatchObject({ ok: true });
    expect(await renew(second.value)).toMatchObject({ ok: true });
    expect(await renew(first)).toMatchObject({
      failure: { kind: 'auth', code: 'ERR_CHANNEL_AUTH', vendorCode: 'invalid_grant' },
    });
  });

  it.each<[string, (query: URLSearchParams) => void, code: string, reason: string | undefined]>([
    ['whose hmac is another', (query) => query.set('hmac', 'a'.repeat(64)), 'FORGED', 'wrong_signature'],
    ['without an hmac', (query) => query.delete('hmac'), 'FORGED', 'wrong_signature'],
    ['with two of them', (query) => query.append('hmac', query.get('hmac') ?? ''), 'FORGED', 'wrong_signature'],
    ['whose code was exchanged for another', (query) => query.set('code', 'c0ffee'), 'FORGED', 'wrong_signature'],
    ['that bears a second code', (query) => query.append('code', 'c0ffee'), 'FORGED', 'wrong_signature'],
    ['whose time was moved', (query) => query.set('timestamp', '1'), 'FORGED', 'wrong_signature'],
    ['without its state', (query) => query.delete('state'), 'ANSWER', 'other_state'],
    ['of another question', (query) => query.set('state', 'f'.repeat(32)), 'ANSWER', 'other_state'],
    ['without a code', (query) => query.delete('code'), 'ANSWER', 'no_code'],
  ])('%s is refused and nothing is exchanged', async (_, change, code, reason) => {
    const { address, take } = ask();
    await expect(take(changed(await agreeAtShopify(shop, address), change))).rejects.toMatchObject({
      code: `ERR_CHANNEL_AUTHORISE_${code}`,
      data: { reason },
    });
    expect(exchanges()).toBe(0);
  });

  it('of another shop of the same app is refused', async () => {
    const other = await startShopifySimulator({ clock: bed.clock, shopDomain: 'other.myshopify.com', autoPush: false });
    other.rotateClientSecret(shop.clientSecret);
    const { address, take } = ask();
    const sentTo = await agreeAtShopify(
      other,
      changed(address, (query) => query.set('client_id', other.clientId)),
    );
    await other.close();
    await expect(take(sentTo)).rejects.toMatchObject({
      code: 'ERR_CHANNEL_AUTHORISE_FORGED',
      data: { reason: 'other_shop' },
    });
    expect(exchanges()).toBe(0);
  });

  it('counts once, and for the shop alone that asked', async () => {
    const { address, take } = ask({ shopId: 's1' });
    const sentTo = await agreeAtShopify(shop, address);
    const refused = { code: 'ERR_CHANNEL_AUTHORISE_ANSWER', data: { reason: 'other_state' } };
    await expect(take(sentTo, { shopId: 's2' })).rejects.toMatchObject(refused);
    await expect(take(sentTo, { shopId: null })).rejects.toMatchObject(refused);
    await take(sentTo);
    await expect(take(sentTo)).rejects.toMatchObject(refused);
    expect(exchanges()).toBe(1);
  });

  it('that comes half an hour after its question is late', async () => {
    const { address, take } = ask();
    bed.clock.atMs += 31 * 60_000;
    await expect(take(await agreeAtShopify(shop, address))).rejects.toMatchObject({
      code: 'ERR_CHANNEL_AUTHORISE_LATE',
    });
  });

  it('that was made before the question is late, however well it is signed', async () => {
    const old = await agreeAtShopify(shop, ask().address);
    bed.clock.atMs += 5 * 60_000;
    const { state, take } = ask();
    const replayed = changed(old, (query) => {
      query.set('state', state);
      query.delete('hmac');
      const parts = [...query].toSorted(([one], [other]) => (one < other ? -1 : 1));
      const text = parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
      query.set('hmac', createHmac('sha256', shop.clientSecret).update(text).digest('hex'));
    });
    await expect(take(replayed)).rejects.toMatchObject({ code: 'ERR_CHANNEL_AUTHORISE_LATE' });
  });

  it('may be sent again where the answer of Shopify got lost, and not after a refusal', async () => {
    const { address, take } = ask();
    const sentTo = await agreeAtShopify(shop, address);
    shop.faults.switchOn({ operation: 'access_token', kind: 'connection-reset' });
    await expect(take(sentTo)).rejects.toMatchObject({ code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' });
    expect(await take(sentTo)).toMatchObject({ refreshToken: expect.stringMatching(/^shprt_/) });

    const second = ask();
    const spent = await agreeAtShopify(shop, second.address);
    shop.faults.switchOn({ operation: 'access_token', kind: 'connection-reset', phase: 'after' });
    await expect(second.take(spent)).rejects.toMatchObject({ code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' });
    await expect(second.take(spent)).rejects.toMatchObject({ code: 'ERR_CHANNEL_AUTH' });
    await expect(second.take(spent)).rejects.toMatchObject({ data: { reason: 'other_state' } });
  });

  it('whose code has ended at Shopify is refused in its words', async () => {
    const { address, take } = ask();
    const sentTo = await agreeAtShopify(shop, address);
    bed.clock.atMs += 11 * 60_000;
    await expect(take(sentTo)).rejects.toMatchObject({
      code: 'ERR_CHANNEL_AUTH',
      data: { vendorCode: 'invalid_request' },
    });
  });

  it('the code alone is not enough: nothing in it is signed', async () => {
    const { address, take } = ask();
    const code = new URL(await agreeAtShopify(shop, address)).searchParams.get('code') ?? '';
    await expect(take(code)).rejects.toMatchObject({ data: { reason: 'address_needed' } });
  });

  it('with less than was asked for is refused by name', async () => {
    shop.withheldScopes.add('write_inventory');
    const { address, take } = ask();
    await expect(take(await agreeAtShopify(shop, address))).rejects.toMatchObject({
      code: 'ERR_CHANNEL_AUTH',
      data: { vendorCode: 'scope', vendorText: 'not granted: write_inventory' },
    });
  });

  it('is not asked for without the ID of the app', () => {
    expect(() => ask({ credentials: { clientId: '' } })).toThrow(
      expect.objectContaining({ code: 'ERR_HOST_INPUT_INVALID', data: { field: 'clientId', reason: 'needed' } }),
    );
  });

  it('holds with the vector that Shopify published', () => {
    const answer = new URLSearchParams(
      'code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173' +
        '&hmac=700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf',
    );
    const atMs = 1_337_178_173_000;
    const verdict = (secret: string) =>
      shopifyConnector.authorisation?.checkAnswer?.(
        context({ accessToken: 'x', clientSecret: secret }, { shopDomain: 'some-shop.myshopify.com' }),
        answer,
        { atMs, nowMs: atMs },
      );
    expect(verdict('hush')).toBeNull();
    expect(verdict('hash')).toBe('wrong_signature');
  });
});

/** An app of the Dev Dashboard, installed in a shop of its own organisation, has no token to type in. */
describe('the client credentials grant of Shopify', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let shop: ShopifySimulator;
  let http: ReturnType<typeof createNodeHttpClient>;
  beforeEach(async () => {
    bed = openUseCaseBed();
    shop = await startShopifySimulator({ clock: bed.clock, autoPush: false });
    http = createNodeHttpClient({ clock: bed.clock });
  });
  afterEach(async () => {
    http.close();
    await shop.close();
    bed.close();
  });

  const context = (credentials: object = {}) => ({
    config: ShopifyConfig.parse({ shopDomain: shop.shopDomain, apiBaseUrl: shop.url }),
    credentials: ShopifyCredentials.parse({ clientId: shop.clientId, clientSecret: shop.clientSecret, ...credentials }),
    currency: 'USD',
    http,
    openSocket: openJsonSocket,
    clock: bed.clock,
    signal: new AbortController().signal,
  });
  const renew = async (credentials: object = {}) => {
    const renewed = await shopifyConnector.refreshCredentials?.(context(credentials));
    return renewed?.ok ? ShopifyCredentials.parse(renewed.value) : expect.fail(renewed?.failure.vendorText);
  };
  const asked = () => shop.requests.count('access_token');

  it('lets a call in with id and secret alone, and is due at once so that its token is kept', async () => {
    expect(await shopifyConnector.testConnection(context())).toMatchObject({ ok: true });
    expect(shopifyConnector.accessTerm?.(context().credentials)).toEqual({ accessUntilMs: 0, refreshUntilMs: null });
    const kept = await renew();
    expect(kept).toMatchObject({ refreshToken: '', accessUntilMs: bed.clock.atMs + 86_399_000, refreshUntilMs: null });
    const before = asked();
    expect(await shopifyConnector.testConnection(context(kept))).toMatchObject({ ok: true });
    expect(asked()).toBe(before);
  });

  it('asks for one token for all calls of a job, and anew after a refusal', async () => {
    const job = context();
    const read = () => shopifyConnector.testConnection(job);
    expect([await read(), ...(await Promise.all([read(), read()]))].every(({ ok }) => ok)).toBe(true);
    expect(asked()).toBe(1);
    const refused = context({ clientSecret: 'wrong' });
    for (const times of [2, 3]) {
      expect(await shopifyConnector.testConnection(refused)).toMatchObject({ ok: false });
      expect(asked()).toBe(times);
    }
  });

  it('asks anew for a token that is over, or that the shop has ended before its time', async () => {
    const kept = await renew();
    bed.clock.atMs += 86_400_000;
    expect(await shopifyConnector.testConnection(context(kept))).toMatchObject({ ok: true });
    const second = await renew(kept);
    expect(second.accessToken).not.toBe(kept.accessToken);
    shop.access.expire();
    expect(await shopifyConnector.testConnection(context(second))).toMatchObject({ ok: true });
    expect(asked()).toBe(4);
  });

  it('is refused in the words of the shop, and by name where the app lacks a scope', async () => {
    expect(await shopifyConnector.testConnection(context({ clientSecret: 'wrong' }))).toMatchObject({
      failure: { kind: 'auth', vendorCode: 'invalid_client' },
    });
    shop.withheldScopes.add('write_inventory');
    expect(await shopifyConnector.testConnection(context())).toMatchObject({
      failure: { kind: 'auth', vendorText: 'not granted: write_inventory' },
    });
  });

  it('leaves a token alone that was typed in, and is no way in without an id', async () => {
    expect(shopifyConnector.accessTerm?.(context({ accessToken: shop.accessToken }).credentials)).toBeNull();
    expect(await shopifyConnector.testConnection(context({ accessToken: 'wrong' }))).toMatchObject({ ok: false });
    expect(asked()).toBe(0);
    expect(ShopifyCredentials.safeParse({ clientSecret: 'x' }).success).toBe(false);
  });
});
