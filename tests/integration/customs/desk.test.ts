import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '#main/usecases/actor.ts';
import { saveRights } from '#main/db/repos/operator-rights-repo.ts';
import { askBuyers, saveAskTemplate } from '#main/usecases/customs/desk/ask-buyers.ts';
import { buildDeclaration } from '#main/usecases/customs/desk/build-declaration.ts';
import { fillCases, undoFill } from '#main/usecases/customs/desk/fill-cases.ts';
import { listCases, readOverview } from '#main/usecases/customs/desk/list-cases.ts';
import { listProfiles, readProfile, saveProfile } from '#main/usecases/customs/desk/manage-profiles.ts';
import { overrideCase, withdrawOverride } from '#main/usecases/customs/desk/override-case.ts';
import { readCase, revealCase } from '#main/usecases/customs/desk/read-case.ts';
import { takeReplies } from '#main/usecases/customs/desk/take-replies.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import { enterRate } from '#main/usecases/customs/rules/enter-rate.ts';
import { releaseOrderHold } from '#main/usecases/orders/hold-order.ts';
import { errorCode } from '#tests/support/customs/error-code.ts';
import { draftTo, openDeskBed, testTools } from '#tests/support/customs/desk-bed.ts';
import { paidDraft, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const CLERK: Act = { actor: { kind: 'operator', id: 'op-clerk', name: 'Wei' }, source: 'window:1', traceId: 't' };

let bed: ReturnType<typeof openDeskBed>;
beforeEach(() => {
  bed = openDeskBed();
});
afterEach(() => bed.close());

describe('an order at the desk', () => {
  it('stays out of it while it stays in the country', () => {
    bed.addSku('A', 10);
    bed.intake([paidDraft('N1', 'A', 1)]);
    bed.judge();
    expect(bed.case('N1')).toBeUndefined();
    expect(bed.order('N1')?.status).toBe('ready_to_pack');
  });

  it('is held until goods and sender are complete, and then goes by itself', () => {
    const sku = bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.judge();
    const first = bed.case('U1');
    expect(first).toMatchObject({ state: 'blocked', territory: 'US' });
    expect(bed.blocked(first?.order_id ?? '')).toEqual(
      expect.arrayContaining(['lines.descriptionEn', 'lines.hsCodes', 'lines.origin', 'sender.name']),
    );
    expect(bed.order('U1')?.status).toBe('on_hold');

    bed.describeGoods(sku);
    bed.judge();
    expect(bed.blocked(first?.order_id ?? '').filter((field) => field.startsWith('lines'))).toEqual([]);
    expect(bed.case('U1')?.state).toBe('blocked');

    bed.saveSender();
    bed.judge();
    expect(bed.case('U1')?.state).toBe('warned');
    expect(bed.order('U1')?.status).toBe('ready_to_pack');
    expect(bed.eventTypes(first?.order_id ?? '')).toEqual(
      expect.arrayContaining(['customs.checked', 'hold.placed', 'hold.released']),
    );
  });

  it('is never ready to pack before it was judged', () => {
    const sku = bed.addSku('A', 10);
    bed.describeGoods(sku);
    bed.saveSender();
    bed.intake([draftTo('ZA', 'Z1', 'A'), paidDraft('N1', 'A', 1)]);
    expect(bed.order('Z1')?.status).toBe('on_hold');
    expect(bed.holds('Z1')).toEqual(['customs_unchecked']);
    expect(bed.order('N1')?.status).toBe('ready_to_pack');
    expect(bed.holds('N1')).toEqual([]);
    bed.judge();
    expect(bed.holds('Z1')).toEqual([]);
    expect(bed.order('Z1')?.status).toBe('ready_to_pack');
  });

  it('is not free between the waiting and a verdict that blocks', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.judge();
    expect(bed.holds('U1')).toEqual(['customs_incomplete']);
    const { id = '' } = bed.order('U1') ?? {};
    const types = bed.eventTypes(id);
    expect(types.lastIndexOf('hold.placed')).toBeLessThan(types.lastIndexOf('hold.released'));
  });

  it('is held in the transaction that moves its address abroad, also when it had been looked at before', () => {
    bed.addSku('A', 10);
    bed.intake([paidDraft('N1', 'A', 1)]);
    let version = bed.clock.atMs;
    const moveTo = (country: string) => {
      version += 1;
      const home = paidDraft('N1', 'A', 1);
      bed.intake([{ ...(country === 'CN' ? home : draftTo(country, 'N1', 'A')), platformVersionMs: version }]);
    };
    moveTo('BR');
    expect(bed.holds('N1')).toEqual(['customs_unchecked']);
    bed.judge();
    moveTo('CN');
    bed.judge();
    expect(bed.case('N1')?.state).toBe('not_needed');
    moveTo('BR');
    expect(bed.holds('N1')).toEqual(['customs_unchecked']);
    moveTo('CN');
    bed.judge();
    expect(bed.holds('N1')).toEqual([]);
  });

  it('does not wait for a check that never comes: gone already, or cancelled meanwhile', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A', { fulfilment: 'shipped' }), draftTo('US', 'U2', 'A')]);
    expect(bed.holds('U1')).toEqual([]);
    bed.intake([draftTo('US', 'U2', 'A', { fulfilment: 'cancelled', platformVersionMs: bed.clock.atMs + 1 })]);
    bed.judge();
    expect(bed.holds('U2')).toEqual([]);
  });

  it('waits only where it leaves the country of its own sender', () => {
    bed.addSku('A', 10);
    bed.saveSender();
    const { profile } = readProfile(bed.context.read, '');
    const german = { ...profile, exporter: { ...profile.exporter, country: 'DE' } };
    saveProfile(bed.context, CLERK, { shopId: bed.shop.id, version: 0, profile: german });
    bed.intake([draftTo('DE', 'D1', 'A'), draftTo('CN', 'C1', 'A')]);
    expect(bed.holds('D1')).toEqual([]);
    expect(bed.holds('C1')).toEqual(['customs_unchecked']);
    bed.judge();
    expect(bed.holds('D1')).toEqual([]);
  });

  it('does not keep the others waiting when its sender cannot be read', () => {
    bed.addSku('A', 10);
    bed.saveSender();
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.context.db.transaction((tx) => tx.prepare("UPDATE customs_profiles SET profile_json = '{}'").run());
    bed.judge();
    expect(bed.holds('U1')).toEqual(['customs_incomplete']);
  });

  it('is judged anew when its address moves abroad, and let go when it comes back', () => {
    bed.addSku('A', 10);
    bed.intake([paidDraft('N1', 'A', 1)]);
    bed.judge();
    const abroad = draftTo('BR', 'N1', 'A', { currency: 'CNY', platformVersionMs: bed.clock.atMs + 1 });
    bed.intake([abroad]);
    bed.judge();
    expect(bed.case('N1')).toMatchObject({ state: 'blocked', territory: 'BR' });
    bed.intake([{ ...paidDraft('N1', 'A', 1), platformVersionMs: bed.clock.atMs + 2 }]);
    bed.judge();
    expect(bed.case('N1')?.state).toBe('not_needed');
    expect(bed.order('N1')?.status).toBe('ready_to_pack');
  });

  it('is judged again on the next day, because rules begin at midnight', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.judge();
    const checkedAt = () => bed.context.read.pluck<[], number>('SELECT checked_at_ms FROM customs_cases').get() ?? 0;
    const before = checkedAt();
    bed.clock.atMs += 86_400_000;
    bed.judge();
    expect(checkedAt()).toBeGreaterThan(before);
  });

  it('is judged anew when somebody enters a rate', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.judge();
    bed.clock.atMs += 1000;
    enterRate(bed.context, SYSTEM_ACT, {
      from: 'USD',
      to: 'EUR',
      day: '2026-11-20',
      rate: '0.9',
      source: 'test',
      isSure: true,
    });
    bed.judge();
    const checkedAtMs = bed.context.read.pluck<[], number>('SELECT checked_at_ms FROM customs_cases').get();
    expect(checkedAtMs).toBe(bed.clock.atMs);
  });

  it('cannot be released at the order, only mended or overridden', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.judge();
    const id = bed.order('U1')?.id ?? '';
    const release = () =>
      releaseOrderHold(bed.context, CLERK, { id, kind: 'customs', reasonCode: 'customs_incomplete', reason: 'x' });
    expect(errorCode(release)).toBe('ERR_CUSTOMS_RELEASE_AT_DESK');
  });

  it('cannot be released by hand before it was judged either', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    const id = bed.order('U1')?.id ?? '';
    const release = () =>
      releaseOrderHold(bed.context, CLERK, { id, kind: 'customs', reasonCode: 'customs_unchecked', reason: 'x' });
    expect(errorCode(release)).toBe('ERR_CUSTOMS_RELEASE_AT_DESK');
  });

  it('shows what blocks, by field and destination', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A'), draftTo('BR', 'B1', 'A'), draftTo('BR', 'B2', 'A')]);
    bed.judge();
    const overview = readOverview(bed.context.read, null);
    expect(overview.states.blocked).toBe(3);
    expect(overview.fields.find((entry) => entry.field === 'lines.hsCodes')).toMatchObject({
      orders: 3,
      skus: 1,
      place: 'goods',
    });
    expect(overview.fields.find((entry) => entry.field === 'recipient.numbers.cpf')).toMatchObject({
      orders: 2,
      place: 'case',
    });
    expect(overview.territories).toEqual([
      { territory: 'BR', blocked: 2, total: 2 },
      { territory: 'US', blocked: 1, total: 1 },
    ]);
    const { rows } = listCases(bed.context.read, { field: 'recipient.numbers.cpf', search: '', limit: 50 });
    expect(rows.map((row) => row.orderNumber)).toEqual(['B1', 'B2']);
  });
});

