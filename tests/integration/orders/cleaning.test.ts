import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { findJobByKey } from '#main/db/repos/jobs-repo.ts';
import { moveRule, saveRule, setRuleState } from '#main/usecases/cleaning/manage-rules.ts';
import { startApply, startUndo } from '#main/usecases/cleaning/manage-runs.ts';
import { readOrderCleaning } from '#main/usecases/cleaning/order-cleaning.ts';
import { previewRule } from '#main/usecases/cleaning/preview-rule.ts';
import { runCleaning } from '#main/usecases/cleaning/run-cleaning.ts';
import { listLeftOrders } from '#main/usecases/cleaning/run-rows.ts';
import { listRules, readRule } from '#main/usecases/cleaning/view-rules.ts';
import { eraseOrderData } from '#main/usecases/orders/erase/erase-order-data.ts';
import type { ErasableOrder } from '#main/usecases/orders/erase/erase-order-data.ts';
import { releaseOrderHold } from '#main/usecases/orders/hold-order.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';
import type { CleaningDefinition } from '#shared/model/cleaning.ts';

const NO_SIGNAL = new AbortController().signal;
const STREET_RULE: CleaningDefinition = {
  kind: 'tidy',
  fields: ['street'],
  compose: false,
  joinBreaks: false,
  collapseSpaces: true,
  trim: true,
  letterCase: 'keep',
  replacements: [{ find: '（勿放驿站）', replaceWith: '', where: 'end' }],
};

