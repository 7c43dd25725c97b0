import { townAtStart } from '#core/cleaning/china-places.ts';
import type { ChinaPlaces, CityPlace, DistrictPlace, ProvincePlace } from '#core/cleaning/china-places.ts';
import { findCity, findDistrict, findProvince } from '#core/cleaning/find-place.ts';
import { hasNoDistricts, readStreetHead } from '#core/cleaning/street-head.ts';
import type { StreetHead } from '#core/cleaning/street-head.ts';
import { PLACE_FIELDS } from '#shared/model/cleaning.ts';
import type { DefinitionOf } from '#shared/model/cleaning.ts';

export type PlaceTexts = Readonly<Record<(typeof PLACE_FIELDS)[number], string>>;

export type AddressReading =
  | { readonly kind: 'read'; readonly address: PlaceTexts; readonly confidence: number }
  | { readonly kind: 'doubtful'; readonly why: AddressDoubt; readonly confidence: number }
  /** Hidden by the platform, or no Chinese address. */
  | { readonly kind: 'left' };

export type AddressDoubt =
  | 'province_unknown'
  | 'city_unknown'
  | 'district_unknown'
  | 'district_missing'
  | 'contradiction'
  | 'unsure';

type AddressPolicy = Pick<DefinitionOf<'address'>, 'minimumConfidence' | 'takeFromStreet' | 'fullNames'>;

/** Heads of statistics that some platforms send as a city. */
const NO_CITY = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|省直辖行政单位|直辖县级)$/u;
/** Districts of platforms that stand in no table: zones, and everything else of a city. */
const ZONE = /(?:其[他它]区|开发区|高新区|园区|新区|市区|城区|工业区|示范区|管理区|保税区)$/u;

const CERTAIN = 100;
const LOSS = { provinceInferred: 5, cityInferred: 10, byStem: 10, former: 10, missing: 30 } as const;

/**
 * Reads an address of mainland China by the table of divisions: fields first, then what the street begins with. It is never guessed: what
 * contradicts itself, is unknown or could be several places is doubtful, and nothing of it is changed.
 */
export function readAddress(places: ChinaPlaces, texts: PlaceTexts, policy: AddressPolicy): AddressReading {
  const all = PLACE_FIELDS.map((field) => texts[field]).join('');
  if (all.includes('*') || !/[\u4E00-\u9FFF]/u.test(all)) return { kind: 'left' };
  const head = policy.takeFromStreet ? readStreetHead(places, texts.street) : null;
  const settled = settle(places, texts, head);
  if ('why' in settled) return { kind: 'doubtful', why: settled.why, confidence: 0 };
  const { province, city, district, confidence } = settled;
  if (confidence < policy.minimumConfidence)
    return { kind: 'doubtful', why: district === null ? 'district_missing' : 'unsure', confidence };
  const named = withNames(texts, settled, policy.fullNames);
  const street = stripHeads(places, texts.street, head, { province, city, district });
  return { kind: 'read', address: policy.takeFromStreet ? withTown(named, district, street) : named, confidence };
}

interface Settled {
  readonly province: ProvincePlace | null;
  readonly city: CityPlace | null;
  readonly district: DistrictPlace | null;
  readonly confidence: number;
}

