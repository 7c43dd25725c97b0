import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import { confirmRule } from '#main/usecases/customs/rules/confirm-rule.ts';
import { installRulePack, undoRulePack } from '#main/usecases/customs/rules/install-rule-pack.ts';
import { listRules, readRulesState } from '#main/usecases/customs/rules/list-rules.ts';
import { addOwnWord, listOwnWords, removeOwnWord } from '#main/usecases/customs/rules/own-words.ts';
import { PACKS_IN_FORCE } from '#main/usecases/customs/rules/pack-rows.ts';
import { readCustomsRules } from '#main/usecases/customs/rules/read-customs-rules.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import type { CustomsRulePack } from '#shared/model/customs-rules.ts';
import { openTestContext, TEST_ACT } from '#tests/support/test-context.ts';

const KEYS = generateKeyPairSync('ed25519');
const PUBLIC_KEY = KEYS.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const BUILT_IN = builtInPack().version;

function packFile(change: Partial<CustomsRulePack> = {}, privateKey = KEYS.privateKey): string {
  const payload = JSON.stringify({ ...builtInPack(), ...change });
  const signature = sign(null, Buffer.from(`packbench-customs-rules\n${payload}`), privateKey).toString('base64');
  return JSON.stringify({ packbenchRulePack: 1, payload, signature });
}

function open() {
  const context = openTestContext();
  setSetting(context, { name: 'customsRuleKey', value: PUBLIC_KEY, version: 0 }, TEST_ACT);
  const install = (content: string, inForce = readRulesState(context.read).version) =>
    installRulePack(context, TEST_ACT, { content, inForce });
  return Object.assign(context, { install });
}

const coded = (code: string) => expect.objectContaining({ code });

