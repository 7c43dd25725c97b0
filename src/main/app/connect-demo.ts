import { DEMO_ACT } from '#main/app/demo-act.ts';
import { prepareDemoCustoms } from '#main/app/demo-customs.ts';
import type { DeviceHub } from '#main/app/device-hub.ts';
import { createDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import { readsOn } from '#main/db/queries/named-query.ts';
import { previewImport } from '#main/usecases/imports/preview-import.ts';
import { runImport } from '#main/usecases/imports/run-import.ts';
import { startImport } from '#main/usecases/imports/start-import.ts';
import {
  createCarrierAccount,
  listCarrierAccounts,
  updateCarrierAccount,
} from '#main/usecases/shipping/manage-carriers.ts';
import type { CarrierServices } from '#main/usecases/shipping/manage-carriers.ts';
import { findSettingRow } from '#main/db/repos/settings-repo.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { createShop, listShops, pullNow, updateShop } from '#main/usecases/shops/manage-shops.ts';
import type { ShopServices } from '#main/usecases/shops/manage-shops.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DeviceConfig } from '#shared/contract/devices.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** Where the simulators can be reached, and with which credentials; a DemoWorld is one, simulators in another process are too. */
export interface DemoAddresses {
  readonly taobao: {
    readonly gatewayUrl: string;
    readonly appKey: string;
    readonly appSecret: string;
    readonly session: string;
  };
  readonly shopify: {
    readonly url: string;
    readonly shopDomain: string;
    readonly accessToken: string;
    readonly clientSecret: string;
    setWebhookTarget(url: string): void;
  };
  readonly sfExpress: { readonly serviceUrl: string; readonly partnerID: string; readonly checkWord: string };
  readonly printer: { readonly host: string; readonly port: number };
  readonly scale: { readonly path: string } | null;
  readonly scanner: { readonly path: string } | null;
  readonly pushUrlOf: (shopId: string) => string | null;
}

export interface DemoConnections {
  readonly context: UseCaseContext;
  readonly shops: ShopServices;
  readonly carriers: CarrierServices;
  readonly devices: Pick<DeviceHub, 'sync' | 'list'>;
  readonly stationId: string;
}

/** In the language of the workstation; found in either, and named anew should that have been changed. */
export const NAMES = {
  taobao: { en: 'Demo store · 淘宝 Taobao', 'zh-CN': '演示店 · 淘宝' },
  shopify: { en: 'Demo store · Shopify', 'zh-CN': '演示店 · Shopify' },
  carrier: { en: 'SF Express (demo)', 'zh-CN': '顺丰速运（演示）' },
  printer: { en: 'Demo label printer', 'zh-CN': '演示面单打印机' },
  scale: { en: 'Demo scale', 'zh-CN': '演示电子秤' },
  scanner: { en: 'Demo scanner', 'zh-CN': '演示扫码枪' },
} as const satisfies Record<string, Record<Language, string>>;
export type DemoName = Readonly<Record<Language, string>>;

export const isNamed = (name: DemoName, { name: given }: { readonly name: string }): boolean =>
  given === name.en || given === name['zh-CN'];
/** On each shelf of the demo warehouse. */
const DEMO_STOCK = 500;

/** Fictitious, as all of the demo. */
export const DEMO_SENDER = {
  name: '打包台演示店',
  phone: '13800000000',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  street: '仓库路 1 号',
  postcode: '311100',
};

/** Connects the simulators through the same use cases that a person's forms call; a second start only renews the addresses. */
export async function connectDemo(connections: DemoConnections, world: DemoAddresses, isAbroad = false): Promise<void> {
  await importDemoGoods(connections);
  if (isAbroad) prepareDemoCustoms(connections.context, DEMO_ACT);
  nameSender(connections);
  connectCarrier(connections, world);
  const taobaoId = connectShop(connections, {
    channelId: 'taobao',
    name: NAMES.taobao,
    currency: 'CNY',
    config: { gatewayUrl: world.taobao.gatewayUrl },
    credentials: { appKey: world.taobao.appKey, appSecret: world.taobao.appSecret, sessionKey: world.taobao.session },
  });
  const shopifyId = connectShop(connections, {
    channelId: 'shopify',
    name: NAMES.shopify,
    currency: 'USD',
    config: { shopDomain: world.shopify.shopDomain, apiBaseUrl: world.shopify.url },
    credentials: { accessToken: world.shopify.accessToken, clientSecret: world.shopify.clientSecret },
  });
  aimPushes(connections, world);
  await connectDevices(connections, world);
  for (const shopId of [taobaoId, shopifyId]) pullNow(connections.context, shopId);
}

/** Subscribes to the pushes of the Shopify shop, where the host already knows its own address. */
export function aimPushes({ context, shops }: DemoConnections, world: DemoAddresses): void {
  const shop = listShops(context.read, shops).find((candidate) => isNamed(NAMES.shopify, candidate));
  const pushUrl = shop ? world.pushUrlOf(shop.id) : null;
  if (pushUrl !== null) world.shopify.setWebhookTarget(pushUrl);
}

/** Whether one of the shops of the demo store is there and switched on. */
export function isDemoConnected({ context, shops }: DemoConnections): boolean {
  return listShops(context.read, shops).some(
    (shop) => shop.enabled && (isNamed(NAMES.taobao, shop) || isNamed(NAMES.shopify, shop)),
  );
}

/** Brings in the goods that simulated shops sell, where they are not there yet. @param onHand units on each shelf */
export async function importDemoGoods(
  { context, shops }: Pick<DemoConnections, 'context' | 'shops'>,
  onHand = DEMO_STOCK,
): Promise<void> {
  const { demoCatalogue } = await import('#main/simulators/kit/demo-catalogue.ts');
  const goods = demoCatalogue();
  const known = context.read
    .prepare<[string], { n: number }>('SELECT COUNT(*) AS n FROM skus WHERE code = ?')
    .get(goods[0]?.code ?? '');
  if (known && known.n > 0) return;
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = goods.map((good, index) =>
    [
      good.code,
      cell(`${good.title} ${good.variant}`.trim()),
      cell(`${good.titleEn} ${good.variantEn}`.trim()),
      good.gtin13,
      String(good.weightG),
      shelf(index),
      String(onHand),
      good.hsHint ?? '',
    ].join(','),
  );
  const csv = ['code,title,title_en,barcode,weight_g,location,on_hand,hs_code', ...rows].join('\n');
  const { readFilesHere } = await import('#main/usecases/imports/import-file-reader.ts');
  const preview = await previewImport(context, readFilesHere, DEMO_ACT, {
    kind: 'skus',
    shopId: null,
    fileName: 'demo-goods.csv',
    bytes: new TextEncoder().encode(csv),
    mapping: null,
  });
  startImport(context, DEMO_ACT, preview.importId);
  await runImport(
    context,
    { reads: readsOn(context.read), warehouseId: () => shops.warehouseId() },
    preview.importId,
    new AbortController().signal,
  );
}

/** A-01-01 ... walking order of the demo warehouse: aisle, rack, shelf. */
function shelf(index: number): string {
  const two = (value: number) => String(value + 1).padStart(2, '0');
  return `${String.fromCharCode(65 + (Math.floor(index / 50) % 26))}-${two(Math.floor(index / 5) % 10)}-${two(index % 5)}`;
}

/** A shop of this name, made or brought up to date, and switched on. @returns its id */
export function connectShop(
  connections: Pick<DemoConnections, 'context' | 'shops'>,
  { name, ...shop }: Omit<Parameters<typeof createShop>[3], 'name'> & { readonly name: DemoName },
): string {
  const { context, shops } = connections;
  const known = listShops(context.read, shops).find((candidate) => isNamed(name, candidate));
  const named = name[languageOf(context)];
  if (!known) return createShop(context, shops, DEMO_ACT, { ...shop, name: named }).id;
  updateShop(context, shops, DEMO_ACT, {
    id: known.id,
    name: named,
    enabled: true,
    config: shop.config,
    credentials: shop.credentials,
  });
  return known.id;
}

function languageOf({ read }: UseCaseContext): Language {
  return readSetting(read, 'language');
}

/** Where nobody is entered as the sender yet, labels of the demo name its own. */
function nameSender({ context }: DemoConnections): void {
  if (findSettingRow(context.read, 'senderAddress')) return;
  setSetting(context, { name: 'senderAddress', value: DEMO_SENDER, version: 0 }, DEMO_ACT);
}

function connectCarrier({ context, carriers }: DemoConnections, world: DemoAddresses): void {
  const config = { gatewayUrl: world.sfExpress.serviceUrl };
  const credentials = { partnerId: world.sfExpress.partnerID, checkWord: world.sfExpress.checkWord };
  const known = listCarrierAccounts(context.read).find((account) => isNamed(NAMES.carrier, account));
  const name = NAMES.carrier[languageOf(context)];
  if (known) updateCarrierAccount(context, carriers, DEMO_ACT, { id: known.id, name, config, credentials });
  else
    createCarrierAccount(context, carriers, DEMO_ACT, {
      carrierId: 'sf-express',
      name,
      serviceCode: '1',
      config,
      credentials,
    });
}

async function connectDevices({ context, devices, stationId }: DemoConnections, world: DemoAddresses): Promise<void> {
  const serial = (path: string) => ({
    kind: 'serial' as const,
    path,
    baudRate: 9600,
    dataBits: 8 as const,
    parity: 'none' as const,
    stopBits: 1 as const,
    flow: 'none' as const,
  });
  const wanted: [DemoName, DeviceConfig][] = [
    [
      NAMES.printer,
      {
        kind: 'printer',
        address: { kind: 'tcp', host: world.printer.host, port: world.printer.port },
        languageId: 'tspl',
        dotsPerMm: 8,
        widthMm: 100,
        heightMm: 150,
        gapMm: 3,
        darkness: null,
        speed: null,
        rotate180: false,
      },
    ],
  ];
  if (world.scale)
    wanted.push([
      NAMES.scale,
      { kind: 'scale', address: serial(world.scale.path), protocolId: 'mt-sics', minimumG: 5, divisionG: 1 },
    ]);
  if (world.scanner)
    wanted.push([
      NAMES.scanner,
      { kind: 'scanner', address: serial(world.scanner.path), prefix: '', suffix: 'crlf', stationId },
    ]);
  const known = devices.list();
  for (const [name, config] of wanted) {
    const device = known.find((candidate) => isNamed(name, candidate));
    const named = name[languageOf(context)];
    if (device) updateDevice(context, DEMO_ACT, { id: device.id, name: named, config, enabled: true });
    else createDevice(context, DEMO_ACT, { name: named, config, isDefault: false });
  }
  await devices.sync();
}