describe('what a clerk fills in', () => {
  const open = (...numbers: string[]) => {
    bed.describeGoods(bed.addSku('A', 50));
    bed.saveSender();
    bed.intake(numbers.map((number) => draftTo('BR', number, 'A')));
    bed.judge();
    return numbers.map((number) => {
      const { orderId, version } = bed.case(number) ?? {};
      return { orderId: orderId ?? '', version: version ?? 0 };
    });
  };

  it('completes the order at once, and is masked until somebody says why they look', () => {
    const [order] = open('B1');
    expect(bed.blocked(order?.orderId ?? '')).toEqual(['recipient.numbers.cpf']);
    fillCases(bed.context, CLERK, testTools, {
      orders: order ? [order] : [],
      field: 'recipient.numbers.cpf',
      value: '529.982.247-25',
    });
    expect(bed.order('B1')?.status).toBe('ready_to_pack');
    const shown = readCase(bed.context.read, order?.orderId ?? '').values[0]?.shown ?? '';
    expect(shown).not.toContain('52998224');
    expect(revealCase(bed.context, CLERK, order?.orderId ?? '', 'compare').values).toEqual([
      { field: 'recipient.numbers.cpf', value: '52998224725' },
    ]);
    expect(bed.eventTypes(order?.orderId ?? '')).toContain('customs.revealed');
  });

  it('is refused when the check digit does not hold, or when a personal number is meant for many', () => {
    const orders = open('B1', 'B2');
    const fill = (value: string, some: typeof orders) => () =>
      fillCases(bed.context, CLERK, testTools, { orders: some, field: 'recipient.numbers.cpf', value });
    expect(errorCode(fill('529.982.247-26', orders.slice(0, 1)))).toBe('ERR_CUSTOMS_VALUE_INVALID');
    expect(errorCode(fill('529.982.247-25', orders))).toBe('ERR_CUSTOMS_VALUE_FOR_ONE');
  });

  it('goes to many orders at once, but not to one that another window changed meanwhile', () => {
    const orders = open('B1', 'B2', 'B3');
    fillCases(bed.context, CLERK, testTools, { orders: orders.slice(2), field: 'comments', value: 'first' });
    const { filled, refused } = fillCases(bed.context, CLERK, testTools, { orders, field: 'channel', value: 'ems' });
    expect(filled).toBe(2);
    expect(refused).toMatchObject([{ orderNumber: 'B3', problem: { code: 'ERR_CUSTOMS_CASE_CHANGED' } }]);
    const channel = (index: number) =>
      buildDeclaration(bed.context.read, testTools(bed.context.read).world, orders[index]?.orderId ?? '', null).channel;
    expect([channel(0), channel(2)]).toEqual(['ems', 'express']);
  });

  it('is taken back where it still stands, and kept where somebody wrote something newer', () => {
    const orders = open('B1', 'B2');
    const { fillId } = fillCases(bed.context, CLERK, testTools, { orders, field: 'comments', value: 'wrong' });
    const second = { orderId: orders[1]?.orderId ?? '', version: (orders[1]?.version ?? 0) + 1 };
    fillCases(bed.context, CLERK, testTools, { orders: [second], field: 'comments', value: 'right' });
    expect(undoFill(bed.context, CLERK, testTools, fillId ?? '')).toEqual({ undone: 1, kept: 1 });
    const comments = orders.map(
      ({ orderId }) => buildDeclaration(bed.context.read, testTools(bed.context.read).world, orderId, null).comments,
    );
    expect(comments).toEqual(['', 'right']);
    expect(errorCode(() => undoFill(bed.context, CLERK, testTools, fillId ?? ''))).toBe('ERR_CUSTOMS_FILL_UNKNOWN');
  });
});

