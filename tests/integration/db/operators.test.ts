import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { OperatorId } from '#shared/model/ids.ts';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import {
  authenticateApiToken,
  createApiToken,
  listApiTokens,
  revokeApiToken,
} from '#main/usecases/auth/manage-api-tokens.ts';
import { createOperator, updateOperator } from '#main/usecases/auth/manage-operators.ts';
import { makeBadge, revokeBadge } from '#main/usecases/auth/manage-badges.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import { signIn, signInWithBadge } from '#main/usecases/auth/sign-in.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { parseCommandBarcode } from '#shared/scanning/command-barcode.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';

const PIN = '4071';

async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'nothing thrown';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

function attempt(ctx: UseCaseContext, operatorId: OperatorId, pin: string): Promise<string> {
  return codeOf(signIn(ctx, { operatorId, pin }, TEST_ACT));
}

describe('signing in', () => {
  it('lets the right PIN in, refuses a wrong one, and writes both down without the PIN', async () => {
    using ctx = openTestContext();
    const bea = await createOperator(ctx, { name: 'Bea', role: 'lead', pin: PIN }, TEST_ACT);
    expect(await signIn(ctx, { operatorId: bea.id, pin: PIN }, TEST_ACT)).toMatchObject({ name: 'Bea', role: 'lead' });
    expect(await attempt(ctx, bea.id, '9999')).toBe('ERR_AUTH_PIN_WRONG');
    const audit = listAudit(ctx.db, { limit: 10 }).entries;
    expect(audit.map((entry) => entry.act)).toEqual([
      'operator.sign_in_refused',
      'operator.sign_in',
      'operator.create',
    ]);
    expect(JSON.stringify([audit, listOperators(ctx.db)])).not.toMatch(/4071|9999|scrypt/);
  });

  it('locks after five wrong PINs, for longer each time, also against the right one', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Bea', role: 'operator', pin: PIN }, TEST_ACT);
    const outcomes = [];
    for (let n = 0; n < 5; n += 1) outcomes.push(await attempt(ctx, id, '0000'));
    expect(outcomes).toEqual([...Array(4).fill('ERR_AUTH_PIN_WRONG'), 'ERR_AUTH_LOCKED_OUT']);
    expect(await attempt(ctx, id, PIN)).toBe('ERR_AUTH_LOCKED_OUT');
    ctx.time.advance(30_000);
    expect(await attempt(ctx, id, '0000')).toBe('ERR_AUTH_LOCKED_OUT');
    ctx.time.advance(59_999);
    expect(await attempt(ctx, id, PIN)).toBe('ERR_AUTH_LOCKED_OUT');
    ctx.time.advance(1);
    expect(await attempt(ctx, id, PIN)).toBe('nothing thrown');
    expect(await attempt(ctx, id, '0000')).toBe('ERR_AUTH_PIN_WRONG');
  });

  it('counts tries that come at the same moment one by one', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Bea', role: 'operator', pin: PIN }, TEST_ACT);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => attempt(ctx, id, '0000')));
    expect(outcomes.filter((code) => code === 'ERR_AUTH_PIN_WRONG')).toHaveLength(4);
  });

  it('needs no PIN where none is set', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Cai', role: 'operator', pin: null }, TEST_ACT);
    expect(await attempt(ctx, id, '')).toBe('nothing thrown');
    await updateOperator(ctx, { id, active: false }, TEST_ACT);
    expect(await attempt(ctx, id, '')).toBe('ERR_AUTH_OPERATOR_UNKNOWN');
  });
});

describe('a badge', () => {
  const secretOf = (code: string): string => {
    const read = parseCommandBarcode(code);
    return read?.kind === 'badge' ? read.secret : '';
  };
  const scanned = (ctx: UseCaseContext, code: string) => codeOf(() => signInWithBadge(ctx, secretOf(code), TEST_ACT));

  it('signs its person in, and nothing that is stored lets anybody print it again', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Cai', role: 'lead', pin: PIN }, TEST_ACT);
    const badge = makeBadge(ctx, TEST_ACT, id);
    expect(badge.name).toBe('Cai');
    expect(signInWithBadge(ctx, secretOf(badge.code.toLowerCase()), TEST_ACT)).toMatchObject({ id, hasBadge: true });
    const stored = JSON.stringify([
      ctx.db.prepare<[], unknown>('SELECT * FROM operator_badges').all(),
      ctx.db.prepare<[], unknown>('SELECT * FROM operators').all(),
      listAudit(ctx.db, { limit: 10 }),
    ]);
    expect(stored).not.toContain(secretOf(badge.code));
  });

  it('is void once it is revoked, replaced, or its person switched off', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Cai', role: 'operator', pin: PIN }, TEST_ACT);
    const first = makeBadge(ctx, TEST_ACT, id).code;
    const second = makeBadge(ctx, TEST_ACT, id).code;
    expect(await scanned(ctx, first)).toBe('ERR_AUTH_BADGE_UNKNOWN');
    expect(await scanned(ctx, second)).toBe('nothing thrown');
    await updateOperator(ctx, { id, active: false }, TEST_ACT);
    expect(await scanned(ctx, second)).toBe('ERR_AUTH_BADGE_UNKNOWN');
    await updateOperator(ctx, { id, active: true }, TEST_ACT);
    revokeBadge(ctx, TEST_ACT, id);
    expect(await scanned(ctx, second)).toBe('ERR_AUTH_BADGE_UNKNOWN');
    expect(listOperators(ctx.db)[0]?.hasBadge).toBe(false);
    expect(await codeOf(() => revokeBadge(ctx, TEST_ACT, id))).toBe('ERR_AUTH_OPERATOR_UNKNOWN');
  });

  it('gives whoever found it no new tries at the PIN', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Cai', role: 'admin', pin: PIN }, TEST_ACT);
    const { code } = makeBadge(ctx, TEST_ACT, id);
    for (let n = 0; n < 4; n += 1) await attempt(ctx, id, '0000');
    expect(await scanned(ctx, code)).toBe('nothing thrown');
    expect(await attempt(ctx, id, '0000')).toBe('ERR_AUTH_LOCKED_OUT');
  });
});

