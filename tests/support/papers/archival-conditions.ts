import { readPdfObjects } from '#tests/support/papers/pdf-objects.ts';
import type { Json, PdfObjects } from '#tests/support/papers/pdf-objects.ts';
import { readTrueType } from '#tests/support/papers/true-type.ts';

/**
 * The conditions of ISO 19005-1, level b, that papers of ours can break, each looked for in the finished bytes as qpdf reads them.
 * Knows nothing of the writer. A second opinion is Apache Preflight (preflight.ts), where it is installed.
 * @returns what is broken, in words; empty: nothing
 */
export function archivalProblems(pdf: Uint8Array): string[] {
  const head = Buffer.from(pdf.subarray(0, 16)).toString('latin1');
  // 6.1.2: the header, and a comment of at least four bytes that no text editor takes for text.
  const problems = /^%PDF-1\.[0-4]\n%[\u0080-\u00ff]{4}/.test(head) ? [] : ['header'];
  // 6.1.3
  if (Buffer.from(pdf).includes('/Encrypt')) return [...problems, 'encrypted'];
  const objects = readPdfObjects(pdf);
  return [
    ...problems,
    ...trailerProblems(objects),
    ...catalogProblems(objects),
    ...objects.all().flatMap(({ dict, isStream }) => dictionaryProblems(dict, isStream)),
    ...objects
      .pages()
      .flatMap((page, index) => pageProblems(objects, page).map((text) => `page ${index + 1}: ${text}`)),
  ];
}

function trailerProblems({ trailer }: PdfObjects): string[] {
  const id = trailer['/ID'];
  return Array.isArray(id) && id.length === 2 && id.every((part) => /^[bu]:.{8,}/.test(String(part))) ? [] : ['no /ID'];
}

