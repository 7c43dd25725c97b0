import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDevice } from '#main/usecases/devices/manage-devices.ts';
import { listOrders } from '#main/usecases/orders/list-orders.ts';
import { readOrderDetail } from '#main/usecases/orders/read-order-detail.ts';
import { listSettings, setSetting } from '#main/usecases/settings/manage-settings.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { NO_SENDER } from '#shared/model/sender-address.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

/**
 * Feared hole: a stolen PC, a log sent by mail or a support bundle gives away buyers or keys. Values that exist nowhere else
 * are planted with a buyer and with the credentials, a parcel is packed, and every byte on disk is searched for them.
 */
const BUYER = { receiver_name: '欧阳种植甲', receiver_mobile: '13977712345', receiver_address: '种植测试路 8848 号' };

/** What a person types into a setting is theirs, whichever setting it is. */
const OWN_WORDS = {
  stationName: '公孙种植戊的台',
  receiptNote: '谢谢惠顾,公孙种植戊',
  returnInstructions: '寄回给公孙种植戊',
  customsOperatorName: '公孙种植戊',
  backupSecondDir: '/mnt/公孙种植戊',
  senderAddress: { ...NO_SENDER, name: '公孙种植戊', phone: '1', city: '1', street: '1' },
};

const LABELS_AT_HOME: PrinterConfig = {
  kind: 'printer',
  address: { kind: 'file', folder: '/home/公孙种植戊/labels' },
  languageId: 'tspl',
  dotsPerMm: 8,
  widthMm: 100,
  heightMm: 150,
  gapMm: 2,
  darkness: null,
  speed: null,
  rotate180: false,
};

describe('planted secrets and personal data', () => {
  let bed: WorkstationBed;
  let planted: { name: string; bytes: Buffer }[];
  let orderNumber: string;

  beforeAll(async () => {
    bed = await startWorkstationBed(4);
    const trade = bed.world.taobao.orders.addOne({ situation: 'paid' });
    orderNumber = trade.tid;
    bed.world.taobao.orders.changeReceiver(trade.tid, {
      name: BUYER.receiver_name,
      mobile: BUYER.receiver_mobile,
      address: BUYER.receiver_address,
    });
    await bed.pull('taobao');
    bed.pack(orderNumber);
    await bed.finish();
    await until(() => bed.state().phase === 'done', 'the parcel is packed');
    await bed.services.jobs.whenIdle();
    const versions = new Map<string, number>(listSettings(bed.read).map(({ name, version }) => [name, version]));
    for (const [name, value] of Object.entries(OWN_WORDS))
      setSetting(bed.services.context, { name, value, version: versions.get(name) ?? 0 }, OPERATOR);
    createDevice(bed.services.context, OPERATOR, { name: '公孙种植戊', config: LABELS_AT_HOME, isDefault: false });
    const { taobao, shopify, sfExpress } = bed.world;
    planted = [
      ...Object.entries(BUYER),
      ['words of a setting', OWN_WORDS.customsOperatorName],
      ['taobao secret', taobao.appSecret],
      ['taobao session', taobao.session],
      ['shopify token', shopify.accessToken],
      ['shopify secret', shopify.clientSecret],
      ['sf check word', sfExpress.checkWord],
    ].map(([name, value]) => ({ name: String(name), bytes: Buffer.from(String(value)) }));
  }, 90_000);
  afterAll(() => bed.stop(), 60_000);

  const foundIn = (bytes: Uint8Array) =>
    planted
      .filter((value) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(value.bytes))
      .map((value) => value.name);
  const filesBelow = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('really planted them: the label data and the sealed credentials hold them in the open database', () => {
    const stored = bed.read
      .prepare<[], { name: string; phone: string }>('SELECT name, phone FROM order_recipients')
      .all();
    expect(stored).toContainEqual({ name: BUYER.receiver_name, phone: BUYER.receiver_mobile });
  });

  it('stand in no file of the data folder: database, WAL, backups, logs, keys', () => {
    const files = filesBelow(bed.dataDir);
    expect(files.length).toBeGreaterThan(3);
    expect(files.flatMap((file) => foundIn(readFileSync(file)).map((name) => `${name} in ${file}`))).toEqual([]);
  });

  it('stand in no file of a support bundle', async () => {
    const { path } = await bed.services.writeSupportBundle(OPERATOR);
    const entries = Object.entries(unzipSync(readFileSync(path)));
    expect(entries.length).toBeGreaterThan(2);
    expect(entries.flatMap(([name, bytes]) => foundIn(bytes).map((value) => `${value} in ${name}`))).toEqual([]);
  });

  it('credentials are sealed once more inside the database', () => {
    const boxes = bed.read.prepare<[], { box: Uint8Array }>('SELECT box FROM secrets').all();
    expect(boxes.length).toBeGreaterThanOrEqual(3);
    expect(boxes.flatMap(({ box }) => foundIn(box))).toEqual([]);
  });

  it('stand in no list, no order page and no timeline before somebody reveals them', () => {
    const id = bed.order(orderNumber)?.id ?? '';
    const shown = JSON.stringify([listOrders(bed.read, { limit: 50 }), readOrderDetail(bed.read, id)]);
    const events = JSON.stringify(
      bed.read.prepare<[], { data_json: string }>('SELECT data_json FROM order_events').all(),
    );
    expect([...foundIn(Buffer.from(shown)), ...foundIn(Buffer.from(events))]).toEqual([]);
  });
});