describe('rule packs', () => {
  it('are put in force by a signed file, and undone to the one before', () => {
    using bed = open();
    bed.install(packFile({ version: BUILT_IN + 1 }));
    bed.install(packFile({ version: BUILT_IN + 2, words: { vague: ['thing'], prohibited: [] } }));
    expect(readCustomsRules(bed.read)).toMatchObject({ version: BUILT_IN + 2, words: { vague: ['thing'] } });
    expect(undoRulePack(bed, TEST_ACT, { inForce: BUILT_IN + 2, reason: 'wrong' })).toEqual({ version: BUILT_IN + 1 });
    expect(undoRulePack(bed, TEST_ACT, { inForce: BUILT_IN + 1, reason: 'wrong' })).toEqual({ version: BUILT_IN });
    expect(() => undoRulePack(bed, TEST_ACT, { inForce: BUILT_IN, reason: 'wrong' })).toThrow(
      coded('ERR_CUSTOMS_PACK_NOTHING_TO_UNDO'),
    );
    // What was undone can come back.
    expect(bed.install(packFile({ version: BUILT_IN + 1 }))).toEqual({ version: BUILT_IN + 1 });
    expect(readRulesState(bed.read).packs.map((pack) => [pack.version, pack.undoneBy])).toEqual([
      [BUILT_IN + 2, 'Ann'],
      [BUILT_IN + 1, null],
    ]);
  });

  it('are refused when unsigned, changed, signed by another, older, reused or no pack at all', () => {
    using bed = open();
    const good = packFile({ version: BUILT_IN + 1 });
    const file: { payload: string; signature: string } = JSON.parse(good);
    const other = generateKeyPairSync('ed25519').privateKey;
    for (const [content, code] of [
      [JSON.stringify({ packbenchRulePack: 1, payload: file.payload }), 'ERR_CUSTOMS_PACK_UNSIGNED'],
      [
        JSON.stringify({ ...file, packbenchRulePack: 1, payload: file.payload.replace('"block"', '"info"') }),
        'ERR_CUSTOMS_PACK_SIGNATURE',
      ],
      [packFile({ version: BUILT_IN + 1 }, other), 'ERR_CUSTOMS_PACK_SIGNATURE'],
      [packFile({ version: BUILT_IN }), 'ERR_CUSTOMS_PACK_OLDER'],
      [packFile({ version: BUILT_IN - 1 }), 'ERR_CUSTOMS_PACK_OLDER'],
      [packFile({ version: BUILT_IN + 1, lanes: [] }), 'ERR_CUSTOMS_PACK_MALFORMED'],
      [JSON.stringify({ ...file, packbenchRulePack: 2 }), 'ERR_CUSTOMS_PACK_FORMAT'],
      ['{"a":1}', 'ERR_CUSTOMS_PACK_MALFORMED'],
      ['PK\u0003\u0004', 'ERR_CUSTOMS_PACK_MALFORMED'],
      ['x'.repeat(4_000_001), 'ERR_CUSTOMS_PACK_TOO_LARGE'],
    ] as const)
      expect(() => bed.install(content), code).toThrow(coded(code));
    bed.install(good);
    undoRulePack(bed, TEST_ACT, { inForce: BUILT_IN + 1, reason: 'wrong' });
    expect(() => bed.install(packFile({ version: BUILT_IN + 1, noteEn: 'another' }))).toThrow(
      coded('ERR_CUSTOMS_PACK_REUSED'),
    );
    expect(readRulesState(bed.read).version).toBe(BUILT_IN);
  });

  it('are known by their signature at each check: the text is read once, and what was installed or undone counts at once', () => {
    using bed = open();
    bed.install(packFile({ version: BUILT_IN + 1, words: { vague: ['first'], prohibited: [] } }));
    expect(readCustomsRules(bed.read)).toMatchObject({ version: BUILT_IN + 1, words: { vague: ['first'] } });
    const plan = bed.read.prepare<[number], { detail: string }>(`EXPLAIN QUERY PLAN ${PACKS_IN_FORCE}`).all(0);
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('COVERING INDEX')]);
    bed.db.transaction((tx) => tx.prepare("UPDATE customs_rule_packs SET payload = 'unread'").run());
    expect(readCustomsRules(bed.read)).toMatchObject({ version: BUILT_IN + 1, words: { vague: ['first'] } });
    bed.install(packFile({ version: BUILT_IN + 2, words: { vague: ['second'], prohibited: [] } }));
    expect(readCustomsRules(bed.read)).toMatchObject({ version: BUILT_IN + 2, words: { vague: ['second'] } });
    undoRulePack(bed, TEST_ACT, { inForce: BUILT_IN + 2, reason: 'wrong' });
    expect(readCustomsRules(bed.read)).toMatchObject({ version: BUILT_IN + 1, words: { vague: ['first'] } });
    // Another pack under the same version, as a restored backup would bring: the version alone is not its identity.
    const other: { payload: string; signature: string } = JSON.parse(
      packFile({ version: BUILT_IN + 1, words: { vague: ['other'], prohibited: [] } }),
    );
    bed.db.transaction((tx) =>
      tx
        .prepare<[string, string, number]>('UPDATE customs_rule_packs SET payload = ?, signature = ? WHERE version = ?')
        .run(other.payload, other.signature, BUILT_IN + 1),
    );
    expect(readCustomsRules(bed.read).words.vague).toEqual(['other']);
  });

  it('are refused that call checks or limits this version does not have', () => {
    using bed = open();
    const [base, ...lanes] = builtInPack().lanes;
    const withEffect = (effect: object) =>
      packFile({
        version: BUILT_IN + 1,
        lanes: [{ ...base!, rules: [{ ...base!.rules[0]!, effect: effect as never }] }, ...lanes],
      });
    expect(() => bed.install(withEffect({ do: 'check', check: 'from-the-future', limits: {} }))).toThrow(
      coded('ERR_CUSTOMS_PACK_MALFORMED'),
    );
    expect(() => bed.install(withEffect({ do: 'check', check: 'letter-weight', limits: {} }))).toThrow(
      coded('ERR_CUSTOMS_PACK_MALFORMED'),
    );
    expect(() => bed.install(withEffect({ do: 'run', code: 'x' }))).toThrow(coded('ERR_CUSTOMS_PACK_MALFORMED'));
  });

  it('are refused without a key, and when another window was faster', () => {
    using context = openTestContext();
    const content = packFile({ version: BUILT_IN + 1 });
    expect(() => installRulePack(context, TEST_ACT, { content, inForce: BUILT_IN })).toThrow(
      coded('ERR_CUSTOMS_PACK_NO_KEY'),
    );
    using bed = open();
    bed.install(content);
    expect(() => bed.install(packFile({ version: BUILT_IN + 2 }), BUILT_IN)).toThrow(coded('ERR_CUSTOMS_PACK_CHANGED'));
    expect(() => undoRulePack(bed, TEST_ACT, { inForce: BUILT_IN, reason: 'x' })).toThrow(
      coded('ERR_CUSTOMS_PACK_CHANGED'),
    );
  });

  it('write who installed what to the audit log', () => {
    using bed = open();
    bed.install(packFile({ version: BUILT_IN + 1 }));
    const acts = bed.read.pluck<[], string>("SELECT act FROM audit_log WHERE act LIKE 'customs%'").all();
    expect(acts).toEqual(['customs_rules.install']);
  });
});

