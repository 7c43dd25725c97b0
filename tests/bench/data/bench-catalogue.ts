import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import type { DemoGood } from '#main/simulators/kit/demo-catalogue.ts';

/** Series that each good of the demo store comes in: 10 x 200 SKUs are a shop that has grown for some years. */
const SERIES = [
  { code: '', title: '', titleEn: '' },
  { code: 'N26', title: '2026新款', titleEn: 'new 2026' },
  { code: 'SPR', title: '春季限定', titleEn: 'spring edition' },
  { code: 'SUM', title: '夏季清凉', titleEn: 'summer cool' },
  { code: 'AUT', title: '秋冬加厚', titleEn: 'winter warm' },
  { code: 'KID', title: '儿童款', titleEn: 'for kids' },
  { code: 'GFT', title: '礼盒装', titleEn: 'gift box' },
  { code: 'PRO', title: '专业版', titleEn: 'professional' },
  { code: 'ECO', title: '环保材质', titleEn: 'recycled' },
  { code: 'VIP', title: '会员专享', titleEn: 'members only' },
];

/** 2,000 SKUs made from the demo store's 200; barcodes are numbers of their own. */
export const BENCH_CATALOGUE: readonly DemoGood[] = SERIES.flatMap((series, seriesIndex) =>
  demoCatalogue().map((good, goodIndex) => ({
    ...good,
    code: series.code === '' ? good.code : `${series.code}-${good.code}`,
    title: `${series.title}${good.title}`,
    titleEn: `${good.titleEn} ${series.titleEn}`.trim(),
    gtin13: `29${String(seriesIndex * 1000 + goodIndex).padStart(11, '0')}`,
  })),
);
