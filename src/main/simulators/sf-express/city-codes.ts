import type { SfContact } from './sf-order.ts';

/** SF names cities by their telephone area code without the leading zero of three-digit trunk codes. */
const CITY_CODES: Readonly<Record<string, string>> = {
  北京: '010',
  上海: '021',
  天津: '022',
  重庆: '023',
  广州: '020',
  深圳: '755',
  东莞: '769',
  杭州: '571',
  宁波: '574',
  金华: '579',
  义乌: '579',
  南京: '025',
  苏州: '512',
  成都: '028',
  武汉: '027',
  潜江: '728',
  济源: '391',
  文昌: '898',
  西安: '029',
  青岛: '532',
  厦门: '592',
  长沙: '731',
  南宁: '771',
  乌鲁木齐: '991',
  呼和浩特: '471',
};

/** Cities outside the table still need a code that is stable per place. */
const FALLBACK = '999';

export function cityCodeOf(contact: SfContact | undefined): string {
  if (!contact) return FALLBACK;
  const places = [contact.city, contact.county, contact.province];
  for (const place of places) {
    const known = Object.entries(CITY_CODES).find(([city]) => place.startsWith(city));
    if (known) return known[1];
  }
  return FALLBACK;
}
