import type { JsonNode, MessageBody } from '#core/lineage/read-body.ts';
import type { Recipient } from '#shared/model/order.ts';

const HIDDEN = '***';

/** Parts of key names that stand for a person, their reach or their address. */
const PERSONAL = new Set([
  'receiver',
  'consignee',
  'recipient',
  'buyer',
  'payer',
  'customer',
  'contact',
  'phone',
  'mobile',
  'tel',
  'telephone',
  'addr',
  'address',
  'address1',
  'address2',
  'street',
  'email',
  'mail',
  'openid',
  'unionid',
  'nick',
  'idcard',
  'passport',
  'postcode',
  'zip',
  'zipcode',
  'shipping',
  'billing',
  'logon',
  'firstname',
  'lastname',
  'oaid',
]);
/** Ends of key names that tell no person apart, whoever they are about. */
const HARMLESS = new Set([
  'total',
  'amount',
  'price',
  'fee',
  'cost',
  'tax',
  'discount',
  'currency',
  'count',
  'status',
  'state',
  'time',
  'date',
  'type',
  'method',
  'rate',
  'lines',
  'line',
  'country',
  'countrycode',
  'province',
  'provincecode',
  'city',
  'district',
  'town',
  'code',
  'company',
  'pay',
  'quantity',
]);
const CHINESE = /收货|收件|买家|电话|手机|地址|姓名|身份证|邮编|邮箱/;
const PHONE = /(?<![\d.])(\+?86)?1[3-9]\d{9}(?!\d)/g;
/** Bounded: a run of a million letters must not take a million looks each. */
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/g;

/** Hides what tells a person apart: by the names of fields, by what the order's recipient is called, by how phones and mails look. */
export function maskBody<B extends MessageBody>(body: B, recipient: Recipient | null): B {
  const known = knownTexts(recipient);
  if (body.kind === 'json') return { ...body, value: maskNode(body.value, false, known) };
  if (body.kind === 'form')
    return { ...body, fields: body.fields.map(([name, value]) => [name, maskText(value, isPersonal(name), known)]) };
  if (body.kind === 'xml' || body.kind === 'text') return { ...body, text: maskPlain(body.text, known) };
  return body;
}

/** Short names in Latin letters are too common as parts of other words to be looked for inside texts. */
function knownTexts(recipient: Recipient | null): readonly string[] {
  if (!recipient || recipient.isMasked) return [];
  const digits = recipient.phone.replaceAll(/\D/g, '');
  const texts = [recipient.street, recipient.phone, digits.length >= 7 ? digits : ''];
  const isTelling = /\p{Script=Han}/u.test(recipient.name) ? recipient.name.length >= 2 : recipient.name.length >= 4;
  return [...texts.filter((text) => text.length >= 4), ...(isTelling ? [recipient.name] : [])];
}

function maskNode(node: JsonNode, isAbout: boolean, known: readonly string[]): JsonNode {
  if (node === null || typeof node === 'boolean') return node;
  if (typeof node === 'string') return maskEmbedded(node, isAbout, known);
  if (typeof node === 'number')
    return (isAbout && Math.abs(node) >= 1e6) || known.includes(String(node)) ? HIDDEN : node;
  if (Array.isArray(node)) return node.map((each: JsonNode) => maskNode(each, isAbout, known));
  return Object.fromEntries(
    Object.entries(node).map(([name, each]) => [
      name,
      maskNode(each, about(name, isAbout) && !isRegionStreet(name, each), known),
    ]),
  );
}

/**
 * Douyin's address is sealed beyond the regions, and the smallest of these is its street: an entry of a list, which is shown as the town.
 * Where somebody lives is a text.
 */
function isRegionStreet(name: string, node: JsonNode): boolean {
  return (
    name === 'street' && node !== null && typeof node === 'object' && Object.keys(node).toSorted().join() === 'id,name'
  );
}

/** JSON inside a string, as some platforms nest it, is looked into. */
function maskEmbedded(text: string, isAbout: boolean, known: readonly string[]): string {
  if (!isAbout && /^\s*[{[]/.test(text)) {
    try {
      const inner = JSON.parse(text) as JsonNode;
      return JSON.stringify(maskNode(inner, false, known));
    } catch {
      // No JSON after all.
    }
  }
  return maskText(text, isAbout, known);
}

function about(name: string, isInside: boolean): boolean {
  const words = wordsOf(name);
  if (HARMLESS.has(words.at(-1) ?? '')) return false;
  return isInside || isPersonal(name);
}

function isPersonal(name: string): boolean {
  const words = wordsOf(name);
  if (HARMLESS.has(words.at(-1) ?? '')) return false;
  return CHINESE.test(name) || words.some((word) => PERSONAL.has(word)) || PERSONAL.has(words.slice(-2).join(''));
}

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');

function maskText(text: string, isAbout: boolean, known: readonly string[]): string {
  if (text === '') return text;
  if (isAbout || known.some((each) => text.includes(each))) return HIDDEN;
  return text.replaceAll(PHONE, HIDDEN).replaceAll(EMAIL, HIDDEN);
}

const TAG = /<([\w:.-]+)((?:\s[^<>]*)?)>([^<]*)/g;

function maskPlain(text: string, known: readonly string[]): string {
  const byTag = text.replaceAll(TAG, (whole, name: string, rest: string, content: string) =>
    content.trim() !== '' && isPersonal(name) ? `<${name}${rest}>${HIDDEN}` : whole,
  );
  const byKnown = known.reduce((masked, each) => masked.replaceAll(each, HIDDEN), byTag);
  return byKnown.replaceAll(PHONE, HIDDEN).replaceAll(EMAIL, HIDDEN);
}