function settle(places: ChinaPlaces, texts: PlaceTexts, head: StreetHead | null): Settled | { why: AddressDoubt } {
  let confidence = CERTAIN;
  let province = findProvince(places, texts.province);
  if (province === null && texts.province !== '') return { why: 'province_unknown' };
  const { city: cityText, district: districtText } = shift(province, texts);
  let city = cityText === '' ? municipality(province) : findCity(places, province, cityText);
  let found = null;
  if (city === null && cityText !== '') {
    // 仙桃市 stands right under its province; some platforms send it as a city.
    found = findDistrict(directDistricts(places, province), cityText);
    if (found === null) return { why: 'city_unknown' };
    ({ city } = found.district);
  }
  if (found === null && districtText !== '') {
    const among = city?.districts ?? province?.cities.flatMap(({ districts }) => districts) ?? places.districts;
    found = findDistrict(among, districtText);
    const isOfTown = city !== null && hasNoDistricts(city);
    if (found === null && !isOfTown && !ZONE.test(districtText)) return { why: 'district_unknown' };
    if (found && found.by !== 'name') confidence -= found.by === 'stem' ? LOSS.byStem : LOSS.former;
    if (found && city === null) {
      ({ city } = found.district);
      confidence -= LOSS.cityInferred;
    }
  }
  let district = found?.district ?? null;
  if (head) {
    if (contradicts(province, head.province) || contradicts(city, head.city) || contradicts(district, head.district))
      return { why: 'contradiction' };
    province ??= head.province;
    city ??= head.city;
    district ??= head.district;
  }
  if (province === null && city !== null) {
    ({ province } = city);
    confidence -= LOSS.provinceInferred;
  }
  if (province === null) return { why: 'province_unknown' };
  const isWithout = district === null && districtText === '' && !(city !== null && hasNoDistricts(city));
  // Taiwan, Hong Kong and Macao stand in the table without their parts.
  if (isWithout && province.cities.length > 0) confidence -= LOSS.missing;
  return { province, city, district, confidence };
}

/** The city of a municipality is the municipality; a district that was sent as its city is its district. */
function shift(province: ProvincePlace | null, texts: PlaceTexts): { city: string; district: string } {
  const city = NO_CITY.test(texts.city) ? '' : texts.city;
  const own = municipality(province);
  if (own === null || city === '' || findCityOf(own, city)) return { city: own ? '' : city, district: texts.district };
  return texts.district === '' || texts.district === city
    ? { city: '', district: city }
    : { city, district: texts.district };
}

function findCityOf(own: CityPlace, name: string): boolean {
  return own.name === name || own.name === `${name}市`;
}

function municipality(province: ProvincePlace | null): CityPlace | null {
  const [only, other] = province?.cities ?? [];
  return only && !other && only.name === province?.name ? only : null;
}

function directDistricts(places: ChinaPlaces, province: ProvincePlace | null): readonly DistrictPlace[] {
  const cities = province?.cities ?? places.cities;
  return cities.filter(({ name }) => name === '').flatMap(({ districts }) => districts);
}

function contradicts(one: { readonly name: string } | null, other: { readonly name: string } | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** Empty fields are filled; filled ones are spelled in full where that is wanted. A place under no city keeps the fields it came in. */
function withNames(texts: PlaceTexts, { province, city, district }: Settled, fullNames: boolean): PlaceTexts {
  const spell = (text: string, name: string | undefined) => (name && (fullNames || text === '') ? name : text);
  const isDirect = city !== null && city.name === '';
  const isOwnCity = city !== null && hasNoDistricts(city);
  const districtText = texts.district;
  return {
    ...texts,
    province: spell(texts.province, province?.name),
    city: isDirect ? texts.city : spell(NO_CITY.test(texts.city) ? '' : texts.city, city?.name),
    district: isOwnCity || (isDirect && texts.city !== '') ? districtText : spell(districtText, district?.name),
  };
}

/** Takes the head off as often as it stands there; it is told by the fields then. */
function stripHeads(
  places: ChinaPlaces,
  street: string,
  first: StreetHead | null,
  at: Pick<Settled, 'province' | 'city' | 'district'>,
): string {
  let rest = street;
  for (let head = first; head !== null && head.city === at.city && head.district === at.district;) {
    if (head.rest === '') return rest;
    ({ rest } = head);
    head = readStreetHead(places, rest);
  }
  return rest;
}

function withTown(texts: PlaceTexts, district: DistrictPlace | null, street: string): PlaceTexts {
  const town = district === null || texts.town !== '' ? null : townAtStart(district, street);
  const rest = town === null ? '' : street.slice(town.length).trim();
  return town === null || rest === '' ? { ...texts, street } : { ...texts, town, street: rest };
}
