import type { OrderedGood } from './order-generator.ts';
import type { DemoPlace } from './demo-places.ts';

/** One order that crosses a border, for a newcomer at the customs desk. */
export interface AbroadOrder {
  readonly place: DemoPlace;
  readonly lines: readonly OrderedGood[];
}

const to = (
  countryCode: string,
  country: string,
  province: string,
  provinceCode: string,
  city: string,
  street: string,
  postcode: string,
  ...lines: OrderedGood[]
): AbroadOrder => ({
  place: { countryCode, country, province, provinceCode, city, district: '', town: '', street, postcode },
  lines,
});
const of = (code: string, quantity = 1): OrderedGood => ({ code, quantity });

/**
 * Ten destinations that ask for different things: numbers of the buyer, own territories, scripts. T-shirts, mugs and cables are
 * described for customs in the demo store (app/demo-customs.ts); power banks, candles and socks are not.
 */
export const ABROAD_ORDERS: readonly AbroadOrder[] = [
  to('US', 'United States', 'California', 'CA', 'San Francisco', 'Mission Street', '94103', of('TEE-M', 2)),
  to('GB', 'United Kingdom', 'England', 'ENG', 'Manchester', "St Peter's Square", 'M2 3AE', of('MUG-BLK', 3)),
  to('GB', 'United Kingdom', 'Northern Ireland', 'NIR', 'Belfast', 'Donegall Place', 'BT1 5AA', of('TEE-L')),
  to('DE', 'Germany', 'Bayern', 'BY', 'München', 'Müllerstraße', '80469', of('CBL-WHT', 2), of('MUG-WHT')),
  to('ES', 'Spain', 'Las Palmas', 'GC', 'Las Palmas', 'Calle Mayor de Triana', '35002', of('SOK-P3')),
  to('BR', 'Brazil', 'São Paulo', 'SP', 'São Paulo', 'Avenida Paulista', '01310-100', of('TEE-S')),
  to('KR', 'South Korea', 'Seoul', 'KR-11', 'Seoul', 'Teheran-ro', '06164', of('MUG-GRN')),
  to('TH', 'Thailand', 'Bangkok', 'TH-10', 'Bangkok', 'Sukhumvit Road', '10110', of('PBK-BLK')),
  to('JP', 'Japan', '東京都', 'JP-13', '渋谷区', '神宮前', '150-0001', of('TEE-XL')),
  to('AU', 'Australia', 'Victoria', 'VIC', 'Melbourne', 'Flinders Lane', '3000', of('CDL-LAV')),
];
