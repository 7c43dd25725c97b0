import { placeStem } from '#core/cleaning/china-places.ts';
import type { ChinaPlaces, CityPlace, DistrictPlace, ProvincePlace } from '#core/cleaning/china-places.ts';

/** Places that a street begins with, and what is left of it. */
export interface StreetHead {
  readonly province: ProvincePlace | null;
  readonly city: CityPlace | null;
  readonly district: DistrictPlace | null;
  readonly rest: string;
}

const GAP = /^[\s,，、.。/|-]+/u;

/**
 * Reads `浙江省 杭州市西湖区文三路1号` or `浙江杭州西湖区...` up to the district, at most down to the city where a city has none
 * (东莞市). Endings of provinces and cities may be missing, that of the district not: 西湖路 is no district. Null where the street begins with
 * no such sequence; a street that only begins with a city's name (上海市场路) is none.
 */
export function readStreetHead(places: ChinaPlaces, street: string): StreetHead | null {
  const text = after(street.replace(/^中国(?=[\s,，]|[\u4E00-\u9FFF]{2,}(?:省|市|自治区))/u, ''), '');
  const provinces = provinceAtStart(places, text);
  for (const { province, rest } of provinces) {
    const head = cityAndDistrict(places, province, rest);
    if (head) return head;
  }
  return null;
}

/** As a province, and as a city of the same name. */
function provinceAtStart(places: ChinaPlaces, text: string): { province: ProvincePlace | null; rest: string }[] {
  const province = places.provincesByHead.get(text.slice(0, 2)) ?? null;
  if (province === null) return [{ province: null, rest: text }];
  for (const name of [province.name, placeStem(province.name)])
    if (text.startsWith(name))
      return [
        { province, rest: after(text, name) },
        { province: null, rest: text },
      ];
  return [{ province: null, rest: text }];
}

function cityAndDistrict(places: ChinaPlaces, province: ProvincePlace | null, text: string): StreetHead | null {
  const cities = (province?.cities ?? places.cities).filter(({ name }) => name !== '');
  for (const city of cities) {
    const name = [city.name, city.stem].find((each) => text.startsWith(each));
    if (name === undefined) continue;
    const rest = after(text, name);
    const head = districtIn(city.districts, rest);
    if (head) return { province: province ?? city.province, city, ...head };
    if (hasNoDistricts(city) && (province !== null || name === city.name))
      return { province: province ?? city.province, city, district: null, rest };
  }
  if (province === null) return null;
  const head = districtIn(
    province.cities.flatMap(({ districts }) => districts),
    text,
  );
  return head && { province, city: head.district.city, ...head };
}

/** The longest full name that the text begins with; one that stands twice in a province is no answer. */
function districtIn(
  districts: readonly DistrictPlace[],
  text: string,
): { district: DistrictPlace; rest: string } | null {
  const fitting = districts.filter(({ name }) => text.startsWith(name));
  const longest = Math.max(0, ...fitting.map(({ name }) => name.length));
  const [district, other] = fitting.filter(({ name }) => name.length === longest);
  return district && !other ? { district, rest: after(text, district.name) } : null;
}

/** 东莞市, 中山市: their towns stand right under the city. */
export function hasNoDistricts(city: CityPlace): boolean {
  return city.name !== '' && city.districts.every(({ name }) => name === city.name);
}

function after(text: string, head: string): string {
  return text.slice(head.length).replace(GAP, '');
}
