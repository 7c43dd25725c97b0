/** What a good is, before it is multiplied into its variants. */
export interface BaseGood {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  /** Fen, of the first variant. */
  readonly priceMinor: number;
  /** Packed unit, of the first variant. */
  readonly weightG: number;
  /** First six digits of the Harmonized System, as a hint to a clerk; left out where goods of that name vary too much. */
  readonly hsHint?: string;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
}

const variant = (code: string, title: string, titleEn: string): Variant => ({ code, title, titleEn });

/** Sizes look alike on a shelf: the classic wrong box. */
const SIZES = [
  variant('S', 'S码', 'S'),
  variant('M', 'M码', 'M'),
  variant('L', 'L码', 'L'),
  variant('XL', 'XL码', 'XL'),
  variant('2XL', '2XL码', '2XL'),
];
const COLOURS = [
  variant('BLK', '黑色', 'black'),
  variant('WHT', '白色', 'white'),
  variant('NVY', '藏青', 'navy'),
  variant('PNK', '粉色', 'pink'),
  variant('GRN', '墨绿', 'dark green'),
];
const SCENTS = [
  variant('OSM', '桂花', 'osmanthus'),
  variant('JAS', '茉莉', 'jasmine'),
  variant('LAV', '薰衣草', 'lavender'),
  variant('LEM', '柠檬', 'lemon'),
  variant('SAN', '檀香', 'sandalwood'),
];
const PACKS = [
  variant('P1', '1件装', 'pack of 1'),
  variant('P2', '2件装', 'pack of 2'),
  variant('P3', '3件装', 'pack of 3'),
  variant('P5', '5件装', 'pack of 5'),
  variant('P10', '10件装', 'pack of 10'),
];

const good = (
  code: string,
  title: string,
  titleEn: string,
  priceMinor: number,
  weightG: number,
  variants: readonly Variant[],
  hsHint?: string,
): BaseGood => ({ code, title, titleEn, priceMinor, weightG, variants, ...(hsHint === undefined ? {} : { hsHint }) });

/** 40 goods of a small general store; times 5 variants = 200 SKUs. */
export const BASE_GOODS: readonly BaseGood[] = [
  good('TEE', '纯棉圆领T恤', 'Cotton crew-neck T-shirt', 5900, 210, SIZES, '610910'),
  good('SWT', '加绒连帽卫衣', 'Fleece hooded sweatshirt', 12900, 620, SIZES, '611020'),
  good('SOK', '中筒棉袜', 'Cotton mid-calf socks', 1900, 55, PACKS, '611595'),
  good('SCF', '真丝方巾', 'Silk square scarf', 16800, 60, COLOURS, '621410'),
  good('CAP', '棒球帽', 'Baseball cap', 4900, 95, COLOURS, '650500'),
  good('SLP', 'EVA浴室拖鞋', 'EVA bathroom slippers', 2900, 260, SIZES, '640299'),
  good('BPK', '通勤双肩包', 'Commuter backpack', 19900, 780, COLOURS, '420292'),
  good('TOT', '帆布手提袋', 'Canvas tote bag', 3900, 180, COLOURS, '420222'),
  good('WLT', '牛皮短款钱包', 'Cowhide short wallet', 15900, 130, COLOURS, '420231'),
  good('UMB', '三折晴雨伞', 'Three-fold umbrella', 6900, 340, COLOURS, '660191'),
  good('MUG', '陶瓷马克杯', 'Ceramic mug', 3500, 390, COLOURS, '691200'),
  good('TEA', '白瓷盖碗', 'White porcelain gaiwan', 5800, 310, PACKS, '691110'),
  good('FLK', '不锈钢保温杯', 'Stainless vacuum flask', 9900, 420, COLOURS, '961700'),
  good('CHP', '楠竹筷子', 'Bamboo chopsticks', 1500, 90, PACKS, '441912'),
  good('CUT', '竹砧板', 'Bamboo cutting board', 4500, 1150, PACKS, '441911'),
  good('KNF', '三德刀', 'Santoku kitchen knife', 12800, 260, COLOURS, '821192'),
  good('SPA', '硅胶锅铲', 'Silicone spatula', 2600, 140, COLOURS, '392410'),
  good('BOX', '塑料收纳箱', 'Plastic storage box', 5200, 1450, COLOURS, '392310'),
  good('TWL', '纯棉毛巾', 'Cotton terry towel', 2200, 130, COLOURS, '630260'),
  good('BED', '全棉印花四件套', 'Printed cotton bedding set', 32900, 2850, COLOURS, '630221'),
  good('CUS', '亚麻抱枕套', 'Linen cushion cover', 3600, 170, COLOURS),
  good('CDL', '香薰蜡烛', 'Scented candle', 6800, 480, SCENTS, '340600'),
  good('SOP', '手工冷制皂', 'Handmade soap bar', 2500, 125, SCENTS, '340111'),
  good('CRM', '护手霜', 'Hand cream', 3900, 95, SCENTS, '330499'),
  good('PRF', '香水 50ml', 'Perfume 50 ml', 25900, 310, SCENTS, '330300'),
  good('LIP', '丝绒口红', 'Velvet lipstick', 8900, 45, COLOURS, '330410'),
  good('PBK', '充电宝 10000mAh', 'Power bank 10000 mAh', 9900, 230, COLOURS, '850760'),
  good('CBL', 'USB-C数据线 1米', 'USB-C cable 1 m', 1900, 40, COLOURS, '854442'),
  good('EAR', '蓝牙耳机', 'Bluetooth earphones', 15900, 85, COLOURS, '851830'),
  good('CAS', '手机保护壳', 'Phone case', 2900, 50, COLOURS, '392690'),
  good('LMP', 'LED护眼台灯', 'LED desk lamp', 14900, 980, COLOURS, '940521'),
  good('BKL', '自行车前灯', 'Bicycle front light', 5900, 150, COLOURS, '851210'),
  good('NTB', '硬面笔记本 A5', 'Hardcover notebook A5', 2400, 310, COLOURS, '482010'),
  good('PEN', '按动中性笔', 'Retractable gel pen', 900, 22, PACKS, '960810'),
  good('PUZ', '木质拼图 500片', 'Wooden jigsaw puzzle 500 pieces', 7900, 640, PACKS, '950300'),
  good('PLU', '熊猫毛绒公仔', 'Panda plush toy', 6900, 280, SIZES, '950300'),
  good('GRT', '明前龙井 100克', 'Longjing green tea 100 g', 18800, 160, PACKS, '090210'),
  good('HNY', '洋槐蜂蜜 500克', 'Acacia honey 500 g', 5800, 720, PACKS, '040900'),
  good('COF', '云南咖啡豆 250克', 'Yunnan coffee beans 250 g', 6600, 275, PACKS, '090121'),
  good('NUT', '混合坚果礼盒', 'Mixed nuts gift box', 12900, 880, PACKS, '200819'),
];
