import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { checkAccount, checkChange, storedConfig, trialAnswer } from '#main/usecases/plugin-account.ts';
import { AppError } from '#shared/errors/app-error.ts';

const plugin = {
  configSchema: z.object({ host: z.string().min(1), port: z.coerce.number().default(443) }),
  credentialsSchema: z.object({ key: z.string().min(4), token: z.string().optional() }),
};
const kept = (credentials: Record<string, unknown>) => ({ storedCredentials: () => credentials });

function refusalOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? [error.code, error.data['field']] : error;
  }
  return 'taken';
}

describe('a new account', () => {
  test('is stored with the defaults of its plugin', () => {
    expect(checkAccount(plugin, { config: { host: 'a' }, credentials: { key: 'k123' } }).config).toEqual({
      host: 'a',
      port: 443,
    });
  });

  test('is refused with the name of the field that is wrong', () => {
    expect(refusalOf(() => checkAccount(plugin, { config: { host: '' }, credentials: { key: 'k123' } }))).toEqual([
      'ERR_HOST_INPUT_INVALID',
      'host',
    ]);
    expect(refusalOf(() => checkAccount(plugin, { config: { host: 'a' }, credentials: {} }))).toEqual([
      'ERR_HOST_INPUT_INVALID',
      'key',
    ]);
  });
});

describe('a changed account', () => {
  test('keeps what is absent or empty, and is checked as a whole with what is kept', () => {
    const change = { id: 'a', credentials: { key: '', token: 'new', other: null } };
    expect(checkChange(plugin, kept({ key: 'k123' }), change, false)).toEqual({
      config: null,
      configJson: null,
      credentials: { token: 'new' },
    });
    expect(refusalOf(() => checkChange(plugin, kept({}), change, false))).toEqual(['ERR_HOST_INPUT_INVALID', 'key']);
  });

  test('without any secret given stays untouched, and a form of empty fields gives none', () => {
    expect(checkChange(plugin, kept({}), { id: 'a', credentials: { key: '' } }, false)).toEqual({
      config: null,
      configJson: null,
      credentials: null,
    });
  });

  test('that is switched on needs all its secrets', () => {
    expect(refusalOf(() => checkChange(plugin, kept({}), { id: 'a' }, true))).toEqual([
      'ERR_HOST_INPUT_INVALID',
      'key',
    ]);
    expect(refusalOf(() => checkChange(plugin, kept({ key: 'k123' }), { id: 'a' }, true))).toBe('taken');
  });

  test('has its settings checked and completed', () => {
    const { configJson } = checkChange(plugin, kept({}), { id: 'a', config: { host: 'b', port: '8' } }, false);
    expect(configJson).toBe('{"host":"b","port":8}');
  });
});

test('settings that cannot be read are shown empty', () => {
  expect([storedConfig('{"host":"a"}'), storedConfig('[1]'), storedConfig('{')]).toEqual([{ host: 'a' }, {}, {}]);
});

test('a failed trial says the code and what the other side said', () => {
  const failure: PluginFailure = {
    kind: 'auth',
    code: 'ERR_CHANNEL_AUTH',
    retryAfterMs: null,
    vendorCode: '27',
    vendorText: 'no',
  };
  expect(trialAnswer(null)).toEqual({ ok: true, problem: null });
  expect(trialAnswer(failure)).toEqual({
    ok: false,
    problem: { code: 'ERR_CHANNEL_AUTH', data: { vendorCode: '27', vendorText: 'no' } },
  });
});
