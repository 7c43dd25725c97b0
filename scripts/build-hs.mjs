// node scripts/build-hs.mjs <folder with harmonized-system.csv and sections.csv> [edition]
// Turns the published table of the Harmonized System into resources/customs/hs/hs-<edition>.json and the table of the core. Run it
// again for another edition.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';

const [folder, edition = '2022'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of the table');
const target = resolve(import.meta.dirname, '..', 'resources', 'customs', 'hs');

// Placeholders of trade statistics, no codes of goods: never offered, never accepted.
const PLACEHOLDERS = new Set(['99', '9999', '999999', 'TOTAL']);

const sections = read('sections.csv').map(({ section, name }) => `${section}|${capital(name.trim())}`);
const codes = read('harmonized-system.csv')
  .filter(({ hscode }) => !PLACEHOLDERS.has(hscode))
  .map(({ section, hscode, description }) => `${hscode}|${section}|${description.replaceAll(/\s+/g, ' ').trim()}`);

const lines = (rows) => rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
writeFileSync(
  join(target, `hs-${edition}.json`),
  `{\n  "edition": "HS ${edition}",\n  "sections": [\n${lines(sections)}\n  ],\n  "codes": [\n${lines(codes)}\n  ]\n}\n`,
);

// The same codes for the core, which reads no files: heading by heading, so that each digit stands once.
const headings = Map.groupBy(
  codes.map((line) => line.slice(0, line.indexOf('|'))).filter((code) => code.length === 6),
  (code) => code.slice(0, 4),
);
const table = [...headings].map(([heading, six]) => `${heading}:${six.map((code) => code.slice(4)).join(',')}`);
writeFileSync(
  resolve(import.meta.dirname, '..', 'src', 'main', 'core', 'customs', `hs-${edition}-table.ts`),
  `/** HS ${edition}: each heading with the last two digits of its subheadings. Written by scripts/build-hs.mjs. */\nexport const HS_${edition} =\n  '${table.join(' ')}';\n`,
);
copyFileSync(join(folder, 'NOTICE.md'), join(target, 'NOTICE.md'));

function read(name) {
  const text = readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '');
  return Papa.parse(text, { header: true, skipEmptyLines: true }).data;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