describe('cleaning as data', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 10_000);
  });
  afterEach(() => bed.close());

  /** As for an order for which nothing is left to do. */
  const erase = (number: string): void =>
    bed.context.db.transaction((tx) => {
      const order = tx
        .prepare<[string], ErasableOrder>(
          "SELECT id, list_key, shop_id, external_number, '' AS phone FROM orders WHERE id = ?",
        )
        .get(idOf(number));
      if (!order) throw new Error(`no order ${number}`);
      eraseOrderData(tx, SYSTEM_ACT, 1, order, { rule: 'request', reason: 'asked' });
    });

  const draft = (
    number: string,
    recipient: Partial<OrderDraft['recipient']> = {},
    change: Partial<OrderDraft> = {},
  ) => {
    const plain = paidDraft(number, 'SKU-1', 1, change);
    return { ...plain, recipient: { ...plain.recipient, ...recipient } };
  };
  const idOf = (number: string) => bed.order(number)?.id ?? '';
  const phoneOf = (number: string) => readRecipient(bed.context.read, idOf(number)).phone;
  const switchTo = (id: string, state: 'on' | 'off' | 'rolling_out', percent = 100) =>
    setRuleState(bed.context, SYSTEM_ACT, { id, state, percent });
  const addRule = (definition: CleaningDefinition, stopAfter = 50) =>
    saveRule(bed.context, SYSTEM_ACT, { id: null, version: null, name: 'Own', definition, stopPercent: 20, stopAfter });
  const runNewest = async () => {
    const id = bed.context.read
      .pluck<[], string>('SELECT id FROM cleaning_runs ORDER BY created_at_ms DESC, id DESC LIMIT 1')
      .get();
    expect(findJobByKey(bed.context.read, `cleaning-run:${id}`)?.topic).toBe('cleaning.run');
    await runCleaning(bed.context, id ?? '', NO_SIGNAL, () => {});
    return id ?? '';
  };
  const eventsOf = (number: string) => bed.eventTypes(idOf(number));

  it('makes one order of a number with and without zero-width characters, and keeps the message as it came', () => {
    bed.intake([draft('\u200B1001\u200B')]);
    bed.intake([draft('1001', {}, { platformVersionMs: bed.clock.atMs + 1, buyerNote: 'again' })]);
    const count = bed.context.read.pluck<[], number>('SELECT COUNT(*) FROM orders').get();
    const payload = bed.context.read
      .pluck<[], Uint8Array>('SELECT payload FROM raw_messages ORDER BY received_at_ms, id LIMIT 1')
      .get();
    expect([count, idOf('1001') !== '']).toEqual([1, true]);
    expect(inflateRawSync(payload ?? new Uint8Array()).toString()).toContain('\u200B1001\u200B');
  });

  it('rolls out to a share of the orders, the same ones whenever they come again', () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'rolling_out', 30);
    const numbers = Array.from({ length: 60 }, (_, index) => `N${index}`);
    bed.intake(numbers.map((number) => draft(number, { phone: '+86 138-1234-5678' })));
    const cleaned = numbers.filter((number) => phoneOf(number) === '13812345678');
    expect(cleaned.length).toBeGreaterThan(5);
    expect(cleaned.length).toBeLessThan(35);
    const again = numbers.map((number) =>
      draft(number, { phone: '+86 138-1234-5678' }, { platformVersionMs: bed.clock.atMs + 5, buyerNote: 'b' }),
    );
    bed.intake(again);
    expect(numbers.filter((number) => phoneOf(number) === '13812345678')).toEqual(cleaned);
    switchTo('phone', 'rolling_out', 60);
    bed.intake(again.map((each) => ({ ...each, platformVersionMs: bed.clock.atMs + 9, buyerNote: 'c' })));
    const more = numbers.filter((number) => phoneOf(number) === '13812345678');
    expect(more).toEqual(expect.arrayContaining(cleaned));
    expect(more.length).toBeGreaterThan(cleaned.length);
  });

  it('counts what a rule did, and shows before and after on the order, masked', () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'on');
    bed.intake([draft('1', { phone: '+86 138-1234-5678' }), draft('2'), draft('3', { phone: '微信' })]);
    expect(readRule(bed.context.read, 'phone').counts).toEqual({ seen: 3, changed: 1, errors: 1 });
    expect(readOrderCleaning(bed.context.read, idOf('1')).changes).toMatchObject([
      { ruleId: 'phone', version: 1, path: 'recipient.phone', before: '+** ***-****-5678', after: '*******5678' },
    ]);
    expect(readOrderDetail(bed.context.read, idOf('3')).flags).toEqual(['phone_doubtful']);
    expect(phoneOf('3')).toBe('微信');
  });

  it('stops a rule by itself when its errors rise, with the reason in audit and timeline, and the order is kept', () => {
    bed.intake([draft('x')]);
    const rule = addRule(
      { ...STREET_RULE, replacements: [{ find: '文三路', replaceWith: '', where: 'anywhere' }] } as CleaningDefinition,
      10,
    );
    setRuleState(bed.context, SYSTEM_ACT, { id: rule.id, state: 'rolling_out', percent: 100 });
    bed.intake(Array.from({ length: 9 }, (_, index) => draft(`a${index}`, { street: '文三路' })));
    expect(readRule(bed.context.read, rule.id).state).toBe('rolling_out');
    bed.intake([draft('a9', { street: '文三路' })]);
    const stopped = readRule(bed.context.read, rule.id);
    expect(stopped).toMatchObject({ state: 'stopped', stopped: { seen: 10, errors: 10, stopPercent: 20 } });
    expect(readRecipient(bed.context.read, idOf('a9')).street).toBe('文三路');
    expect(eventsOf('a9')).toContain('cleaning.rule_stopped');
    const acts = bed.context.read.pluck<[string], string>('SELECT act FROM audit_log WHERE target = ?').all(rule.id);
    expect(acts).toContain('cleaning.stop');
    bed.intake([draft('b1', { street: '文三路 9 号' })]);
    expect(readRecipient(bed.context.read, idOf('b1')).street).toBe('文三路 9 号');
  });

  it('does not stop a rule whose errors stay below the share', () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'on');
    bed.intake(Array.from({ length: 100 }, (_, index) => draft(`p${index}`, index % 10 === 0 ? { phone: 'wx' } : {})));
    expect(readRule(bed.context.read, 'phone')).toMatchObject({ state: 'on', counts: { seen: 100, errors: 10 } });
  });

  it('takes a version back from the orders that nobody touched since, and lists the others', async () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'on');
    const phone = '+86 138-1234-5678';
    bed.intake(['1', '2', '3', '4'].map((number) => draft(number, { phone })));
    bed.context.db.transaction((tx) => {
      tx.prepare<[string]>("UPDATE orders SET fulfilment = 'packed' WHERE id = ?").run(idOf('2'));
      tx.prepare<[string]>("UPDATE order_recipients SET phone = '13900000000' WHERE order_id = ?").run(idOf('3'));
    });
    erase('4');
    startUndo(bed.context, SYSTEM_ACT, 'phone', 1);
    const runId = await runNewest();
    expect([phoneOf('1'), phoneOf('2'), phoneOf('3')]).toEqual([phone, '13812345678', '13900000000']);
    expect(
      Object.fromEntries(listLeftOrders(bed.context.read, runId).map(({ number, outcome }) => [number, outcome])),
    ).toEqual({ '2': 'in_work', '3': 'changed_since' });
    expect(readRule(bed.context.read, 'phone')).toMatchObject({
      state: 'off',
      run: { kind: 'undo', state: 'done', met: 3, changed: 1, left: 2 },
    });
    expect(eventsOf('1').at(-1)).toBe('cleaning.undone');
    // The data of an erased recipient went with it.
    expect(readOrderCleaning(bed.context.read, idOf('4')).changes).toEqual([]);
    bed.intake([draft('1', { phone }, { platformVersionMs: bed.clock.atMs + 5, buyerNote: 'later' })]);
    expect(phoneOf('1')).toBe(phone);
  });

  it('goes on with an undo that was cut short, and does none twice', async () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'on');
    bed.intake(Array.from({ length: 120 }, (_, index) => draft(`u${index}`, { phone: '+8613812345678' })));
    startUndo(bed.context, SYSTEM_ACT, 'phone', 1);
    const cut = new AbortController();
    const id = bed.context.read.pluck<[], string>('SELECT id FROM cleaning_runs').get() ?? '';
    await runCleaning(bed.context, id, cut.signal, () => cut.abort());
    const first = readRule(bed.context.read, 'phone').run;
    expect(first).toMatchObject({ state: 'running', total: 120 });
    expect(first?.met).toBeLessThan(120);
    await runNewest();
    expect(readRule(bed.context.read, 'phone').run).toMatchObject({ state: 'done', met: 120, changed: 120, left: 0 });
    expect(eventsOf('u0').filter((type) => type === 'cleaning.undone')).toHaveLength(1);
  });

  it('applies a running rule to stored orders that are not in work, and records it like the intake', async () => {
    const phone = '+86 138-1234-5678';
    bed.intake(['1', '2'].map((number) => draft(number, { phone })));
    bed.context.db.transaction((tx) =>
      tx
        .prepare<[string, string]>("UPDATE orders SET fulfilment = 'packing', status = ? WHERE id = ?")
        .run('packing', idOf('2')),
    );
    switchTo('phone', 'on');
    startApply(bed.context, SYSTEM_ACT, 'phone');
    await runNewest();
    expect([phoneOf('1'), phoneOf('2')]).toEqual(['13812345678', phone]);
    expect(eventsOf('1').at(-1)).toBe('order.cleaned');
    startUndo(bed.context, SYSTEM_ACT, 'phone', 1);
    await runNewest();
    expect(phoneOf('1')).toBe(phone);
  });

  it('stops a run whose rule meets too many errors on the way', async () => {
    bed.intake(Array.from({ length: 120 }, (_, index) => draft(`e${index}`, { phone: '微信' })));
    switchTo('phone', 'on');
    startApply(bed.context, SYSTEM_ACT, 'phone');
    await runNewest();
    const rule = readRule(bed.context.read, 'phone');
    expect(rule).toMatchObject({ state: 'stopped', run: { state: 'stopped' } });
    expect(rule.run?.met).toBeLessThan(120);
  });

  it('shows what a rule would do and changes nothing', async () => {
    bed.intake([draft('1', { street: '文三路 1 号（勿放驿站）' }), draft('2')]);
    const before = readRecipient(bed.context.read, idOf('1'));
    const preview = await previewRule(bed.context, {
      id: null,
      definition: STREET_RULE,
      scope: { kind: 'orders', count: 100 },
    });
    expect(preview).toMatchObject({ seen: 2, changed: 1, errors: 0 });
    expect(preview.orders).toMatchObject([{ number: '1', changes: [{ path: 'recipient.street' }] }]);
    expect(readRecipient(bed.context.read, idOf('1'))).toEqual(before);
  });

  it('tries an edited rule on what it met, not on what its last version made', async () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'on');
    bed.intake([draft('1', { phone: '+1 415 555 2671', country: 'US' })]);
    expect(phoneOf('1')).toBe('+14155552671');
    const definition: CleaningDefinition = { kind: 'phone', foreignForm: 'international', extensionFromName: true };
    const preview = await previewRule(bed.context, { id: 'phone', definition, scope: { kind: 'days', count: 3 } });
    expect(preview.orders).toEqual([]);
    expect(preview).toMatchObject({ seen: 2, changed: 0 });
  });

  it('makes a changed rule a draft of a new version, and refuses an edit of an old one', () => {
    bed.intake([draft('x')]);
    switchTo('phone', 'on');
    const definition: CleaningDefinition = { kind: 'phone', foreignForm: 'international', extensionFromName: false };
    const input = { id: 'phone', version: 1, name: '', definition, stopPercent: 5, stopAfter: 30 };
    expect(saveRule(bed.context, SYSTEM_ACT, input)).toMatchObject({ version: 2, state: 'draft', stopPercent: 5 });
    expect(() => saveRule(bed.context, SYSTEM_ACT, input)).toThrow(
      expect.objectContaining({ code: 'ERR_CLEANING_RULE_CHANGED' }),
    );
  });

  it.each([
    [{ ...STREET_RULE, fields: ['externalNumber'] }, 'identity'],
    [{ ...STREET_RULE, replacements: [{ find: 'a', replaceWith: 'aa', where: 'anywhere' }] }, 'endless'],
    [{ kind: 'remove_characters', fields: ['street'], classes: [], characters: '' }, 'nothing'],
  ] as [CleaningDefinition, string][])('refuses %j: %s', (definition) => {
    expect(() => addRule(definition)).toThrow(expect.objectContaining({ code: 'ERR_CLEANING_RULE_INVALID' }));
  });

  it('keeps the rules on numbers locked and first', () => {
    bed.intake([draft('x')]);
    const [first] = listRules(bed.context.read);
    expect(() => switchTo(first?.id ?? '', 'off')).toThrow(
      expect.objectContaining({ code: 'ERR_CLEANING_RULE_LOCKED' }),
    );
    expect(() => moveRule(bed.context, SYSTEM_ACT, 'phone', first?.id ?? '')).toThrow(
      expect.objectContaining({ code: 'ERR_CLEANING_RULE_LOCKED' }),
    );
    moveRule(bed.context, SYSTEM_ACT, 'flag-urgent', 'phone');
    const ids = listRules(bed.context.read).map(({ id }) => id);
    expect(ids.indexOf('flag-urgent')).toBe(ids.indexOf('phone') - 1);
  });

  it('holds an order whose note asks for it, once: a released hold does not come back with the same words', () => {
    bed.intake([draft('x')]);
    const rule = addRule({
      kind: 'keyword_flag',
      notes: ['buyerNote'],
      include: ['改地址'],
      exclude: [],
      flag: '改地址',
      tone: 'stop',
      act: 'hold',
    });
    setRuleState(bed.context, SYSTEM_ACT, { id: rule.id, state: 'on', percent: 100 });
    bed.intake([draft('1', {}, { buyerNote: '麻烦改地址' })]);
    const detail = () => readOrderDetail(bed.context.read, idOf('1'));
    expect(detail()).toMatchObject({
      flags: ['改地址'],
      status: 'on_hold',
      holdDetails: [{ reasonCode: 'note_words' }],
    });
    const hold = { id: idOf('1'), kind: 'approval', reasonCode: 'note_words', reason: 'asked' } as const;
    releaseOrderHold(bed.context, SYSTEM_ACT, hold);
    bed.intake([draft('1', {}, { buyerNote: '麻烦改地址', sellerNote: 'ok', platformVersionMs: bed.clock.atMs + 1 })]);
    expect(detail()).toMatchObject({ status: 'ready_to_pack', holdDetails: [] });
  });
});