describe('a confirmation', () => {
  const ID = 'base.prohibited-flags';
  const ruleOf = (bed: ReturnType<typeof open>) =>
    listRules(bed.read, { territory: 'NO', day: '2026-11-22', today: '2026-11-22' }).rules.find(({ id }) => id === ID)!;

  it('lets a rule of one source block, with who and when, and can be taken back', () => {
    using bed = open();
    expect(ruleOf(bed)).toMatchObject({ severity: 'warn', wanted: 'block', confirmation: null });
    confirmRule(bed, TEST_ACT, { ruleId: ID, digest: ruleOf(bed).digest, isConfirmed: true, note: 'carrier list' });
    expect(ruleOf(bed)).toMatchObject({
      severity: 'block',
      confirmation: { by: 'Ann', note: 'carrier list', isCurrent: true },
    });
    expect([...readCustomsRules(bed.read).confirmed]).toEqual([ID]);
    confirmRule(bed, TEST_ACT, { ruleId: ID, digest: ruleOf(bed).digest, isConfirmed: false, note: '' });
    expect(ruleOf(bed)).toMatchObject({ severity: 'warn', confirmation: null });
  });

  it('does not count for a rule that changed since, nor for rules that need none', () => {
    using bed = open();
    const { digest } = ruleOf(bed);
    confirmRule(bed, TEST_ACT, { ruleId: ID, digest, isConfirmed: true, note: '' });
    const lanes = builtInPack().lanes.map((lane) => ({
      ...lane,
      rules: lane.rules.map((rule) => (rule.id === ID ? { ...rule, textEn: 'Now something else.' } : rule)),
    }));
    bed.install(packFile({ version: BUILT_IN + 1, lanes }));
    expect(ruleOf(bed)).toMatchObject({ severity: 'warn', confirmation: { isCurrent: false } });
    expect(readCustomsRules(bed.read).confirmed.size).toBe(0);
    const confirm = (ruleId: string, seen: string) => () =>
      confirmRule(bed, TEST_ACT, { ruleId, digest: seen, isConfirmed: true, note: '' });
    expect(confirm(ID, digest)).toThrow(coded('ERR_CUSTOMS_RULE_CHANGED'));
    expect(confirm('base.vague', digest)).toThrow(coded('ERR_CUSTOMS_RULE_NOT_CONFIRMABLE'));
    expect(confirm('base.nothing', digest)).toThrow(coded('ERR_CUSTOMS_RULE_UNKNOWN'));
  });
});

describe('the list of rules', () => {
  it('shows what holds on a day and what begins later, the own lane first', () => {
    using bed = open();
    const on = (day: string) => listRules(bed.read, { territory: 'DE', day, today: '2026-11-22' });
    const find = (day: string, id: string) => on(day).rules.find((rule) => rule.id === id);
    expect(on('2026-10-31').rules[0]?.lane).toBe('EU');
    expect(find('2026-10-31', 'eu.product-id')).toMatchObject({ isInForce: false });
    expect(find('2026-11-01', 'eu.product-id')).toMatchObject({ isInForce: true });
    expect(find('2026-07-01', 'eu.duty-relief')).toBeUndefined();
    expect(find('2026-07-01', 'eu.fee-fr')).toBeUndefined();
    expect(listRules(bed.read, { territory: 'ZZ', day: '2026-11-22', today: '2026-11-22' }).hasLane).toBe(false);
  });

  it('asks for another look at sources older than 90 days', () => {
    using bed = open();
    const needs = (today: string) =>
      listRules(bed.read, { territory: 'US', day: '2026-11-22', today })
        .rules.filter(({ checkedOn }) => checkedOn === '2026-11-22')
        .every((rule) => rule.needsRecheck);
    expect(needs('2027-02-20')).toBe(false);
    expect(needs('2027-02-21')).toBe(true);
  });
});

describe('own words', () => {
  it('join those of the pack, once each, without case and invisible signs', () => {
    using bed = open();
    addOwnWord(bed, TEST_ACT, { kind: 'vague', word: ' Knick\u200B Knack ' });
    addOwnWord(bed, TEST_ACT, { kind: 'vague', word: 'knick knack' });
    expect(listOwnWords(bed.read)).toEqual([{ kind: 'vague', word: 'knick knack', addedBy: 'Ann' }]);
    expect(readCustomsRules(bed.read).words.vague).toContain('knick knack');
    expect(() => addOwnWord(bed, TEST_ACT, { kind: 'vague', word: ' x ' })).toThrow(coded('ERR_CUSTOMS_WORD_INVALID'));
    removeOwnWord(bed, TEST_ACT, { kind: 'vague', word: 'knick knack' });
    expect(listOwnWords(bed.read)).toEqual([]);
  });
});
