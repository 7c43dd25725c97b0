import type { Act } from '#main/usecases/actor.ts';
import { listProfiles, saveProfile } from '#main/usecases/customs/desk/manage-profiles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { EMPTY_PROFILE } from '#shared/model/customs-profile.ts';

/** What customs is told of some goods of the demo store; of the others nobody has entered anything yet. */
const DESCRIBED = [
  {
    goods: 'TEE',
    hs: '610910',
    text: 'Knitted cotton T-shirt, short sleeves',
    material: 'cotton',
    use: 'clothing',
    netG: 180,
  },
  {
    goods: 'MUG',
    hs: '691200',
    text: 'Ceramic mug for hot drinks',
    material: 'stoneware',
    use: 'tableware',
    netG: 340,
  },
  {
    goods: 'CBL',
    hs: '854442',
    text: 'USB-C charging cable with connectors, 1 m',
    material: 'copper and PVC',
    use: 'charging of telephones',
    netG: 35,
  },
];

/** The sender of the demo store, and goods of which some are ready for customs. A second start changes nothing. */
export function prepareDemoCustoms(context: UseCaseContext, act: Act): void {
  if (listProfiles(context.read).some((profile) => profile.version > 0)) return;
  saveProfile(context, act, {
    shopId: '',
    version: 0,
    profile: {
      ...EMPTY_PROFILE,
      exporter: {
        ...EMPTY_PROFILE.exporter,
        company: 'Hangzhou Example Trading Co., Ltd.',
        name: 'Li Na',
        street: '1 Wensan Road, Xihu District',
        city: 'Hangzhou',
        province: 'Zhejiang',
        postcode: '310012',
        phone: '+8657112345678',
        localName: '杭州示例贸易有限公司',
        localAddress: '浙江省杭州市西湖区文三路 1 号',
        numbers: [{ kind: 'uscc', value: '91110000600037341L' }],
      },
      signature: { ...EMPTY_PROFILE.signature, name: 'Li Na', place: 'Hangzhou' },
    },
  });
  describeGoods(context);
}

function describeGoods(context: UseCaseContext): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    for (const { goods, hs, text, material, use, netG } of DESCRIBED) {
      tx.prepare<(string | number)[]>(
        `INSERT INTO customs_goods (sku_id, description_en, descriptions_json, material, use_en, origin_country, net_weight_g, unit_code, brand, brand_kind, model,
           gtin, manufacturer_product_id, battery_json, danger_class, flags_json, value_policy_json, elements_json, version, created_at_ms, updated_at_ms)
         SELECT id, ?, '{}', ?, ?, 'CN', ?, '011', '', '0', '', '', code,
           '{"kind":"none","cellMwh":null,"batteryMwh":null,"cellCount":0,"batteryCount":0,"chargePercent":null}', '', '[]', '{"kind":"paid"}', '[]', 1, ?, ?
         FROM skus WHERE code LIKE ? AND NOT EXISTS (SELECT 1 FROM customs_goods g WHERE g.sku_id = skus.id)`,
      ).run(text, material, use, netG, atMs, atMs, `${goods}-%`);
      tx.prepare<[string, string]>(
        `INSERT INTO customs_hs_codes (sku_id, scheme, code) SELECT id, 'hs6', ? FROM skus WHERE code LIKE ?
           AND NOT EXISTS (SELECT 1 FROM customs_hs_codes h WHERE h.sku_id = skus.id)`,
      ).run(hs, `${goods}-%`);
    }
    tx.changed('stock');
  });
}