describe('letting an order go with what blocks it', () => {
  const blockedOrder = () => {
    bed.addSku('A', 10);
    bed.saveSender();
    bed.intake([draftTo('BR', 'B1', 'A')]);
    bed.judge();
    const { orderId, version } = bed.case('B1') ?? {};
    const keys = readCase(bed.context.read, orderId ?? '').findings.map((finding) => finding.key);
    return { orderId: orderId ?? '', version: version ?? 0, keys, reason: 'the carrier agreed' };
  };
  const giveRight = () =>
    bed.context.db.transaction((tx) => {
      tx.prepare<[string]>(
        "INSERT INTO operators (id, name, role, failed_count, active, created_at_ms) VALUES (?, 'Wei', 'operator', 0, 1, 0)",
      ).run(CLERK.actor.id);
      saveRights(tx, CLERK.actor.id, ['customs_release']);
    });

  it('needs the right by name: no role, token or job has it', () => {
    const input = blockedOrder();
    for (const actor of [CLERK.actor, SYSTEM_ACT.actor, { kind: 'api', id: 'admin', name: 'token' } as const])
      expect(errorCode(() => overrideCase(bed.context, { ...CLERK, actor }, testTools, input))).toBe(
        'ERR_AUTH_RIGHT_MISSING',
      );
    expect(bed.order('B1')?.status).toBe('on_hold');
  });

  it('holds for the named findings only: a new one blocks again', () => {
    const input = blockedOrder();
    giveRight();
    const { state, version } = overrideCase(bed.context, CLERK, testTools, input);
    expect(state).toBe('overridden');
    expect(bed.order('B1')?.status).toBe('ready_to_pack');
    expect(bed.eventTypes(input.orderId)).toContain('customs.overridden');

    fillCases(bed.context, CLERK, testTools, {
      orders: [{ orderId: input.orderId, version }],
      field: 'category',
      value: 'gift',
    });
    expect(bed.case('B1')?.state).toBe('blocked');
    expect(bed.order('B1')?.status).toBe('on_hold');
  });

  it('is refused when something blocks that the person was not shown', () => {
    const input = blockedOrder();
    giveRight();
    const run = () => overrideCase(bed.context, CLERK, testTools, { ...input, keys: input.keys.slice(1) });
    expect(errorCode(run)).toBe('ERR_CUSTOMS_CASE_CHANGED');
    expect(errorCode(() => overrideCase(bed.context, CLERK, testTools, { ...input, version: 99 }))).toBe(
      'ERR_CUSTOMS_CASE_CHANGED',
    );
  });

  it('ends with what it named, and can be withdrawn', () => {
    const input = blockedOrder();
    giveRight();
    const { version } = overrideCase(bed.context, CLERK, testTools, input);
    bed.describeGoods('sku-A');
    bed.judge();
    bed.context.db.transaction((tx) => tx.prepare("DELETE FROM customs_hs_codes WHERE sku_id = 'sku-A'").run());
    bed.judge();
    expect(bed.case('B1')?.state).toBe('blocked');
    expect(withdrawOverride(bed.context, CLERK, testTools, { orderId: input.orderId, version }).state).toBe('blocked');
  });
});

