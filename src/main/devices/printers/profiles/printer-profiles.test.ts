import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { matchProfile } from '#main/devices/printers/profiles/match-profile.ts';
import { importPrinterProfile, readPrinterProfiles } from '#main/devices/printers/profiles/printer-profile-files.ts';

const importedDir = mkdtempSync(join(tmpdir(), 'packbench-profiles-'));
const FILES = { builtInDir: 'resources/printers', importedDir };
const isLanguage = (id: string): boolean => PRINTER_LANGUAGES.find(id) !== undefined;
const OWN = { ...readProfileText('tsc-te244'), id: 'shop-label-printer', names: ['SHOP-1'], model: 'One' };

function readProfileText(id: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(FILES.builtInDir, `${id}.json`), 'utf8')) as Record<string, unknown>;
}

afterEach(() => {
  for (const name of readdirSync(importedDir)) rmSync(join(importedDir, name));
});

test('every profile that comes with the product names a language that is registered, and its file is called like its id', () => {
  const profiles = readPrinterProfiles(FILES);
  expect(profiles.map(({ id }) => `${id}.json`).sort()).toEqual(readdirSync(FILES.builtInDir).sort());
  expect(profiles.filter(({ languageId }) => !isLanguage(languageId))).toEqual([]);
});

test('an imported profile is there from then on, and replaces the one of the same id', () => {
  importPrinterProfile(FILES, JSON.stringify(OWN), isLanguage);
  importPrinterProfile(FILES, JSON.stringify({ ...OWN, model: 'Two' }), isLanguage);
  importPrinterProfile(FILES, JSON.stringify({ ...OWN, id: 'tsc-te244', model: 'TE244 as set here' }), isLanguage);
  const models = readPrinterProfiles(FILES).map(({ model }) => model);
  expect(models).toContain('Two');
  expect(models).toContain('TE244 as set here');
  expect(models).not.toContain('One');
  expect(models).not.toContain('TE244');
});

test.each([
  ['not JSON', '{'],
  ['languageId', JSON.stringify({ ...OWN, languageId: 'latin' })],
  ['dotsPerMm', JSON.stringify({ ...OWN, dotsPerMm: -8 })],
  ['id', JSON.stringify({ ...OWN, id: '../escape' })],
  ['darkness', JSON.stringify({ ...OWN, darkness: { min: 9, max: 3 } })],
  ['unknown', JSON.stringify({ ...OWN, unknown: true })],
  ['too long', ' '.repeat(30_000)],
])('a profile with a wrong %s is refused and not kept', (part, text) => {
  expect(() => importPrinterProfile(FILES, text, isLanguage)).toThrow(
    expect.objectContaining({
      code: 'ERR_PRINTER_PROFILE_INVALID',
      data: { detail: expect.stringContaining(part) as string },
    }),
  );
  expect(readdirSync(importedDir)).toEqual([]);
});

test('an imported file that somebody damaged keeps nobody from printing', () => {
  writeFileSync(join(importedDir, 'damaged.json'), '{"id":');
  expect(readPrinterProfiles(FILES).length).toBe(readdirSync(FILES.builtInDir).length);
});

test.each([
  ['ZD421-203dpi ZPL', 8, 'zebra-zd421-203'],
  ['ZTC ZD421-300dpi ZPL', 12, 'zebra-zd421-300'],
  ['zq620 V85.20.17', null, 'zebra-zq620'],
  ['TE244', null, 'tsc-te244'],
  // The same words, but the head says otherwise.
  ['ZD421-203dpi ZPL', 12, null],
  ['', null, null],
  ['Some other printer', 8, null],
])('the profile of %j at %j dots per mm is %j', (model, dotsPerMm, id) => {
  expect(matchProfile(readPrinterProfiles(FILES), { model, dotsPerMm })?.id ?? null).toBe(id);
});
