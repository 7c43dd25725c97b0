import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { relayAddressOf } from '#main/app/relay/open-relay-line.ts';
import { readPairingCode, writePairingCode, createPairing } from '#main/lib/relay-pairing.ts';
import { createSealKeys, openSealed, sealFor } from '#main/lib/sealed-box.ts';
import { douyinConnector } from '#main/plugins/channels/douyin/douyin-connector.ts';
import { wechatShopConnector } from '#main/plugins/channels/wechat-shop/wechat-shop-connector.ts';
import type { Relay } from '#main/relay/start-relay.ts';
import { LOCALHOST_CERTIFICATE } from '#tests/integration/relay/localhost-certificate.ts';
import { openRelayBed, pairingCodeOf, relayFolder, send, startTestRelay } from '#tests/integration/relay/relay-bed.ts';

let folder: ReturnType<typeof relayFolder>;
let relay: Relay;
beforeEach(() => {
  folder = relayFolder();
});
afterEach(async () => {
  await relay.stop();
  folder.remove();
});

describe('an address that WeChat wants to be proved', () => {
  const token = 'a token';
  const appId = 'wx0123456789abcdef';
  const aesKey = randomBytes(32).toString('base64').slice(0, 43);
  const credentials = {
    pushToken: token,
    encodingAesKey: aesKey,
    previousPushToken: '',
    previousEncodingAesKey: '',
    appId,
  };
  const signed = (...parts: string[]) => createHash('sha1').update(parts.toSorted().join('')).digest('hex');
  const clear = (echo: string, key = token) =>
    `?signature=${signed(key, '1', 'n')}&timestamp=1&nonce=n&echostr=${echo}`;

  /** As WeChat seals it: random bytes, length, text, whom it is meant for; padded to blocks of 32. */
  function sealed(text: string): string {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const plain = Buffer.concat([randomBytes(16), length, Buffer.from(text + appId)]);
    const padding = 32 - (plain.length % 32);
    const key = Buffer.from(`${aesKey}=`, 'base64');
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const echo = Buffer.concat([
      cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
      cipher.final(),
    ]).toString('base64');
    return `?msg_signature=${signed(token, '1', 'n', echo)}&timestamp=1&nonce=n&echostr=${encodeURIComponent(echo)}`;
  }

  it('is answered by the workstation, which knows the secrets; without it only a clear text is echoed', async () => {
    relay = await startTestRelay(folder.dir);
    const bed = openRelayBed(wechatShopConnector, credentials);
    try {
      const url = await bed.join(relay.url, pairingCodeOf(folder.dir));
      expect(await send(url + clear('123'), 'GET')).toMatchObject({ status: 200, body: '123' });
      expect(await send(url + clear('123', 'another token'), 'GET')).toMatchObject({ status: 401 });
      expect(await send(url + sealed('456'), 'GET')).toMatchObject({ status: 200, body: '456' });
      expect((await send(url, 'POST', '{}')).body).toBe('success');
      await bed.leave();
      expect(await send(url + clear('123'), 'GET')).toMatchObject({ status: 200, body: '123' });
      expect(await send(url + clear('%3Cscript%3E'), 'GET')).toMatchObject({ status: 503 });
      expect(await send(url + sealed('456'), 'GET')).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
    } finally {
      await bed.shut();
    }
  });
});

it('answers Douyin in the words that Douyin wants', async () => {
  relay = await startTestRelay(folder.dir);
  const bed = openRelayBed(douyinConnector, { appKey: 'k', appSecret: 's', previousAppSecret: '' });
  try {
    const url = await bed.join(relay.url, pairingCodeOf(folder.dir));
    expect(await send(url, 'POST', '[]')).toMatchObject({ status: 200, body: '{"code":0,"msg":"success"}' });
  } finally {
    await bed.shut();
  }
});

it('speaks TLS with the certificate that it is given, pushes and workstations alike', async () => {
  const { cert, key } = LOCALHOST_CERTIFICATE;
  const tls = { certFile: join(folder.dir, 'cert.pem'), keyFile: join(folder.dir, 'key.pem') };
  writeFileSync(tls.certFile, cert);
  writeFileSync(tls.keyFile, key);
  relay = await startTestRelay(folder.dir, { tls });
  const { port } = new URL(relay.url);
  const status = await new Promise((resolve, reject) =>
    request({ host: 'localhost', port, path: '/health', ca: cert, agent: false }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end(),
  );
  expect(status).toBe(200);
  const socket = new WebSocket(`wss://localhost:${port}/drain`, { ca: cert });
  const first = await new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(JSON.parse(String(data))));
    socket.once('error', reject);
  });
  socket.terminate();
  expect(first).toMatchObject({ type: 'challenge', protocol: 1 });
});

describe('what a person types', () => {
  beforeEach(async () => {
    relay = await startTestRelay(folder.dir);
  });

  it('is an address over TLS, or one of this machine', () => {
    expect(relayAddressOf('relay.example.com')).toBe('https://relay.example.com');
    expect(relayAddressOf('wss://relay.example.com:8443/')).toBe('https://relay.example.com:8443');
    expect(relayAddressOf('http://127.0.0.1:8787')).toBe('http://127.0.0.1:8787');
    expect(() => relayAddressOf('http://relay.example.com')).toThrow('ERR_RELAY_ADDRESS_INSECURE');
    expect(() => relayAddressOf('not an address')).toThrow('ERR_RELAY_UNREACHABLE');
  });

  it('is a pairing code whose slips are noticed', () => {
    const pairing = createPairing();
    const code = writePairingCode(pairing);
    expect(code).toMatch(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/);
    expect(readPairingCode(code.toLowerCase().replaceAll('-', ' '))).toEqual(pairing);
    expect(readPairingCode(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBeNull();
    expect(readPairingCode(code.slice(1))).toBeNull();
  });

  it('is never what a box opens with: only its own key and its own place do', () => {
    const keys = createSealKeys();
    const box = sealFor(keys.publicKey, 'place 1', Buffer.from('text'));
    expect(openSealed(keys, 'place 1', box)?.toString()).toBe('text');
    expect(openSealed(keys, 'place 2', box)).toBeNull();
    expect(openSealed(createSealKeys(), 'place 1', box)).toBeNull();
    box[40] = (box[40] ?? 0) ^ 1;
    expect(openSealed(keys, 'place 1', box)).toBeNull();
    expect(openSealed(keys, 'place 1', new Uint8Array(3))).toBeNull();
  });
});