describe('asking buyers', () => {
  const waiting = (...numbers: string[]) => {
    bed.describeGoods(bed.addSku('A', 50));
    bed.saveSender();
    bed.intake(numbers.map((number) => draftTo('BR', number, 'A')));
    bed.judge();
    return numbers.map((number) => bed.case(number)?.orderId ?? '');
  };

  it('writes in the language of the destination, names the number, and holds no link', () => {
    const orderIds = waiting('B1');
    const { texts } = askBuyers(bed.context, CLERK, { orderIds, mark: true });
    expect(texts).toMatchObject([{ orderNumber: 'B1', buyer: 'Ana Souza', language: 'pt', kinds: ['cpf'] }]);
    expect(texts[0]?.text).toContain('CPF');
    expect(texts[0]?.text).not.toMatch(/http|www/);
    expect(readCase(bed.context.read, orderIds[0] ?? '').asked).toMatchObject([{ kind: 'cpf', answeredAtMs: null }]);
  });

  it('refuses own words with a link in them, or without the order', () => {
    const save = (text: string) => () => saveAskTemplate(bed.context, CLERK, { language: 'pt', version: 0, text });
    expect(errorCode(save('{{order}} {{numbers}} https://pay.example'))).toBe('ERR_CUSTOMS_TEMPLATE_INVALID');
    expect(errorCode(save('{{order}} {{numbers}} go to shop.com'))).toBe('ERR_CUSTOMS_TEMPLATE_INVALID');
    expect(errorCode(save('{{numbers}}'))).toBe('ERR_CUSTOMS_TEMPLATE_INVALID');
    expect(save('{{order}}: {{numbers}}?')()).toMatchObject({ version: 1 });
    expect(errorCode(save('{{order}}: {{numbers}}!'))).toBe('ERR_CUSTOMS_TEMPLATE_CHANGED');
  });

  it('stores the number of a reply, and leaves to a person what could be meant otherwise', () => {
    waiting('B1', 'B2', 'B3', 'B4');
    const text = [
      'order,reply',
      'B1,"meu CPF é 529.982.247-25, fone 11 98765-4321 https://evil.example/x"',
      'B2\t111.444.777-35 ou 529.982.247-25',
      'B3 529.982.247-26',
      'B4 obrigado!',
      'B9 529.982.247-25',
    ].join('\r\n');
    const { results } = takeReplies(bed.context, CLERK, testTools, { text, isTrial: true });
    expect(results.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'stored'],
      [3, 'ambiguous'],
      [4, 'invalid'],
      [5, 'no_number'],
      [6, 'order_unknown'],
    ]);
    expect(bed.case('B1')?.state).toBe('blocked');
    takeReplies(bed.context, CLERK, testTools, { text, isTrial: false });
    expect(bed.order('B1')?.status).toBe('ready_to_pack');
    expect(['B2', 'B3', 'B4'].map((number) => bed.case(number)?.state)).toEqual(['blocked', 'blocked', 'blocked']);
    const kept = bed.context.read.pluck<[], string>('SELECT value FROM customs_case_values').all();
    expect(kept).toEqual(['52998224725']);
  });
});