function catalogProblems(objects: PdfObjects): string[] {
  const { catalog, info } = objects;
  const problems = ['/OpenAction', '/AA', '/Names', '/AcroForm', '/OCProperties']
    .filter((key) => key in catalog)
    .map((key) => `catalog has ${key}`);
  // 6.2.2: what colours of the device mean.
  const intents = objects.list(catalog['/OutputIntents']).map((intent) => objects.dict(intent));
  const intent = intents.find((each) => each['/S'] === '/GTS_PDFA1');
  const profile = intent && objects.stream(intent['/DestOutputProfile']);
  if (!profile) problems.push('no output intent');
  else if (
    profile.dict['/N'] !== 3 ||
    profile.data.toString('latin1', 36, 40) !== 'acsp' ||
    profile.data.toString('latin1', 16, 20) !== 'RGB ' ||
    (profile.data[8] ?? 9) > 2 ||
    profile.data.readUInt32BE(0) !== profile.data.length
  )
    problems.push('profile of the output intent');
  // 6.7: metadata that can be read without undoing anything, and say what the information dictionary says.
  const metadata = objects.stream(catalog['/Metadata']);
  if (!metadata || '/Filter' in metadata.dict) return [...problems, 'no plain metadata'];
  const xmp = metadata.data.toString('utf8');
  if (!/pdfaid:part="1"/.test(xmp) || !/pdfaid:conformance="B"/.test(xmp))
    problems.push('metadata do not name PDF/A-1b');
  const day = (text: Json | undefined): string => String(text).replaceAll(/\D/g, '').slice(0, 14);
  const said = {
    '/Title': /<rdf:li xml:lang="x-default">(.*?)<\/rdf:li>/s.exec(xmp)?.[1],
    '/Producer': /pdf:Producer="(.*?)"/.exec(xmp)?.[1],
  };
  for (const [key, value] of Object.entries(said))
    if (`u:${unescape(value ?? '')}` !== info[key]) problems.push(`metadata and information differ in ${key}`);
  for (const [key, name] of [
    ['/CreationDate', 'CreateDate'],
    ['/ModDate', 'ModifyDate'],
  ] as const)
    if (day(info[key]) !== day(new RegExp(`xmp:${name}="(.*?)"`).exec(xmp)?.[1]))
      problems.push(`metadata and information differ in ${key}`);
  return problems;
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Kinds of actions that 6.6.1 forbids. */
const ACTIONS = /^\/(?:JavaScript|Launch|Sound|Movie|ResetForm|ImportData|SubmitForm|GoToR|URI)$/;

function dictionaryProblems(dict: Readonly<Record<string, Json>>, isStream: boolean): string[] {
  const problems: string[] = [];
  const filters = [dict['/Filter'] ?? []].flat().map(String);
  // 6.1.10, and 1.4 has no object streams.
  if (filters.some((filter) => filter.startsWith('/LZW'))) problems.push('LZW');
  if (['/ObjStm', '/XRef'].includes(String(dict['/Type']))) problems.push('object streams');
  if (isStream && ['/F', '/FFilter', '/FDecodeParms'].some((key) => key in dict))
    problems.push('stream in another file');
  if (ACTIONS.test(String(dict['/S'])) || '/JS' in dict) problems.push('actions');
  // 6.4: nothing transparent.
  if (String(dict['/SMask'] ?? '/None') !== '/None') problems.push('soft mask');
  if (dict['/S'] === '/Transparency') problems.push('transparency group');
  for (const key of ['/ca', '/CA']) if (key in dict && dict[key] !== 1) problems.push('transparency');
  if (!['/Normal', '/Compatible'].includes(String(dict['/BM'] ?? '/Normal'))) problems.push('blend mode');
  if (dict['/Interpolate'] === true || '/Alternates' in dict || '/OPI' in dict) problems.push('picture keys');
  if (dict['/Subtype'] === '/Image' && dict['/ColorSpace'] !== '/DeviceGray' && dict['/ColorSpace'] !== '/DeviceRGB')
    problems.push('colours of a picture');
  if ('/EF' in dict || dict['/Subtype'] === '/FileAttachment') problems.push('attachment');
  return problems;
}

/** Everything that pages of ours are drawn with. */
const OPERATORS = new Set('q Q cm Do g rg re f m l h BT ET Tf Tm TJ Ts Tr BDC EMC'.split(' '));

function pageProblems(objects: PdfObjects, page: Readonly<Record<string, Json>>): string[] {
  const content = objects.stream(page['/Contents'])?.data.toString('latin1') ?? '';
  const plain = content.replaceAll(/<[\da-f]*>/g, ' ');
  const unknown = (plain.match(/(?<![/\w.-])[A-Za-z'"*]+/g) ?? []).filter((word) => !OPERATORS.has(word));
  const problems = [...new Set(unknown)].map((word) => `operator ${word}`);
  const resources = objects.dict(page['/Resources']);
  for (const [name, ref] of Object.entries(objects.dict(resources['/Font'])))
    problems.push(
      ...fontProblems(objects, objects.dict(ref), codesOf(content, name)).map((text) => `${name}: ${text}`),
    );
  return problems;
}

/** Codes that a page shows in one of its fonts. */
function codesOf(content: string, name: string): Set<number> {
  const codes = new Set<number>();
  for (const [, font, shown] of content.matchAll(/(\/F\d+) [\d.]+ Tf(.*?)ET/gs))
    if (font === name)
      for (const [, hex] of (shown ?? '').matchAll(/<([\da-f]{4})>(?=[^<>]*[<\]])/g))
        codes.add(Number.parseInt(hex ?? '', 16));
  return codes;
}

/** 6.3: all glyphs embedded, their widths those of the font file, and listed. */
function fontProblems(objects: PdfObjects, font: Readonly<Record<string, Json>>, codes: ReadonlySet<number>): string[] {
  const descendant = objects.dict(objects.list(font['/DescendantFonts'])[0]);
  const descriptor = objects.dict(descendant['/FontDescriptor']);
  const file = objects.stream(descriptor['/FontFile2']);
  if (font['/Subtype'] !== '/Type0' || !file) return ['font is not embedded'];
  const problems: string[] = [];
  if (font['/Encoding'] !== '/Identity-H' || descendant['/CIDToGIDMap'] !== '/Identity') problems.push('encoding');
  if (!/^\/[A-Z]{6}\+/.test(String(font['/BaseFont']))) problems.push('name of a subset');
  const { glyphs, advanceOf } = readTrueType(file.data);
  const set = objects.stream(descriptor['/CIDSet'])?.data ?? Buffer.alloc(0);
  for (let code = 0; code < glyphs; code += 1)
    if (((set[code >> 3] ?? 0) & (0x80 >> (code & 7))) === 0) return [...problems, `CIDSet lacks ${code}`];
  const widths = readWidths(objects.list(descendant['/W']));
  for (const code of codes) {
    if (code >= glyphs) problems.push(`glyph ${code} is not embedded`);
    else if (Math.abs((widths.get(code) ?? 1_000) - advanceOf(code)) > 1) problems.push(`width of glyph ${code}`);
  }
  if (codes.size === 0) problems.push('font without use');
  return problems;
}

function readWidths(list: readonly Json[]): Map<number, number> {
  const widths = new Map<number, number>();
  for (let at = 0; at < list.length; at += 2) {
    const run = list[at + 1];
    if (Array.isArray(run))
      for (const [index, width] of run.entries()) widths.set(Number(list[at]) + index, Number(width));
  }
  return widths;
}
