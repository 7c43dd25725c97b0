import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { BROKER_COLUMNS } from '#main/documents/customs-data/broker-columns.ts';
import type { CustomsFormat } from '#main/documents/customs-data/customs-format.ts';
import { CUSTOMS_FORMATS } from '#main/documents/customs-data/customs-formats.ts';
import { createSchemaCheck } from '#main/lib/schema-check.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import { CustomsFormatId } from '#shared/model/customs-data.ts';
import { SAMPLE_DESTINATIONS, sampleDeclaration, withLines } from '#tests/support/customs-declarations.ts';
import {
  ALL_COLUMNS,
  PROFILE,
  RUN,
  postalDeclaration,
  writeFile,
} from '#tests/integration/customs/support/export-samples.ts';
import { HAS_XMLLINT, xmllint } from '#tests/integration/customs/support/xmllint.ts';

const SCHEMAS = 'resources/customs/schemas';
const check = createSchemaCheck(SCHEMAS);

function format(id: CustomsFormatId): CustomsFormat {
  const found = CUSTOMS_FORMATS.find((known) => known.id === id);
  if (!found) throw new Error(`no format ${id}`);
  return found;
}

/** A schema validator set up here, apart from the product's. */
function jsonErrors(schema: string, text: string): unknown {
  const validate = new Ajv2020().compile(JSON.parse(readFileSync(`${SCHEMAS}/${schema}`, 'utf8')));
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

const withLine = (change: Partial<CustomsDeclaration['lines'][number]>): CustomsDeclaration => {
  const plain = postalDeclaration();
  const [first] = plain.lines;
  return { ...plain, lines: first ? [{ ...first, ...change }] : [] };
};

/** Texts that files broke on before: scripts, invisible and control characters, halves of characters, markup, formulas. */
const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '',
    '=1+1',
    '@SUM(A1)',
    '\u200B',
    '\uD800',
    '<x>&"\'',
    '\u0000',
    ']]>',
    '😀',
    'ล้าน',
    '北京'.repeat(60),
    '\uFFFE\uFFFF',
  ),
);
const HOSTILE_DECLARATION = fc
  .record({
    orderNumber: HOSTILE,
    number: HOSTILE,
    trackingNumber: fc.oneof(fc.constant('RB102030405CN'), HOSTILE),
    name: HOSTILE,
    street: HOSTILE,
    descriptionEn: HOSTILE,
    zh: HOSTILE,
    sku: HOSTILE,
    gtin: HOSTILE,
    unit: fc.constantFrom('011', '', '007', 'x'),
    element: HOSTILE,
    comments: HOSTILE,
    grossWeightG: fc.integer({ min: 0, max: 40_000 }),
    netWeightG: fc.integer({ min: 0, max: 2_000 }),
    valueMinor: fc.integer({ min: 0, max: 2 ** 40 }),
    currency: fc.constantFrom('USD', 'JPY', 'KWD', 'CNY'),
    origin: fc.constantFrom('CN', '', 'TH'),
    code: fc.constantFrom('6912001000', '691200', '99'),
    mode: fc.constantFrom('9610' as const, '0110' as const, '1210' as const),
  })
  .map((of): CustomsDeclaration => {
    const plain = postalDeclaration();
    return {
      ...plain,
      orderNumber: of.orderNumber,
      number: of.number,
      trackingNumber: of.trackingNumber,
      comments: of.comments,
      grossWeightG: of.grossWeightG,
      currency: of.currency,
      supervisionMode: of.mode,
      recipient: { ...plain.recipient, name: of.name, street: of.street, localName: of.name },
      lines: plain.lines.map((line) => ({
        ...line,
        descriptionEn: of.descriptionEn,
        descriptions: { zh: of.zh },
        skuCode: of.sku,
        gtin: of.gtin,
        unitCode: of.unit,
        netWeightG: of.netWeightG,
        valueMinor: of.valueMinor,
        unitValueMinor: of.valueMinor,
        origin: of.origin,
        hsCodes: [
          { scheme: 'cn10' as const, code: of.code },
          { scheme: 'us_hts10' as const, code: '6912004400' },
        ],
        elements: [{ name: '用途', value: of.element }],
      })),
    };
  });

