/** Provinces, cities, districts and towns of China, indexed for reading addresses. */

export interface ProvincePlace {
  readonly name: string;
  readonly cities: CityPlace[];
}

export interface CityPlace {
  /** Empty for districts that stand right under their province (仙桃市). */
  readonly name: string;
  /** Without its ending: 杭州. */
  readonly stem: string;
  readonly province: ProvincePlace;
  readonly districts: DistrictPlace[];
}

export interface DistrictPlace {
  readonly name: string;
  readonly city: CityPlace;
  /** Written one after the other; split when somebody asks. */
  readonly townText: string;
}

export interface ChinaPlaces {
  readonly provinces: readonly ProvincePlace[];
  readonly cities: readonly CityPlace[];
  readonly districts: readonly DistrictPlace[];
  /** Every district of a full name, in whatever city. */
  readonly districtsByName: ReadonlyMap<string, readonly DistrictPlace[]>;
  /** The beginning of an address by its first two characters. */
  readonly provincesByHead: ReadonlyMap<string, ProvincePlace>;
}

const HEAD = 2;

/**
 * Reads the table of divisions.
 * @param text lines `P<province>`, `C<city>`, `D<district>:<town>,<town>` (resources/address/china-divisions.json)
 */
export function readChinaPlaces(text: string): ChinaPlaces {
  const provinces: ProvincePlace[] = [];
  const cities: CityPlace[] = [];
  const districts: DistrictPlace[] = [];
  for (const line of text.split('\n')) {
    const rest = line.slice(1);
    const province = provinces.at(-1);
    const city = cities.at(-1);
    if (line.startsWith('P')) provinces.push({ name: rest, cities: [] });
    else if (line.startsWith('C') && province) {
      const place: CityPlace = { name: rest, stem: cityStem(rest), province, districts: [] };
      province.cities.push(place);
      cities.push(place);
    } else if (line.startsWith('D') && city) {
      const colon = rest.indexOf(':');
      const place: DistrictPlace = { name: rest.slice(0, colon), city, townText: rest.slice(colon + 1) };
      city.districts.push(place);
      districts.push(place);
    }
  }
  return {
    provinces,
    cities,
    districts,
    districtsByName: Map.groupBy(districts, ({ name }) => name),
    provincesByHead: new Map(provinces.map((province) => [province.name.slice(0, HEAD), province])),
  };
}

/** The town of a district that a text begins with, in full. */
export function townAtStart(district: DistrictPlace, text: string): string | null {
  if (district.townText === '') return null;
  let found: string | null = null;
  for (const town of district.townText.split(','))
    if (town.length > (found?.length ?? 0) && text.startsWith(town) && /[镇乡道办木]$/u.test(town)) found = town;
  return found;
}

const ENDS = /(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$/u;

/** 北京市 -> 北京, 广西壮族自治区 -> 广西, 杭州市 -> 杭州. */
export function placeStem(name: string): string {
  return name.replace(ENDS, '');
}

/** 西湖区 -> 西湖, 桐庐县 -> 桐庐; two letters at least are left. */
export function districtStem(name: string): string {
  const stem = name.replace(/(?:自治县|自治旗|林区|特区|新区|[区县市旗])$/u, '');
  return stem.length >= 2 ? stem : name;
}

const PREFECTURE =
  /(?:土家族|苗族|藏族|羌族|彝族|布依族|侗族|回族|朝鲜族|傣族|景颇族|傈僳族|白族|哈尼族|壮族|蒙古族|蒙古|柯尔克孜|哈萨克)*自治州$/u;

/** 恩施土家族苗族自治州 -> 恩施, 阿克苏地区 -> 阿克苏, 杭州市 -> 杭州. */
export function cityStem(name: string): string {
  const plain = name.replace(/(?:地区|盟|市)$/u, '');
  if (plain !== name) return plain.length >= 2 ? plain : name;
  const stem = name.replace(PREFECTURE, '');
  return stem.length >= 2 ? stem : name;
}
