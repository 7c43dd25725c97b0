import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_RULES } from '#core/cleaning/built-in-rules.ts';
import { readChinaPlaces } from '#core/cleaning/china-places.ts';
import type { ChinaPlaces } from '#core/cleaning/china-places.ts';
import type { CleaningSubject, RuleInForce } from '#core/cleaning/cleaning-types.ts';
import { compilePipeline } from '#core/cleaning/compile-pipeline.ts';
import { orderBucket } from '#core/cleaning/order-bucket.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import { PLACE_FIELDS } from '#shared/model/cleaning.ts';
import type { CleaningDefinition } from '#shared/model/cleaning.ts';

let read: ChinaPlaces | undefined;
const places = (): ChinaPlaces =>
  (read ??= readChinaPlaces(
    (JSON.parse(readFileSync('resources/address/china-divisions.json', 'utf8')) as { divisions: string }).divisions,
  ));

const SUBJECT: CleaningSubject = {
  externalNumber: '1001',
  displayNumber: '1001',
  buyerNote: '',
  sellerNote: '',
  flags: [],
  externalIds: [],
  recipient: {
    name: '张三',
    phone: '13800000000',
    country: 'CN',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    town: '',
    street: '文三路 1 号',
    postcode: '',
    isMasked: false,
  },
  lines: [{ externalLineId: '1', skuCode: 'A', title: '茶', variant: '' }],
};

const rule = (definition: CleaningDefinition, id = 'own', percent = 100): RuleInForce => ({
  id,
  version: 1,
  percent,
  isLocked: false,
  definition,
});
const builtIn = (id: string): RuleInForce => {
  const found = BUILT_IN_RULES.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return { ...rule(found.definition, id), isLocked: found.isLocked };
};
const ALL = compilePipeline(
  BUILT_IN_RULES.map(({ id }) => builtIn(id)),
  places,
);
const TODAY = compilePipeline(
  BUILT_IN_RULES.filter(({ state, definition }) => state === 'on' && definition.kind !== 'keyword_flag').map(({ id }) =>
    builtIn(id),
  ),
  places,
);

/** Letters that cleaning is about, beside any others. */
const MESSY = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'\u200B\u200C\u200D\uFEFF\u202E\u00AD\u0000\u001D\u007F\u2028\r\n\t \u3000１ＡａＺ９，。急发票不要é\u0065\u0301㈱ﬁ-+()转*'.split(
        '',
      ),
    ),
    fc.constantFrom(
      '浙江省',
      '杭州',
      '西湖区',
      '13800000000',
      '0571',
      '北京市',
      '朝阳区',
      '发票',
      '文三路',
      '蒋村街道',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 24,
});
const MESSY_SUBJECT = fc
  .tuple(fc.array(MESSY, { minLength: 16, maxLength: 16 }), fc.constantFrom('CN', '', 'us', 'DE', 'ＣＮ'))
  .map(([t, country]): CleaningSubject => ({
    ...SUBJECT,
    externalNumber: t[0] ?? '',
    displayNumber: t[1] ?? '',
    buyerNote: t[2] ?? '',
    sellerNote: t[3] ?? '',
    flags: [t[4] ?? ''],
    externalIds: [{ kind: 'payment', value: `p${t[5] ?? ''}` }],
    recipient: {
      name: t[6] ?? '',
      phone: t[7] ?? '',
      country,
      province: t[8] ?? '',
      city: t[9] ?? '',
      district: t[10] ?? '',
      town: t[11] ?? '',
      street: t[12] ?? '',
      postcode: t[13] ?? '',
      isMasked: false,
    },
    lines: [{ externalLineId: '1', skuCode: t[14] ?? '', title: t[15] ?? '', variant: t[2] ?? '' }],
  }));

