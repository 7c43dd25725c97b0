import { cityStem, districtStem, placeStem } from '#core/cleaning/china-places.ts';
import type { ChinaPlaces, CityPlace, DistrictPlace, ProvincePlace } from '#core/cleaning/china-places.ts';
import { presentCity, presentDistrict } from '#core/cleaning/former-places.ts';

/** A province by its name as a field holds it: in full, without its ending, or with an ending that is not its own. Null where none fits. */
export function findProvince(places: ChinaPlaces, name: string): ProvincePlace | null {
  const stem = placeStem(name);
  const found = places.provincesByHead.get(name.slice(0, 2));
  if (found && (found.name === name || placeStem(found.name) === stem)) return found;
  // 广西省, 新疆省: an ending that is not the province's own.
  return found && stem.length >= 2 && placeStem(found.name).startsWith(stem) ? found : null;
}

/** A city by its name in full, a former name, or without its ending, looked for in all of China where no province is known. Null where none or several fit. */
export function findCity(places: ChinaPlaces, province: ProvincePlace | null, name: string): CityPlace | null {
  const among = province?.cities ?? places.cities;
  const exact = among.filter((city) => city.name === name);
  if (exact.length > 0) return only(exact);
  const present = province && presentCity(province.name, name);
  if (present) return only(among.filter((city) => city.name === present));
  const stem = cityStem(name);
  return only(among.filter((city) => city.name !== '' && city.stem === stem));
}

/** How a district was found decides how far it is trusted. */
export interface FoundDistrict {
  readonly district: DistrictPlace;
  readonly by: 'name' | 'stem' | 'former';
}

/** A district by its name in full, a former name, or without its ending. Null where none or several fit. */
export function findDistrict(among: readonly DistrictPlace[], name: string): FoundDistrict | null {
  const exact = among.filter((district) => district.name === name);
  if (exact.length > 0) return found(exact, 'name');
  const former = among.filter(
    (district) => presentDistrict(district.city.province.name, district.city.name, name) === district.name,
  );
  if (former.length > 0) return found(former, 'former');
  const stem = districtStem(name);
  return found(
    among.filter((district) => districtStem(district.name) === stem),
    'stem',
  );
}

function found(fitting: readonly DistrictPlace[], by: FoundDistrict['by']): FoundDistrict | null {
  const district = only(fitting);
  return district === null ? null : { district, by };
}

function only<T>(fitting: readonly T[]): T | null {
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