describe('operators', () => {
  it('never lose their last administrator', async () => {
    using ctx = openTestContext();
    const ann = await createOperator(ctx, { name: 'Ann', role: 'admin', pin: PIN }, TEST_ACT);
    expect(await codeOf(updateOperator(ctx, { id: ann.id, role: 'lead' }, TEST_ACT))).toBe('ERR_AUTH_LAST_ADMIN');
    expect(await codeOf(updateOperator(ctx, { id: ann.id, active: false }, TEST_ACT))).toBe('ERR_AUTH_LAST_ADMIN');
    await createOperator(ctx, { name: 'Bea', role: 'admin', pin: PIN }, TEST_ACT);
    expect(await codeOf(updateOperator(ctx, { id: ann.id, active: false }, TEST_ACT))).toBe('nothing thrown');
  });

  it.each(['1111', '1234', '9876', '12', 'abcd'])('refuse %s as a PIN', async (pin) => {
    using ctx = openTestContext();
    expect(await codeOf(createOperator(ctx, { name: 'Ann', role: 'admin', pin }, TEST_ACT))).toBe('ERR_AUTH_PIN_WEAK');
  });

  it('have names of their own', async () => {
    using ctx = openTestContext();
    await createOperator(ctx, { name: 'Ann', role: 'admin', pin: PIN }, TEST_ACT);
    const ben = await createOperator(ctx, { name: 'Ben', role: 'operator', pin: PIN }, TEST_ACT);
    const taken = 'ERR_AUTH_NAME_TAKEN';
    expect(await codeOf(createOperator(ctx, { name: ' Ann ', role: 'operator', pin: PIN }, TEST_ACT))).toBe(taken);
    expect(await codeOf(updateOperator(ctx, { id: ben.id, name: 'Ann' }, TEST_ACT))).toBe(taken);
    expect(await updateOperator(ctx, { id: ben.id, name: 'Ben', role: 'lead' }, TEST_ACT)).toMatchObject({
      role: 'lead',
    });
  });

  it('get out of a lock-out with a new PIN', async () => {
    using ctx = openTestContext();
    const { id } = await createOperator(ctx, { name: 'Ann', role: 'admin', pin: PIN }, TEST_ACT);
    for (let n = 0; n < 5; n += 1) await attempt(ctx, id, '0000');
    await updateOperator(ctx, { id, pin: '8350' }, TEST_ACT);
    expect(await attempt(ctx, id, '8350')).toBe('nothing thrown');
  });
});

describe('API tokens', () => {
  it('are shown once, stored as a hash, and end when revoked', () => {
    using ctx = openTestContext();
    const { id, token } = createApiToken(ctx, { name: 'BI', scope: 'read' }, TEST_ACT);
    expect(authenticateApiToken(ctx, token)).toEqual({ id, name: 'BI', scope: 'read' });
    expect(listApiTokens(ctx.db)).toMatchObject([{ id, lastUsedAtMs: ctx.time.nowMs(), revokedAtMs: null }]);
    expect(ctx.db.pluck<[], string>('SELECT token_hash FROM api_tokens').get()).not.toContain(token.slice(4));
    revokeApiToken(ctx, id, TEST_ACT);
    expect(() => authenticateApiToken(ctx, token)).toThrow('ERR_AUTH_TOKEN_INVALID');
    expect(() => authenticateApiToken(ctx, 'pbk_guess')).toThrow('ERR_AUTH_TOKEN_INVALID');
    expect(() => revokeApiToken(ctx, id, TEST_ACT)).toThrow('ERR_HOST_NOT_FOUND');
  });
});