describe('the rules of the product', () => {
  it('change nothing the second time', () => {
    fc.assert(
      fc.property(MESSY_SUBJECT, (subject) => {
        const once = ALL.clean('s', subject).subject;
        const twice = ALL.clean('s', once);
        expect(twice.subject).toEqual(once);
      }),
      { numRuns: 400 },
    );
  });

  it('clean numbers and texts as searches and imports do', () => {
    fc.assert(
      fc.property(MESSY_SUBJECT, (subject) => {
        const { subject: clean } = TODAY.clean('s', subject);
        expect(clean.externalNumber).toBe(cleanIdentifier(subject.externalNumber));
        expect(clean.recipient.phone).toBe(cleanIdentifier(subject.recipient.phone));
        expect(clean.recipient.country).toBe(cleanIdentifier(subject.recipient.country).toUpperCase());
        expect(clean.lines[0]?.skuCode).toBe(cleanIdentifier(subject.lines[0]?.skuCode ?? ''));
        expect(clean.buyerNote).toBe(cleanProse(subject.buyerNote));
        expect(clean.recipient.street).toBe(cleanProse(subject.recipient.street));
      }),
      { numRuns: 400 },
    );
  });

  it('make one number of an order number with and without zero-width characters', () => {
    const { subject, changes } = ALL.clean('s', { ...SUBJECT, externalNumber: '\u200B10\u200B01\uFEFF' });
    expect(subject.externalNumber).toBe('1001');
    expect(changes.map(({ path, before }) => [path, before])).toEqual([['externalNumber', '\u200B10\u200B01\uFEFF']]);
  });

  it('leave what a platform has hidden', () => {
    const recipient = {
      ...SUBJECT.recipient,
      phone: '138****0000',
      street: '文三路***',
      province: '浙江',
      isMasked: true,
    };
    expect(ALL.clean('s', { ...SUBJECT, recipient }).subject.recipient).toEqual(recipient);
  });
});

describe('a phone rule', () => {
  const PHONE = compilePipeline([builtIn('phone')], places);
  const read = (phone: string, country = 'CN', name = '张三') =>
    PHONE.clean('s', { ...SUBJECT, recipient: { ...SUBJECT.recipient, phone, country, name } }).subject;

  it.each([
    ['+86 138-0000-0000', '13800000000'],
    ['0086 13800000000', '13800000000'],
    ['8613800000000', '13800000000'],
    ['１３８００００００００', '13800000000'],
    ['13800000000转1234', '13800000000-1234'],
    ['13800000000-1234', '13800000000-1234'],
    ['13800000000 转 1234', '13800000000-1234'],
    ['13800000000【1234】', '13800000000-1234'],
    ['13800000000,1234', '13800000000-1234'],
    ['17000000000 ext. 88', '17000000000-88'],
    ['0571-8888 8888', '0571-88888888'],
    ['(0571)88888888-123', '0571-88888888-123'],
    ['057188888888转123', '0571-88888888-123'],
    ['010-62345678', '010-62345678'],
    ['+86 571 88888888', '0571-88888888'],
    ['400-820-1234', '4008201234'],
    ['95338', '95338'],
  ])('writes %s as %s', (phone, expected) => {
    expect(read(phone).recipient.phone).toBe(expected);
    expect(read(phone).flags).toEqual([]);
  });

  it.each([
    ['(415) 555-2671', 'US', '+14155552671'],
    ['0049 30 901820', 'DE', '+4930901820'],
    ['+81 3-1234-5678', 'CN', '+81312345678'],
    ['9123 4567', 'HK', '+85291234567'],
  ])('writes %s of %s as %s', (phone, country, expected) => {
    expect(read(phone, country).recipient.phone).toBe(expected);
  });

  it('keeps a number that it cannot read and flags the order', () => {
    for (const phone of ['23456', '1380000000', '微信联系']) {
      expect(read(phone).recipient.phone).toBe(phone);
      expect(read(phone).flags).toEqual(['phone_doubtful']);
    }
  });

  it('gives a virtual number the extension that stands in the name, and asks where two differ', () => {
    expect(read('13800000000', 'CN', '张三[1234]').recipient).toMatchObject({
      phone: '13800000000-1234',
      name: '张三[1234]',
    });
    expect(read('13800000000-1234', 'CN', '张三【1234】').flags).toEqual([]);
    expect(read('13800000000-9999', 'CN', '张三[1234]')).toMatchObject({
      flags: ['phone_doubtful'],
      recipient: { phone: '13800000000-9999' },
    });
  });
});

