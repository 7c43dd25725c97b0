import type { Act } from '#main/usecases/actor.ts';
import { listProfiles, saveProfile } from '#main/usecases/customs/desk/manage-profiles.ts';
import { saveGoods } from '#main/usecases/customs/goods/save-goods.ts';
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
  describeGoods(context, act);
}

function describeGoods(context: UseCaseContext, act: Act): void {
  for (const { goods, hs, text, material, use, netG } of DESCRIBED)
    for (const skuId of context.read.pluck<[string], string>('SELECT id FROM skus WHERE code LIKE ?').all(`${goods}-%`))
      saveGoods(context, act, {
        skuId,
        version: null,
        patch: {
          descriptionEn: text,
          material,
          use,
          origin: 'CN',
          netWeightG: netG,
          unitCode: '011',
          hsCodes: [{ scheme: 'hs6', code: hs }],
        },
        reason: '',
      });
}
