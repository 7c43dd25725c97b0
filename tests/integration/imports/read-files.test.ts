import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readTable } from '#main/usecases/imports/read-table.ts';
import { workbook, workbookOfSheet } from '#tests/integration/imports/support/workbook.ts';

const GOODS = '编码,名称,数量\nCUP,茶杯,3\nPOT,茶壶,5\n';
const CELLS = [
  ['CUP', '茶杯', '3'],
  ['POT', '茶壶', '5'],
];
const utf8 = (text: string) => new TextEncoder().encode(text);
const cellsOf = async (bytes: Uint8Array, fileName = 'goods.csv') =>
  (await readTable(fileName, bytes)).rows.map((row) => row.cells);

describe('files of goods and orders', () => {
  it.each([
    ['UTF-8', utf8(GOODS), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${GOODS}`), 'utf-8'],
    ['UTF-16 as spreadsheets write it', iconv.encode(GOODS, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16 the other way round', iconv.encode(GOODS, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['GB18030 without any mark', iconv.encode(GOODS, 'gb18030'), 'gb18030'],
    ['semicolons', utf8(GOODS.replaceAll(',', ';')), 'utf-8'],
    ['tabs', utf8(GOODS.replaceAll(',', '\t')), 'utf-8'],
    ['Windows line ends', utf8(GOODS.replaceAll('\n', '\r\n')), 'utf-8'],
    ['a title and blank lines before the header', utf8(`库存表\n\n${GOODS}\n\n`), 'utf-8'],
    [
      'XLSX',
      workbook([['编码', '名称', '数量'], ...CELLS.map(([code = '', title = '', n]) => [code, title, Number(n)])]),
      'xlsx',
    ],
  ] as const)('are read in %s', async (_name, bytes, encoding) => {
    const table = await readTable('goods', bytes);
    expect(table).toMatchObject({ headers: ['编码', '名称', '数量'], encoding });
    expect(table.rows.map((row) => row.cells)).toEqual(CELLS);
  });

  it('keep line breaks, commas and quotes inside quoted cells', async () => {
    expect(await cellsOf(utf8('code,title\nCUP,"Tea ""cup"",\nwhite"\nPOT,Pot'))).toEqual([
      ['CUP', 'Tea "cup",\nwhite'],
      ['POT', 'Pot'],
    ]);
  });

  it('number their rows as a spreadsheet program does', async () => {
    const table = await readTable('goods.csv', utf8('Goods of March\n\ncode,title\nCUP,Cup\n\nPOT,Pot\n'));
    expect(table.rows.map((row) => row.rowNumber)).toEqual([4, 6]);
    const sheet = await readTable(
      'goods.xlsx',
      workbook([
        ['code', 'title'],
        ['CUP', 'Cup'],
        [null, null],
        ['POT', 'Pot'],
      ]),
    );
    expect(sheet.rows.map((row) => row.rowNumber)).toEqual([2, 4]);
  });

  it('give a repeated column a name of its own, so that it can be chosen', async () => {
    expect((await readTable('goods.csv', utf8('code,note,note,\nCUP,a,b,c'))).headers).toEqual([
      'code',
      'note',
      'note (2)',
      '',
    ]);
  });

  it('show a number that a spreadsheet has rounded as rounded, and shorter ones whole', async () => {
    const rows = await cellsOf(
      workbook([
        ['code', 'title'],
        [6_901_234_567_890, 'x'],
        [1_234_567_890_123_456_800, 'y'],
      ]),
      'a.xlsx',
    );
    expect(rows.map(([code]) => code)).toEqual(['6901234567890', '1.2345678901234568E+18']);
  });

  it.each([
    ['an empty file', new Uint8Array(), { code: 'ERR_IMPORT_EMPTY' }],
    ['a header without rows', utf8('code,title\n'), { code: 'ERR_IMPORT_EMPTY' }],
    ['one column of prose', utf8('hello\nworld\n'), { code: 'ERR_IMPORT_EMPTY' }],
    ['an empty sheet', workbook([]), { code: 'ERR_IMPORT_EMPTY' }],
    [
      'a picture called .csv',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x2c, 10, 1, 0x2c, 2]),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'binary' } },
    ],
    [
      'an old XLS',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'binary' } },
    ],
    [
      'text in an encoding that is neither',
      Uint8Array.from([...utf8('code,title\nCUP,Caf'), 0xe9, 0x0a]),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'encoding' } },
    ],
    [
      'a quote that never closes',
      utf8('code,title\nCUP,"Cup\nPOT,Pot\n'),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'quotes' } },
    ],
    [
      'a workbook cut off in the middle',
      workbook([
        ['code', 'title'],
        ['CUP', 'Cup'],
      ]).slice(0, 900),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'xlsx' } },
    ],
    [
      'a workbook without its last bytes',
      workbook([
        ['code', 'title'],
        ['CUP', 'Cup'],
      ]).slice(0, -5),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'xlsx' } },
    ],
    [
      'an archive that is no workbook',
      zipSync({ 'letter.txt': utf8('hello') }),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'xlsx' } },
    ],
    [
      'a row number beyond the format',
      workbookOfSheet('<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row>'),
      { code: 'ERR_IMPORT_FILE_UNREADABLE', data: { reason: 'xlsx' } },
    ],
    [
      'one cell in the far corner of the sheet',
      workbookOfSheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
      ),
      { code: 'ERR_IMPORT_FILE_TOO_LARGE' },
    ],
    [
      'more rows than are taken at once',
      utf8(`code,title\n${'CUP,Cup\n'.repeat(50_001)}`),
      { code: 'ERR_IMPORT_FILE_TOO_LARGE', data: { limitRows: 50_000 } },
    ],
    [
      'far more rows than are taken at once',
      utf8(`code,title\n${'CUP,Cup\n'.repeat(60_000)}`),
      { code: 'ERR_IMPORT_FILE_TOO_LARGE', data: { limitRows: 50_000 } },
    ],
    [
      'more columns than are taken',
      utf8(`${'a,'.repeat(300)}b\n${'1,'.repeat(300)}2\n`),
      { code: 'ERR_IMPORT_FILE_TOO_LARGE', data: { limitColumns: 200 } },
    ],
    [
      'more bytes than are taken',
      new Uint8Array(20 * 1024 * 1024 + 1).fill(0x61),
      { code: 'ERR_IMPORT_FILE_TOO_LARGE', data: { limitMb: 20 } },
    ],
  ])('refuse %s with its code', async (_name, bytes, problem) => {
    await expect(readTable('file', bytes)).rejects.toMatchObject(problem);
  });

  it('say that a file is no workbook, whatever its name promises', async () => {
    const problem = { code: 'ERR_IMPORT_NOT_A_WORKBOOK', data: { fileName: 'orders.XLSX' } };
    await expect(readTable('orders.XLSX', utf8('just a note\nin two lines\n'))).rejects.toMatchObject(problem);
    await expect(readTable('orders.XLSX', Uint8Array.of(0x89, 0, 1, 2))).rejects.toMatchObject(problem);
    const table = await readTable('orders.xlsx', utf8('code,title\nCUP,Cup\n'));
    expect(table).toMatchObject({ headers: ['code', 'title'], encoding: 'utf-8' });
    await expect(readTable('note.csv', utf8('just a note\n'))).rejects.toMatchObject({ code: 'ERR_IMPORT_EMPTY' });
  });

  describe('that are archives which unpack to far more than they are', () => {
    const CLAIMED = 129 * 1024 * 1024;
    const bomb = workbookOfSheet('', { 'xl/sharedStrings.xml': new Uint8Array(CLAIMED) });

    it('are refused by what they claim', async () => {
      await expect(readTable('bomb.xlsx', bomb)).rejects.toMatchObject({
        code: 'ERR_IMPORT_FILE_TOO_LARGE',
        data: { limitMb: 128 },
      });
    });

    it('are refused by what comes out when they claim little', async () => {
      const bytes = bomb.slice();
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = 0; at + 4 <= bytes.byteLength; at += 1)
        if (view.getUint32(at, true) === CLAIMED) view.setUint32(at, 100, true);
      await expect(readTable('bomb.xlsx', bytes)).rejects.toMatchObject({ code: 'ERR_IMPORT_FILE_TOO_LARGE' });
    });
  });
});