describe('an address rule', () => {
  const ADDRESS = compilePipeline([builtIn('address')], places);
  const read = (province: string, city: string, district: string, street: string, town = '') => {
    const recipient = { ...SUBJECT.recipient, province, city, district, town, street };
    const { subject } = ADDRESS.clean('s', { ...SUBJECT, recipient });
    return [PLACE_FIELDS.map((field) => subject.recipient[field]).join('|'), subject.flags.join()];
  };

  it.each([
    [['', '', '', '浙江省杭州市西湖区文三路 100 号'], '浙江省|杭州市|西湖区||文三路 100 号'],
    [['', '', '', '浙江 杭州 西湖区 文三路100号'], '浙江省|杭州市|西湖区||文三路100号'],
    [['', '', '', '北京市朝阳区建国路88号'], '北京市|北京市|朝阳区||建国路88号'],
    [['北京', '北京', '朝阳', '建国路88号'], '北京市|北京市|朝阳区||建国路88号'],
    [['上海市', '市辖区', '浦东新区', '张杨路1号'], '上海市|上海市|浦东新区||张杨路1号'],
    [['广西', '南宁', '青秀区', '民族大道1号'], '广西壮族自治区|南宁市|青秀区||民族大道1号'],
    [['内蒙古自治区', '呼和浩特市', '新城区', '中山路1号'], '内蒙古自治区|呼和浩特市|新城区||中山路1号'],
    [
      ['浙江省', '杭州市', '西湖区', '浙江省杭州市西湖区蒋村街道文二西路1号'],
      '浙江省|杭州市|西湖区|蒋村街道|文二西路1号',
    ],
    [['广东省', '东莞市', '', '长安镇振安路1号'], '广东省|东莞市||长安镇振安路1号'.replace('||', '|||')],
    [['湖北省', '仙桃市', '', '仙桃大道1号'], '湖北省|仙桃市|||仙桃大道1号'],
    [['北京市', '北京市', '宣武区', '广安门内大街1号'], '北京市|北京市|西城区||广安门内大街1号'],
    [['广东省', '广州市', '增城市', '荔城街1号'], '广东省|广州市|增城区||荔城街1号'],
    [['湖北省', '襄樊市', '樊城区', '长虹路1号'], '湖北省|襄阳市|樊城区||长虹路1号'],
    // Shops abroad have no field for it.
    [['浙江', '杭州', '', '中山路1号'], '浙江省|杭州市|||中山路1号'],
    [['浙江省', '杭州市', '其它区', '文三路1号'], '浙江省|杭州市|其它区||文三路1号'],
  ])('reads %j as %s', (texts, expected) => {
    const [province = '', city = '', district = '', street = ''] = texts;
    expect(read(province, city, district, street)).toEqual([expected, '']);
  });

  it.each([
    [['浙江省', '南京市', '玄武区', '中山路1号']],
    [['浙江省', '杭州市', '江干区', '庆春东路1号']],
    [['浙江省', '杭州市', '西湖区', '江苏省南京市玄武区中山路1号']],
    [['', '', '鼓楼区', '中山路1号']],
    [['Zhejiang', '杭州市', '西湖区', '中山路1号']],
  ])('leaves %j as it is and flags it', (texts) => {
    const [province = '', city = '', district = '', street = ''] = texts;
    expect(read(province, city, district, street)).toEqual([
      [province, city, district, '', street].join('|'),
      'address_doubtful',
    ]);
  });

  it('flags an address without a district where more confidence is asked for', () => {
    const strict = compilePipeline(
      [rule({ kind: 'address', minimumConfidence: 80, takeFromStreet: true, fullNames: true })],
      places,
    );
    const { subject, troubles } = strict.clean('s', { ...SUBJECT, recipient: { ...SUBJECT.recipient, district: '' } });
    expect([subject.flags, troubles.length]).toEqual([['address_doubtful'], 1]);
  });

  it('takes no place out of the name of a street', () => {
    expect(read('上海市', '上海市', '浦东新区', '上海市场路5号')[0]).toBe('上海市|上海市|浦东新区||上海市场路5号');
    expect(read('浙江省', '杭州市', '西湖区', '西湖路5号')[0]).toBe('浙江省|杭州市|西湖区||西湖路5号');
  });
});

