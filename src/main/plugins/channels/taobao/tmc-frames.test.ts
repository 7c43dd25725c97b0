import { describe, expect, it } from 'vitest';
import { TaobaoConfig, TaobaoCredentials } from '#main/plugins/channels/taobao/schemas.ts';
import { readTmcFrame, writeTmcFrame } from '#main/plugins/channels/taobao/tmc-frames.ts';
import { connectFrame, messageServiceOf } from '#main/plugins/channels/taobao/tmc-line.ts';

const hex = (...parts: string[]) => Buffer.from(parts.join('').replaceAll(' ', ''), 'hex');

/** Bytes put together by hand after MessageEncoder02 of the vendor's Java SDK. */
describe('frames of the message channel of TOP', () => {
  it('are written as the vendor’s client writes them', () => {
    expect(writeTmcFrame({ kind: 'send', token: 'ab', values: { __kind: 2, id: 7_100_000_000_000_000_001n } })).toEqual(
      hex(
        '02 02', // version, send
        '0500 02000000 6162', // token
        '0100 06000000 5f5f6b696e64 02 02', // __kind, one byte
        '0100 02000000 6964 05 010046f161448862', // id, eight bytes
        '0000',
      ),
    );
  });

  it('bear the signature of the app when they open the channel', () => {
    const frame = readTmcFrame(
      connectFrame({
        config: TaobaoConfig.parse({}),
        credentials: TaobaoCredentials.parse({ appKey: '1', appSecret: 's', sessionKey: 'x' }),
        clock: { nowMs: () => 5 },
      }),
    );
    // MD5 of `s` + `app_key1group_namedefaulttimestamp5` + `s`, by md5sum.
    expect(frame).toMatchObject({
      kind: 'connect',
      values: { app_key: '1', group_name: 'default', timestamp: '5', sign: '71910F7B2317EAE0D41FB7007FAB1E8F' },
    });
  });

  it('are read with every kind of value, a refusal with its words, and texts counted in bytes', () => {
    const frame = readTmcFrame(
      hex(
        '02 01',
        '0200 19000000',
        '0300 03000000 e5ba97',
        '0400 01000000',
        '0100 01000000 61 00',
        '0100 01000000 62 03 0500',
        '0100 01000000 63 04 06000000',
        '0100 01000000 64 06 0800000000000000',
        '0100 01000000 65 07 02000000 ffee',
        '0000',
      ),
    );
    expect(frame).toMatchObject({ kind: 'connect-ack', statusCode: 25, statusPhrase: '店' });
    expect(frame?.values).toEqual({ a: null, b: 5n, c: 6n, d: new Date(8), e: Uint8Array.from([0xff, 0xee]) });
  });

  it.each([
    ['empty', ''],
    ['of another version', '01 02 0000'],
    ['of an unknown kind', '02 09 0000'],
    ['cut off in a text', '02 02 0500 ff000000 61'],
    ['whose text is longer than four gigabytes', '02 02 0500 ffffffff 61'],
    ['without an end', '02 02 0100 01000000 61 00'],
    ['with a header that nobody knows', '02 02 0900 0000'],
  ])('%s are no frames', (_, bytes) => {
    expect(readTmcFrame(hex(bytes))).toBeNull();
  });

  it('go to the service that belongs to the gateway, and nowhere where none is known', () => {
    const of = (config: object) => messageServiceOf(TaobaoConfig.parse(config));
    expect(of({})).toBe('ws://mc.api.taobao.com/');
    expect(of({ gatewayUrl: 'https://gw.api.tbsandbox.com/router/rest' })).toBe('ws://mc.api.tbsandbox.com/');
    expect(of({ gatewayUrl: 'http://127.0.0.1:1/router/rest' })).toBeNull();
    expect(of({ gatewayUrl: 'https://taobao.com.evil.example/' })).toBeNull();
    expect(of({ messageUrl: 'wss://elsewhere.example/' })).toBe('wss://elsewhere.example/');
  });
});
