/** Where a parcel goes, as far as it decides under whose customs rules it falls. */
export interface Destination {
  /** ISO 3166-1 alpha-2; empty: not known. */
  readonly country: string;
  readonly province: string;
  readonly postcode: string;
}

interface OwnTerritory {
  /** Of what the address says. */
  readonly country: string;
  /** Of the postcode without spaces, upper case. */
  readonly postcode: RegExp;
  /** Names of the province as platforms send them, lower case; also ISO 3166-2 codes. */
  readonly provinces: readonly string[];
  readonly territory: string;
}

/**
 * Parts of a country with customs rules of their own (customs.md section 10, extra notes). Codes are those of ISO 3166-1 where
 * the part has one, of its exceptional reservations (IC, EA) or of customs practice (XI) where not.
 */
const OWN_TERRITORIES: readonly OwnTerritory[] = [
  { country: 'GB', postcode: /^BT\d/, provinces: ['northern ireland', 'nir', 'gb-nir'], territory: 'XI' },
  { country: 'GB', postcode: /^GY\d/, provinces: ['guernsey'], territory: 'GG' },
  { country: 'GB', postcode: /^JE\d/, provinces: ['jersey'], territory: 'JE' },
  { country: 'GB', postcode: /^IM\d/, provinces: ['isle of man'], territory: 'IM' },
  {
    country: 'ES',
    postcode: /^(35|38)\d{3}$/,
    provinces: [
      'canary islands',
      'canarias',
      'islas canarias',
      'las palmas',
      'santa cruz de tenerife',
      'gc',
      'tf',
      'es-gc',
      'es-tf',
    ],
    territory: 'IC',
  },
  { country: 'ES', postcode: /^51\d{3}$/, provinces: ['ceuta', 'ce', 'es-ce'], territory: 'EA' },
  { country: 'ES', postcode: /^52\d{3}$/, provinces: ['melilla', 'ml', 'es-ml'], territory: 'EA' },
  { country: 'FR', postcode: /^971\d\d$/, provinces: ['guadeloupe'], territory: 'GP' },
  { country: 'FR', postcode: /^972\d\d$/, provinces: ['martinique'], territory: 'MQ' },
  { country: 'FR', postcode: /^973\d\d$/, provinces: ['guyane', 'french guiana'], territory: 'GF' },
  { country: 'FR', postcode: /^974\d\d$/, provinces: ['réunion', 'reunion', 'la réunion'], territory: 'RE' },
  { country: 'FR', postcode: /^975\d\d$/, provinces: ['saint-pierre-et-miquelon'], territory: 'PM' },
  { country: 'FR', postcode: /^976\d\d$/, provinces: ['mayotte'], territory: 'YT' },
  { country: 'FR', postcode: /^986\d\d$/, provinces: ['wallis-et-futuna'], territory: 'WF' },
  { country: 'FR', postcode: /^987\d\d$/, provinces: ['polynésie française', 'french polynesia'], territory: 'PF' },
  { country: 'FR', postcode: /^988\d\d$/, provinces: ['nouvelle-calédonie', 'new caledonia'], territory: 'NC' },
  {
    country: 'FI',
    postcode: /^22\d{3}$/,
    provinces: ['åland', 'åland islands', 'aland islands', 'ahvenanmaa', 'fi-01'],
    territory: 'AX',
  },
  { country: 'IT', postcode: /^23041$/, provinces: ['livigno'], territory: 'IT-LIV' },
  { country: 'IT', postcode: /^22061$/, provinces: ["campione d'italia"], territory: 'IT-CAM' },
  { country: 'DE', postcode: /^27498$/, provinces: ['helgoland'], territory: 'DE-HELG' },
  { country: 'DE', postcode: /^78266$/, provinces: ['büsingen', 'büsingen am hochrhein'], territory: 'DE-BUES' },
  { country: 'US', postcode: /^00[679]\d{2}(-?\d{4})?$/, provinces: ['puerto rico', 'pr', 'us-pr'], territory: 'PR' },
];

/**
 * The customs territory of an address: its country, or the own territory that its postcode or province names. Saint-Martin and
 * Saint-Barthélemy share postcodes with Guadeloupe; platforms send them under their own country codes.
 * @returns up to 8 characters; empty when the country is not known
 */
export function territoryOf(destination: Destination): string {
  const country = destination.country.trim().toUpperCase();
  const postcode = destination.postcode
    .toUpperCase()
    .replaceAll(/[\s.]/g, '')
    .replace(/^(ES|FR|FI|IT|DE|F|D|E)-/, '');
  const province = destination.province.trim().toLowerCase();
  const own = OWN_TERRITORIES.find(
    (entry) => entry.country === country && (entry.postcode.test(postcode) || entry.provinces.includes(province)),
  );
  return (own?.territory ?? country).slice(0, 8);
}