describe('words in notes', () => {
  const flags = (buyerNote: string, id: string) =>
    compilePipeline([builtIn(id)], places).clean('s', { ...SUBJECT, buyerNote }).subject.flags;

  it.each([
    ['请开发票，抬头见附件', 'flag-invoice', ['invoice']],
    ['不要发票', 'flag-invoice', []],
    ['不要发票抬头，只要一张发票', 'flag-invoice', ['invoice']],
    ['发 票', 'flag-invoice', ['invoice']],
    ['麻烦加急', 'flag-urgent', ['urgent']],
    ['急！！', 'flag-urgent', ['urgent']],
    ['不急，慢慢发', 'flag-urgent', []],
    ['急救包请装好', 'flag-urgent', []],
    ['ASAP please', 'flag-urgent', ['urgent']],
    ['送朋友的礼物，放张贺卡', 'flag-gift', ['gift_note']],
    ['送人的,麻烦包装好一点', 'flag-gift', ['gift_note']],
    ['不是送人的', 'flag-gift', []],
    ['a gifted child', 'flag-gift', []],
    ['It is a gift', 'flag-gift', ['gift_note']],
  ])('%s under %s gives %j', (note, id, expected) => {
    expect(flags(note, id)).toEqual(expected);
  });

  it('ask for a hold where the rule says so, and give no second flag beside the platform’s own', () => {
    const pipeline = compilePipeline(
      [
        rule({
          kind: 'keyword_flag',
          notes: ['sellerNote'],
          include: ['易碎'],
          exclude: [],
          flag: '易碎',
          tone: 'warn',
          act: 'hold',
        }),
      ],
      places,
    );
    const { subject, holds, changes } = pipeline.clean('s', { ...SUBJECT, sellerNote: '易碎品', flags: ['易碎'] });
    expect([subject.flags, holds.map(({ flag }) => flag), changes]).toEqual([['易碎'], ['易碎'], []]);
  });
});

describe('an own rule', () => {
  const tidy = (replacements: { find: string; replaceWith: string; where: 'anywhere' | 'start' | 'end' | 'whole' }[]) =>
    compilePipeline(
      [
        rule({
          kind: 'tidy',
          fields: ['street'],
          compose: false,
          joinBreaks: false,
          collapseSpaces: false,
          trim: true,
          letterCase: 'keep',
          replacements,
        }),
      ],
      places,
    );
  const street = (text: string) => ({ ...SUBJECT, recipient: { ...SUBJECT.recipient, street: text } });

  it('never swallows a text that people can read: the order keeps it and the rule counts an error', () => {
    const { subject, troubles } = tidy([{ find: '文三路', replaceWith: '', where: 'anywhere' }]).clean(
      's',
      street('文三路'),
    );
    expect(subject.recipient.street).toBe('文三路');
    expect(troubles.map(({ problem }) => problem)).toEqual(['emptied']);
  });

  it('is settled after one time, also where a replacement makes room for another', () => {
    const pipeline = tidy([{ find: 'ab', replaceWith: '', where: 'anywhere' }]);
    expect(pipeline.clean('s', street('文aabb三')).subject.recipient.street).toBe('文三');
  });

  it('gives up where it would never end', () => {
    const pipeline = tidy([{ find: 'ab', replaceWith: 'bba', where: 'anywhere' }]);
    const { subject, troubles } = pipeline.clean('s', street('aaaaaaaaaaaaaaaaaaab'));
    expect(troubles.map(({ problem }) => problem)).toEqual(['restless']);
    expect(subject.recipient.street).toBe('aaaaaaaaaaaaaaaaaaab');
  });
});

describe('a roll-out', () => {
  const numbers = Array.from({ length: 5_000 }, (_, index) => `2026${index}`);

  it('takes about the share that it names, each order the same way every time, and keeps them as it grows', () => {
    const at = (percent: number) => numbers.filter((number) => orderBucket('s1', number, 'phone') < percent);
    expect(Math.abs(at(10).length - 500)).toBeLessThan(75);
    expect(at(50)).toEqual(expect.arrayContaining(at(10)));
    expect(at(10)).toEqual(at(10));
  });

  it('begins with other orders for another rule', () => {
    const share = (id: string) => new Set(numbers.filter((number) => orderBucket('s1', number, id) < 20));
    const both = [...share('phone')].filter((number) => share('address').has(number)).length;
    expect(both).toBeLessThan(300);
  });

  it('goes by the cleaned number: zero-width characters put no order on the other side', () => {
    const pipeline = compilePipeline([{ ...builtIn('phone'), percent: 50 }], places);
    for (const number of numbers.slice(0, 50))
      expect(pipeline.clean('s1', { ...SUBJECT, externalNumber: `\u200B${number}` }).ran.length).toBe(
        pipeline.clean('s1', { ...SUBJECT, externalNumber: number }).ran.length,
      );
  });
});