describe('the sender of a shop', () => {
  it('is masked in lists, keeps its versions, and refuses the older of two windows', () => {
    bed.saveSender();
    const [shared, own] = listProfiles(bed.context.read);
    expect(shared?.numbers[0]?.value).not.toContain('911100006000');
    expect(own).toMatchObject({ shopId: 's1', version: 0 });
    const { profile, version } = readProfile(bed.context.read, '');
    const changed = { ...profile, sellerBrand: 'Example' };
    const saved = saveProfile(bed.context, CLERK, { shopId: '', version, profile: changed });
    expect(saved.history[0]).toMatchObject({ version: 2, savedBy: 'Wei', changed: ['sellerBrand'] });
    expect(errorCode(() => saveProfile(bed.context, CLERK, { shopId: '', version, profile }))).toBe(
      'ERR_CUSTOMS_PROFILE_CHANGED',
    );
  });

  it('decides what is abroad: with a sender elsewhere, orders to China cross a border too', () => {
    bed.addSku('A', 10);
    bed.intake([paidDraft('N1', 'A', 1)]);
    bed.judge();
    expect(bed.case('N1')).toBeUndefined();
    bed.saveSender();
    const { profile, version } = readProfile(bed.context.read, '');
    const exporter = { ...profile.exporter, country: 'DE' };
    saveProfile(bed.context, CLERK, { shopId: '', version, profile: { ...profile, exporter } });
    bed.judge();
    expect(bed.case('N1')).toMatchObject({ territory: 'CN', state: 'blocked' });
  });
});

