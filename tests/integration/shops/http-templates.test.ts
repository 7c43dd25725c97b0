import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpTemplateServices } from '#main/app/http-template-services.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { httpApiConnector } from '#main/plugins/channels/http-api/http-api-connector.ts';
import { HttpConfig } from '#main/plugins/channels/http-api/schemas.ts';
import { startGenericApiSimulator } from '#main/simulators/generic-api/generic-api-simulator.ts';
import type { GenericApiSimulator } from '#main/simulators/generic-api/generic-api-simulator.ts';
import { readHttpTemplate } from '#main/usecases/shops/http-templates/check-http-template.ts';
import { listHttpTemplates, readHttpTemplateDetail } from '#main/usecases/shops/http-templates/http-template-rows.ts';
import {
  applyHttpTemplate,
  removeHttpTemplate,
  saveHttpTemplate,
} from '#main/usecases/shops/http-templates/save-http-template.ts';
import { readShop, updateShop } from '#main/usecases/shops/manage-shops.ts';
import { openUseCaseBed, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
let erp: GenericApiSimulator;
const http = createNodeHttpClient({ clock: { nowMs: () => Date.now() } });
const services = createHttpTemplateServices({
  trialContext: (config, credentials) => ({
    config,
    credentials,
    currency: 'CNY',
    http,
    openSocket: openJsonSocket,
    clock: { nowMs: () => Date.now() },
    signal: new AbortController().signal,
  }),
});
const [json, xml] = services.starters;

beforeEach(async () => {
  bed = openUseCaseBed();
  erp = await startGenericApiSimulator();
});
afterEach(async () => {
  bed.close();
  await erp.close();
});

const save = (change: Partial<Parameters<typeof saveHttpTemplate>[3]>) =>
  saveHttpTemplate(bed.context, services, SYSTEM_ACT, {
    id: null,
    version: 0,
    template: json?.template,
    note: '',
    ...change,
  });

function addShop(id: string, config: object): void {
  bed.context.db.transaction((tx) =>
    tx
      .prepare<string[]>(
        `INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, poll_interval_ms, created_at_ms, updated_at_ms)
         SELECT ?, 'http-api', ?, 'CNY', warehouse_id, ?, 60000, 1, 1 FROM shops LIMIT 1`,
      )
      .run(id, `shop ${id}`, JSON.stringify(config)),
  );
}
const configOf = (id: string) =>
  HttpConfig.parse(
    JSON.parse(bed.context.read.pluck<[string], string>('SELECT config_json FROM shops WHERE id = ?').get(id) ?? ''),
  );

it('keeps every version, and shops stay with theirs until they are told', async () => {
  const first = await save({ note: 'first' });
  addShop('h1', {
    templateId: first.id,
    templateVersion: 1,
    baseUrl: 'https://mine.example',
    template: first.template,
  });
  const changed = { ...first.template, timeoutMs: 5000 };
  const second = await save({ id: first.id, version: 1, template: changed, note: 'faster' });
  expect(second.versions.map(({ version, note }) => [version, note])).toEqual([
    [2, 'faster'],
    [1, 'first'],
  ]);
  expect(second.usedBy).toEqual([{ shopId: 'h1', name: 'shop h1', version: 1 }]);
  expect(configOf('h1').template.timeoutMs).toBe(30_000);
  expect(readHttpTemplateDetail(bed.context.read, services, first.id, 1).template.timeoutMs).toBe(30_000);

  expect(applyHttpTemplate(bed.context, services, SYSTEM_ACT, { id: first.id, version: 2, shopIds: ['h1'] })).toBe(1);
  expect(configOf('h1')).toMatchObject({
    templateVersion: 2,
    baseUrl: 'https://mine.example',
    template: { timeoutMs: 5000 },
  });
});

it('applies to no shop of another channel, and then to none at all', async () => {
  const { id } = await save({});
  addShop('h1', { templateId: id, templateVersion: 0, template: json?.template });
  const input = { id, version: 1, shopIds: ['h1', 's1'] };
  expect(() => applyHttpTemplate(bed.context, services, SYSTEM_ACT, input)).toThrow(
    expect.objectContaining({ code: 'ERR_CHANNEL_SHOP_UNKNOWN' }),
  );
  expect(configOf('h1').templateVersion).toBe(0);
});

it('refuses to overwrite what somebody else saved meanwhile, and to remove what is in use', async () => {
  const { id, template } = await save({});
  await save({ id, version: 1 });
  await expect(save({ id, version: 1 })).rejects.toMatchObject({ code: 'ERR_TEMPLATE_CONFLICT' });
  addShop('h1', { templateId: id, templateVersion: 1, template });
  expect(() => removeHttpTemplate(bed.context, services, SYSTEM_ACT, id)).toThrow(
    expect.objectContaining({ code: 'ERR_TEMPLATE_CHOSEN' }),
  );
  const other = await save({});
  removeHttpTemplate(bed.context, services, SYSTEM_ACT, other.id);
  expect(listHttpTemplates(bed.context.read, services).map((view) => view.id)).toEqual([id]);
});

it('is not saved with a mapping that cannot be evaluated, whatever an order brings', async () => {
  await expect(save({ template: { ...json?.template, mapping: '{ "number": id' } })).rejects.toMatchObject({
    code: 'ERR_CHANNEL_TEMPLATE_INVALID',
    data: { field: 'mapping' },
  });
  // What an empty order lacks is no fault of the mapping.
  await save({ template: { ...json?.template, mapping: '{ "placedAt": $toMillis(placed & "") }' } });
  expect(listHttpTemplates(bed.context.read, services)).toHaveLength(1);
});

it.each([
  [{ baseUrl: 'http://169.254.169.254' }, 'baseUrl', 'forbidden'],
  [{ orders: { ...json?.template.orders, rows: '' } }, 'orders.rows', 'too_small'],
  [{ password: 'secret' }, 'password', 'unrecognized_keys'],
  [{ auth: { kind: 'magic' } }, 'auth.kind', 'invalid_union'],
  [{ format: 'packbench-http-template/9' }, 'format', 'invalid_value'],
])('names the field that is wrong: %j', async (change, field, problem) => {
  const checked = readHttpTemplate(services, { ...json?.template, ...change });
  expect(checked).toMatchObject({ ok: false, faults: [{ field, problem }] });
  await expect(save({ template: { ...json?.template, ...change } })).rejects.toMatchObject({
    code: 'ERR_CHANNEL_TEMPLATE_INVALID',
    data: { field, problem },
  });
});

it('shows what a sample of the server would become, and what is wrong with it, by field', async () => {
  if (!json) throw new Error('no starter');
  const [order] = erp.addOrders(2, { situation: 'paid' });
  const wish = { template: json.template, baseUrl: erp.url, credentials: { apiKey: erp.secret }, hours: 1 };
  const list = await services.ask({ ...wish, sampleOf: 'list', number: '' });
  const one = await services.ask({ ...wish, sampleOf: 'one', number: order?.id ?? '' });
  const preview = (template: typeof json.template, text: string | null, of: 'list' | 'one') =>
    services.preview(template, { of, text: text ?? '', currency: 'CNY' });
  expect((await preview(json.template, list.sample, 'list')).rows).toHaveLength(2);
  expect(await preview(json.template, one.sample, 'one')).toMatchObject({
    fault: null,
    rows: [{ number: order?.id, state: 'paid', faults: [], order: { totalMinor: order?.totalMinor } }],
    suggestion: { rows: 'order', number: 'orderNo' },
  });
  const wrong = { ...json.template, mapping: '{"number": orderNo, "total": stateCode & "x", "status": "?"}' };
  expect((await preview(wrong, one.sample, 'one')).rows[0]?.faults).toEqual([
    { field: 'placedAt', problem: 'missing' },
    { field: 'lines', problem: 'missing' },
    { field: 'total', problem: 'amount' },
  ]);
  const failing = await preview({ ...json.template, mapping: '$number("x")' }, one.sample, 'one');
  expect(failing.rows[0]?.mappingFault).toContain('number');
  expect(await preview(json.template, '{"orders": [', 'list')).toMatchObject({ fault: { reason: 'format' } });
  expect(await preview(json.template, '{"orders": []}', 'list')).toMatchObject({ fault: { reason: 'rows' } });
  const nameless = await preview(json.template, '{"orders": [{"id": "A-1"}]}', 'list');
  expect(nameless).toMatchObject({ fault: { reason: 'number', detail: json.template.orders.number }, rows: [] });
  expect(await services.ask({ ...wish, credentials: {}, sampleOf: 'list', number: '' })).toMatchObject({
    sample: null,
    problem: { code: 'ERR_CHANNEL_AUTH' },
  });
});

it('reads pasted XML', async () => {
  if (!xml) throw new Error('no starter');
  const text = '<response><ok>true</ok><orders><order><orderNo>7</orderNo></order></orders></response>';
  const shown = await services.preview(xml.template, { of: 'list', text, currency: 'CNY' });
  expect(shown.rows.map((row) => row.number)).toEqual(['7']);
  const bomb = '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>';
  expect(await services.preview(xml.template, { of: 'list', text: bomb, currency: 'CNY' })).toMatchObject({
    fault: { reason: 'format' },
  });
});

describe('a shop whose template can do less', () => {
  const known = { findChannel: () => httpApiConnector };
  const shopServices = {
    ...known,
    saveCredentials: () => undefined,
    storedCredentials: () => ({}),
    trialContext: () => expect.fail('nobody is asked'),
    warehouseId: () => 'w1',
  };
  const whole = json?.template ?? expect.fail('no starter');
  const configWith = (change: Partial<typeof whole>) => ({ template: { ...whole, ...change } });
  const view = () => readShop(bed.context.read, known, 'h1');
  const update = (change: object) =>
    updateShop(bed.context, shopServices, SYSTEM_ACT, { id: 'h1', credentials: {}, ...change });
  const tellsStock = () => void update({ pushesStock: true });

  it('says so: no deliveries without their description, no stock without a request for it', () => {
    addShop('h1', configWith({ push: null, stock: null }));
    expect(view()).toMatchObject({ push: 'none', canPushStock: false });
    update({ config: configWith({}) });
    expect([whole.push === null, whole.stock === null]).toEqual([false, false]);
    expect(view()).toMatchObject({ push: 'webhook', canPushStock: true });
  });

  it('is not told of stock: neither switched on, nor left behind by a change of its template', async () => {
    addShop('h1', configWith({ stock: null }));
    const refused = expect.objectContaining({ code: 'ERR_CHANNEL_STOCK_UNSUPPORTED' });
    expect(tellsStock).toThrow(refused);
    update({ config: configWith({}) });
    tellsStock();
    expect(view()).toMatchObject({ pushesStock: true });
    expect(() => update({ config: configWith({ stock: null }) })).toThrow(refused);
    const { id } = await save({ template: { ...whole, stock: null } });
    expect(() => applyHttpTemplate(bed.context, services, SYSTEM_ACT, { id, version: 1, shopIds: ['h1'] })).toThrow(
      refused,
    );
    expect(view()).toMatchObject({ pushesStock: true, canPushStock: true });
    update({ pushesStock: false });
    expect(applyHttpTemplate(bed.context, services, SYSTEM_ACT, { id, version: 1, shopIds: ['h1'] })).toBe(1);
    expect(view()).toMatchObject({ canPushStock: false });
  });
});