describe('the files for customs, posts and brokers', () => {
  it('are one for each format that people can choose', () => {
    expect(CUSTOMS_FORMATS.map(({ id }) => id).toSorted()).toEqual([...CustomsFormatId.options].toSorted());
  });

  it.each(CUSTOMS_FORMATS)('have the same bytes for the same input: $id', async (chosen) => {
    const [first, second] = [
      await writeFile(chosen, [postalDeclaration()]),
      await writeFile(chosen, [postalDeclaration()]),
    ];
    expect(first.leftOut).toEqual([]);
    expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
  });

  it.each(CUSTOMS_FORMATS.filter(({ schema }) => schema !== null))(
    'are valid, or say what is wrong, whatever stands in a declaration: $id',
    async (chosen) => {
      await fc.assert(
        fc.asyncProperty(HOSTILE_DECLARATION, async (declaration) => {
          const { text, leftOut } = await writeFile(chosen, [declaration, postalDeclaration()]);
          expect(await check.problemOf(chosen.schema ?? '', text)).toBeNull();
          for (const problems of leftOut) expect(problems.length).toBeGreaterThan(0);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('leave out of a text the characters that no XML document may hold', async () => {
    const declaration = postalDeclaration({ orderNumber: 'A\uFFFE1\uFFFF' });
    const { text, leftOut } = await writeFile(format('ceb603_xml'), [declaration]);
    expect(leftOut).toEqual([]);
    expect(text).toContain('>A1<');
    expect(await check.problemOf('ceb603.xsd', text)).toBeNull();
  });

  it.each(CUSTOMS_FORMATS)('leave a bad order out with its reasons and take the others: $id', async (chosen) => {
    const { leftOut, bytes } = await writeFile(chosen, [postalDeclaration({ lines: [] }), postalDeclaration()]);
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]).toContainEqual({ code: 'ERR_CUSTOMS_DATA_FIELD_MISSING', data: { field: 'lines', line: null } });
    expect(bytes.byteLength).toBeGreaterThan(100);
  });
});

describe('advance data for posts', () => {
  it('is valid JSON and XML for everybody who reads the schemas', async () => {
    const json = await writeFile(format('itmatt_json'), [postalDeclaration(), postalDeclaration({ orderNumber: 'B' })]);
    expect(jsonErrors('itmatt.schema.json', json.text)).toEqual([]);
    expect(JSON.parse(json.text)).toMatchObject({ items: [{ itemId: 'RB102030405CN' }, { orderNumber: 'B' }] });
    const xml = await writeFile(format('itmatt_xml'), [postalDeclaration()]);
    if (HAS_XMLLINT) expect(xmllint(`${SCHEMAS}/itmatt.xsd`, xml.bytes)).toBe('');
    expect(await check.problemOf('itmatt.xsd', xml.text.replace('RB102030405CN', 'RB1'))).toContain('itemId');
  });

  it('writes names of every script in Latin letters, and says so where it cannot', async () => {
    const plain = postalDeclaration();
    const named = (name: string) => ({ ...plain, recipient: { ...plain.recipient, name } });
    const { text, leftOut } = await writeFile(
      format('itmatt_json'),
      ['张伟', 'Мария Иванова', 'สมชาย ใจดี', 'محمد بن علي', 'João', '김철수', 'Ann 😀'].map(named),
    );
    const names = (JSON.parse(text) as { items: { recipient: { name: string } }[] }).items.map((i) => i.recipient.name);
    expect(names.slice(0, 2)).toEqual(['Zhang Wei', 'Mariya Ivanova']);
    expect(names).toHaveLength(6);
    for (const name of names) expect(name).toMatch(/^[ -~]+$/);
    expect(leftOut).toEqual([
      [{ code: 'ERR_CUSTOMS_DATA_FIELD_NOT_LATIN', data: { field: 'recipient.name', line: null } }],
    ]);
  });

  it('never cuts: what is too long names its field, its limit and its length', async () => {
    const long = withLine({ descriptionEn: 'x'.repeat(61) });
    const { leftOut } = await writeFile(format('itmatt_json'), [withLine({ descriptionEn: 'x'.repeat(60) }), long]);
    expect(leftOut).toEqual([
      [
        {
          code: 'ERR_CUSTOMS_DATA_FIELD_TOO_LONG',
          data: { field: 'line.description', line: 1, limit: 60, length: 61 },
        },
      ],
    ]);
  });

  it('breaks a long street between words into at most three lines of 35', async () => {
    const plain = postalDeclaration();
    const street = 'Building Seventeen, Industrial Park of the Northern Districts, Long Avenue 1234';
    const { text } = await writeFile(format('itmatt_json'), [{ ...plain, recipient: { ...plain.recipient, street } }]);
    const [item] = (JSON.parse(text) as { items: { recipient: { address: string[] } }[] }).items;
    expect(item?.recipient.address.join(' ')).toBe(street);
    for (const part of item?.recipient.address ?? []) expect(part.length).toBeLessThanOrEqual(35);
  });

  it('asks for the whole mandatory set of the US, its 10-digit code from 2026-07-24 on', async () => {
    const plain = withLine({ hsCodes: [{ scheme: 'hs6', code: '691200' }] });
    const on = (shipDate: string) => ({ ...plain, shipDate });
    const { leftOut } = await writeFile(format('itmatt_json'), [
      on('2026-07-23'),
      on('2026-07-24'),
      { ...postalDeclaration(), recipient: { ...plain.recipient, province: '' } },
    ]);
    expect(leftOut.map((problems) => problems.map(({ data }) => data['field']))).toEqual([
      ['line.usCode'],
      ['recipient.province'],
    ]);
  });

  it('takes item numbers of the posts with a right check digit only', async () => {
    const { leftOut } = await writeFile(format('itmatt_json'), [
      postalDeclaration({ trackingNumber: 'rb102030405cn' }),
      postalDeclaration({ trackingNumber: 'RB102030404CN' }),
    ]);
    expect(leftOut).toEqual([[{ code: 'ERR_CUSTOMS_DATA_NOT_S10', data: { field: 'trackingNumber', line: null } }]]);
  });

  it('takes the published numbers of every destination, and none with a wrong check digit', async () => {
    const sent = SAMPLE_DESTINATIONS.map((name) => {
      const sample = sampleDeclaration(name, { trackingNumber: 'RB102030405CN' });
      return { ...sample, lines: sample.lines.map((line) => ({ ...line, descriptionEn: 'Ceramic mug' })) };
    });
    const good = await writeFile(format('itmatt_xml'), sent);
    expect(good.leftOut).toEqual([]);
    if (HAS_XMLLINT) expect(xmllint(`${SCHEMAS}/itmatt.xsd`, good.bytes)).toBe('');
    const brazil = sent[SAMPLE_DESTINATIONS.indexOf('BR')] ?? postalDeclaration();
    const wrong = { ...brazil.recipient, numbers: [{ kind: 'cpf' as const, value: '529.982.247-26' }] };
    const bad = await writeFile(format('itmatt_xml'), [{ ...brazil, recipient: wrong }, brazil]);
    expect(bad.leftOut).toEqual([
      [{ code: 'ERR_CUSTOMS_DATA_NUMBER_WRONG', data: { field: 'recipient.numbers', line: null, kind: 'cpf' } }],
    ]);
  });

  it('refuses goods that weigh more than their parcel', async () => {
    const { leftOut } = await writeFile(format('itmatt_json'), [postalDeclaration({ grossWeightG: 500 })]);
    expect(leftOut[0]?.[0]?.code).toBe('ERR_CUSTOMS_DATA_WEIGHTS');
  });
});

describe('the export list of 9610', () => {
  const CEB = format('ceb603_xml');

  it.runIf(HAS_XMLLINT)('is valid for xmllint, with every destination of the samples', async () => {
    const { bytes, leftOut, text } = await writeFile(
      CEB,
      SAMPLE_DESTINATIONS.map((name) => sampleDeclaration(name)),
    );
    expect(leftOut).toEqual([]);
    expect(xmllint(`${SCHEMAS}/ceb603.xsd`, bytes)).toBe('');
    expect(xmllint(`${SCHEMAS}/ceb603.xsd`, Buffer.from(text.replace('<ceb:ieFlag>E', '<ceb:ieFlag>I')))).toContain(
      'ieFlag',
    );
  });

  it('holds the fields of customs.md 8.3, statutory quantities and codes of the profile', async () => {
    const { text } = await writeFile(CEB, [postalDeclaration({ freightMinor: 1234, insuranceMinor: 50 })], {
      ...RUN,
      ceb603: { ...PROFILE, codes: 'customs3', countryNumbers: { US: '502' } },
      transport: { ...RUN.transport, exportDay: '2026-11-29', trafName: 'CA 987' },
    });
    for (const expected of [
      '<ceb:copNo>CN20261128-0001</ceb:copNo>',
      '<ceb:appTime>20261128140000</ceb:appTime>',
      '<ceb:ieDate>20261129</ceb:ieDate>',
      '<ceb:trafName>CA 987</ceb:trafName>',
      '<ceb:country>502</ceb:country>',
      '<ceb:fCurrency>502</ceb:fCurrency>',
      '<ceb:freight>12.34</ceb:freight>',
      '<ceb:gname>陶瓷咖啡杯</ceb:gname>',
      '<ceb:gmodel>1|0|家用饮水|陶瓷|Dabao|M350</ceb:gmodel>',
      '<ceb:qty1>0.780</ceb:qty1>',
      '<ceb:unit1>035</ceb:unit1>',
      '<ceb:unit1>001</ceb:unit1>',
    ])
      expect(text).toContain(expected);
  });

  it('keeps the simplified declaration from goods with licence, duty or refund', async () => {
    const simplified = { ...RUN, ceb603: { ...PROFILE, statisticsFlag: 'A' as const } };
    const plain = await writeFile(CEB, [postalDeclaration()], simplified);
    expect(plain.leftOut).toEqual([]);
    const licensed = await writeFile(CEB, [postalDeclaration({ licenceNumber: 'L-1' })], simplified);
    expect(licensed.leftOut[0]?.[0]).toMatchObject({
      code: 'ERR_CUSTOMS_DATA_NOT_SIMPLIFIED',
      data: { reason: 'licence' },
    });
    const refunded = await writeFile(CEB, [postalDeclaration()], {
      ...RUN,
      ceb603: { ...PROFILE, statisticsFlag: 'A', hasTaxRefund: true },
    });
    expect(refunded.leftOut[0]?.[0]?.data['reason']).toBe('refund');
  });

  it('guesses neither a statutory unit nor a number of a country', async () => {
    const { leftOut } = await writeFile(CEB, [postalDeclaration()], {
      ...RUN,
      ceb603: { ...PROFILE, usualStatutoryUnit: '', codes: 'customs3' },
    });
    expect(leftOut[0]?.map(({ code }) => code)).toEqual([
      'ERR_CUSTOMS_DATA_CODE_UNKNOWN',
      'ERR_CUSTOMS_DATA_STATUTORY_UNIT',
    ]);
  });

  it('refuses a credit code of a company with a wrong check digit', async () => {
    const withCode = (ebcCode: string) => ({ ...RUN, ceb603: { ...PROFILE, ebcCode } });
    expect((await writeFile(CEB, [postalDeclaration()], withCode('91110000600037341L'))).leftOut).toEqual([]);
    const { leftOut } = await writeFile(CEB, [postalDeclaration()], withCode('91110000600037341M'));
    expect(leftOut[0]?.map(({ code }) => code)).toEqual(['ERR_CUSTOMS_DATA_NUMBER_WRONG']);
  });

  it('takes parcels of list modes only', async () => {
    const { leftOut } = await writeFile(CEB, [postalDeclaration({ supervisionMode: '0110' })]);
    expect(leftOut[0]?.[0]?.code).toBe('ERR_CUSTOMS_DATA_NO_LIST');
  });

  it('takes a thousand parcels into one valid file', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      withLines(sampleDeclaration('US', { orderNumber: `N-${index}` }), 3),
    );
    const { leftOut, text, bytes } = await writeFile(CEB, many);
    expect(leftOut).toEqual([]);
    expect(text.match(/<ceb:InventoryHead>/g)).toHaveLength(1_000);
    expect(text.match(/<ceb:gnum>/g)).toHaveLength(3_000);
    if (HAS_XMLLINT) expect(xmllint(`${SCHEMAS}/ceb603.xsd`, bytes)).toBe('');
  });
});

describe("a broker's file", () => {
  const CSV = format('broker_csv');
  const XLSX = format('broker_xlsx');

  it('has one row per line with the head repeated, in the columns and order that were chosen', async () => {
    const broker = {
      ...ALL_COLUMNS,
      columns: [
        { id: 'sku', heading: '货号 SKU' },
        { id: 'order_number', heading: '' },
        { id: 'line_value', heading: '' },
      ],
    };
    const { text } = await writeFile(CSV, [postalDeclaration({ orderNumber: 'A-1' })], { ...RUN, broker });
    expect(Papa.parse(text.replace('\uFEFF', '').trim()).data).toEqual([
      ['货号 SKU', 'Order number', 'Line value'],
      ['MUG-350-BL', 'A-1', '25.00'],
      ['SPK-BT5-RD', 'A-1', '29.90'],
    ]);
  });

  it('gives no spreadsheet a formula, and keeps every digit of long numbers', async () => {
    const declaration = postalDeclaration({
      orderNumber: '=HYPERLINK("http://x")',
      comments: '+1',
      trackingNumber: '0012345678901234567890',
    });
    const broker = {
      ...ALL_COLUMNS,
      columns: ['order_number', 'comments', 'tracking_number', 'gtin'].map((id) => ({ id, heading: '' })),
    };
    const csv = await writeFile(CSV, [declaration], { ...RUN, broker });
    expect(Papa.parse<string[]>(csv.text.trim()).data[1]).toEqual([
      '\'=HYPERLINK("http://x")',
      "'+1",
      "'0012345678901234567890",
      "'6901234567892",
    ]);
    const book = await writeFile(XLSX, [declaration], { ...RUN, broker });
    const rows = await readSheet(Buffer.from(book.bytes));
    expect(rows[1]).toEqual(['=HYPERLINK("http://x")', '+1', '0012345678901234567890', '6901234567892']);
  });

  it('writes GB18030 without a mark and UTF-8 with one', async () => {
    const broker = { ...ALL_COLUMNS, headings: 'zh-CN' as const };
    const gb = await writeFile(CSV, [postalDeclaration()], { ...RUN, broker: { ...broker, encoding: 'gb18030' } });
    expect(iconv.decode(Buffer.from(gb.bytes), 'gb18030')).toContain('陶瓷咖啡杯');
    expect([...gb.bytes.subarray(0, 3)]).not.toEqual([0xef, 0xbb, 0xbf]);
    const utf8 = await writeFile(CSV, [postalDeclaration()], { ...RUN, broker });
    expect([...utf8.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('reads back from a workbook and from JSON as it was declared', async () => {
    const book = await writeFile(XLSX, [postalDeclaration()]);
    const [headings = [], first = []] = await readSheet(Buffer.from(book.bytes));
    expect(headings).toEqual(BROKER_COLUMNS.map(({ en }) => en));
    expect(first[headings.indexOf('Line value')]).toBe(25);
    expect(first[headings.indexOf('Recipient postcode')]).toBe('10118');
    const json = await writeFile(format('broker_json'), [postalDeclaration()]);
    expect(jsonErrors('broker-rows.schema.json', json.text)).toEqual([]);
    expect((JSON.parse(json.text) as unknown[])[0]).toMatchObject({
      line_value: 25,
      quantity: 2,
      recipient_postcode: '10118',
    });
  });

  it('bears no time of day in a workbook, which would make two of the same differ', async () => {
    const { bytes } = await writeFile(XLSX, [postalDeclaration()]);
    expect([...bytes.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  it('keeps amounts that a float cannot hold as they stand', async () => {
    const { text } = await writeFile(format('broker_json'), [withLine({ valueMinor: 9_007_199_254_740_991 })]);
    expect(text).toContain('"line_value":90071992547409.91');
  });
});