describe('the value that is declared', () => {
  it('is what was paid: a discount on the order is spread, and lines are quantity times unit value', () => {
    bed.describeGoods(bed.addSku('A', 10));
    bed.describeGoods(bed.addSku('B', 10));
    const [line] = paidDraft('U1', 'A', 3).lines;
    if (!line) throw new Error('a draft has a line');
    bed.intake([
      draftTo('US', 'U1', 'A', {
        totalMinor: 10_500,
        shippingFeeMinor: 500,
        lines: [
          { ...line, externalLineId: 'l1', skuCode: 'A', quantity: 3, paidMinor: 9000 },
          { ...line, externalLineId: 'l2', skuCode: 'B', quantity: 1, paidMinor: 3000 },
        ],
      }),
    ]);
    const id = bed.order('U1')?.id ?? '';
    const declaration = buildDeclaration(bed.context.read, testTools(bed.context.read).world, id, null);
    expect(declaration.lines.every((item) => item.valueMinor === item.quantity * item.unitValueMinor)).toBe(true);
    expect(declaration.lines.reduce((sum, item) => sum + item.valueMinor, 0)).toBe(10_000);
    expect(declaration).toMatchObject({
      currency: 'USD',
      freightMinor: 500,
      number: 'U1-1',
      isPaid: true,
      category: 'sale',
    });
  });

  it('is turned into the currency of the sender where a rate is known', () => {
    bed.describeGoods(bed.addSku('A', 10));
    bed.saveSender();
    const { profile, version } = readProfile(bed.context.read, '');
    saveProfile(bed.context, CLERK, { shopId: '', version, profile: { ...profile, currency: 'EUR' } });
    bed.intake([draftTo('US', 'U1', 'A')]);
    const id = bed.order('U1')?.id ?? '';
    const declared = buildDeclaration(bed.context.read, testTools(bed.context.read).world, id, null);
    expect(declared).toMatchObject({ currency: 'EUR', orderCurrency: 'USD' });
    expect(declared.lines[0]?.valueMinor).toBe(8820);
  });

  it('takes the rate of the ship date, and says of which day it was', () => {
    bed.describeGoods(bed.addSku('A', 10));
    bed.saveSender();
    const { profile, version } = readProfile(bed.context.read, '');
    saveProfile(bed.context, CLERK, { shopId: '', version, profile: { ...profile, currency: 'EUR' } });
    bed.intake([draftTo('US', 'U1', 'A')]);
    for (const [day, rate] of [
      ['2026-11-19', '0.8'],
      ['2026-11-21', '0.9'],
    ] as const)
      enterRate(bed.context, SYSTEM_ACT, { from: 'USD', to: 'EUR', day, rate, source: 'bank', isSure: true });
    const id = bed.order('U1')?.id ?? '';
    const shippedOn = (day: string) => {
      const { world } = readCheckTools(bed.context.read);
      const { currency, exchange, lines } = buildDeclaration(
        bed.context.read,
        world,
        id,
        null,
        Date.parse(`${day}T04:00:00Z`),
      );
      return [day, currency, lines[0]?.valueMinor, exchange?.rate ?? null, exchange?.day ?? null];
    };
    expect(['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'].map(shippedOn)).toEqual([
      // No rate was known: the order's own currency.
      ['2026-11-18', 'USD', 9800, null, null],
      ['2026-11-19', 'EUR', 7840, '0.8', '2026-11-19'],
      ['2026-11-20', 'EUR', 7840, '0.8', '2026-11-19'],
      ['2026-11-21', 'EUR', 8820, '0.9', '2026-11-21'],
      ['2026-11-22', 'EUR', 8820, '0.9', '2026-11-21'],
    ]);
  });
});
