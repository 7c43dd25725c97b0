import type { CustomsDeclaration, CustomsLine, CustomsParty, IdNumber } from '#shared/model/customs.ts';
import { CustomsDeclaration as DeclarationShape } from '#shared/model/customs.ts';

/**
 * Complete declarations for tests, one per destination: what a careful clerk would have entered. Id numbers are the published
 * examples of customs.md section 11; people and addresses are made up.
 */

const NO_BATTERY: CustomsLine['battery'] = {
  kind: 'none',
  cellMwh: null,
  batteryMwh: null,
  cellCount: 0,
  batteryCount: 0,
  chargePercent: null,
};

const SENDER: CustomsParty = {
  name: 'Li Wei',
  company: 'Hangzhou Dabao Trading Co., Ltd.',
  isCompany: true,
  street: 'No. 969 West Wenyi Road, Yuhang District',
  city: 'Hangzhou',
  province: 'Zhejiang',
  postcode: '311121',
  country: 'CN',
  phone: '+86 571 8502 2088',
  email: 'export@dabao.example',
  localName: '杭州打包贸易有限公司',
  localAddress: '浙江省杭州市余杭区文一西路969号',
  numbers: [
    { kind: 'uscc', value: '91110000600037341L' },
    { kind: 'cn_customs_code', value: '3301961234' },
  ],
};

const MUG: CustomsLine = {
  orderLineId: null,
  skuId: null,
  skuCode: 'MUG-350-BL',
  descriptionEn: 'Ceramic coffee mug with handle, 350 ml',
  descriptions: {
    zh: '陶瓷咖啡杯',
    th: 'แก้วกาแฟเซรามิก มีหูจับ',
    ko: '도자기 커피 머그',
    pt: 'Caneca de cerâmica para café',
    ru: 'Кружка керамическая',
  },
  material: 'glazed stoneware',
  use: 'drinking at home',
  quantity: 2,
  unitCode: '007',
  netWeightG: 780,
  unitValueMinor: 1250,
  valueMinor: 2500,
  paidMinor: 2500,
  hsCodes: [
    { scheme: 'hs6', code: '691200' },
    { scheme: 'eu_taric10', code: '6912002310' },
    { scheme: 'us_hts10', code: '6912004400' },
    { scheme: 'cn10', code: '6912001000' },
    { scheme: 'sa12', code: '691200100000' },
  ],
  origin: 'CN',
  brand: 'Dabao',
  brandKind: '1',
  model: 'M350',
  gtin: '6901234567892',
  manufacturerProductId: 'DB-M350-BL',
  battery: NO_BATTERY,
  dangerClass: '',
  flags: [],
  certificates: [],
  elements: [
    { name: '品牌类型', value: '1' },
    { name: '出口享惠情况', value: '0' },
    { name: '用途', value: '家用饮水' },
    { name: '材质', value: '陶瓷' },
    { name: '品牌', value: 'Dabao' },
    { name: '型号', value: 'M350' },
  ],
};

const SPEAKER: CustomsLine = {
  ...MUG,
  skuCode: 'SPK-BT5-RD',
  descriptionEn: 'Portable wireless loudspeaker with built-in lithium ion battery',
  descriptions: {
    zh: '便携式蓝牙音箱',
    th: 'ลำโพงบลูทูธพกพา',
    ko: '휴대용 블루투스 스피커',
    pt: 'Alto-falante portátil sem fio',
    ru: 'Портативная колонка',
  },
  material: 'ABS plastic, steel mesh',
  use: 'playing music',
  quantity: 1,
  unitCode: '001',
  netWeightG: 412,
  unitValueMinor: 2990,
  valueMinor: 2990,
  paidMinor: 2990,
  hsCodes: [
    { scheme: 'hs6', code: '851822' },
    { scheme: 'eu_taric10', code: '8518220090' },
    { scheme: 'us_hts10', code: '8518220000' },
    { scheme: 'cn10', code: '8518220000' },
    { scheme: 'sa12', code: '851822000000' },
  ],
  model: 'BT5',
  gtin: '6901234567908',
  manufacturerProductId: 'DB-BT5-RD',
  battery: { kind: 'ion_in_device', cellMwh: 7400, batteryMwh: 7400, cellCount: 1, batteryCount: 1, chargePercent: 30 },
  certificates: [
    { kind: 'UN38.3', number: 'UN383-2025-0417', issuer: 'CTI', validFrom: '2025-04-17', validTo: null },
    { kind: 'TISI', number: 'TIS 2879-2560', issuer: 'TISI', validFrom: '2025-01-01', validTo: '2027-12-31' },
  ],
  elements: [
    { name: '品牌类型', value: '1' },
    { name: '出口享惠情况', value: '0' },
    { name: '用途', value: '播放音乐' },
    { name: '是否装箱体', value: '是' },
  ],
};

interface Destination {
  readonly recipient: Partial<CustomsParty> & Pick<CustomsParty, 'name' | 'city' | 'country'>;
  readonly numbers?: readonly IdNumber[];
  readonly senderNumbers?: readonly IdNumber[];
  readonly currency: string;
  readonly change?: Partial<CustomsDeclaration>;
}

const DESTINATIONS = {
  DE: {
    recipient: {
      name: 'Jürgen Müller',
      street: 'Königsstraße 12',
      city: 'Köln',
      postcode: '50667',
      country: 'DE',
      phone: '+49 221 4710001',
    },
    senderNumbers: [{ kind: 'ioss', value: 'IM3720000015' }],
    currency: 'EUR',
    change: { isTaxPrepaid: true, channel: 'letter_post', trackingNumber: 'LX123456785CN' },
  },
  GB: {
    recipient: {
      name: 'Charlotte Smith',
      street: '22 Baker Street',
      city: 'London',
      postcode: 'NW1 6XE',
      country: 'GB',
      phone: '+44 20 7946 0018',
    },
    senderNumbers: [
      { kind: 'gb_vat', value: 'GB980780684' },
      { kind: 'eori', value: 'GB123456789000' },
    ],
    currency: 'GBP',
    change: { isTaxPrepaid: true, channel: 'express', trackingNumber: '1Z999AA10123456784' },
  },
  US: {
    recipient: {
      name: 'Emily Johnson',
      street: '350 Fifth Avenue, Apt 12B',
      city: 'New York',
      province: 'NY',
      postcode: '10118',
      country: 'US',
      phone: '+1 212 555 0147',
    },
    currency: 'USD',
    change: { channel: 'ems', trackingNumber: 'EE102030405CN', incoterm: 'DDP', dutyPayer: 'sender' },
  },
  TH: {
    recipient: {
      name: 'Somchai Jaidee',
      street: '99/1 Sukhumvit Road, Khlong Toei',
      city: 'Bangkok',
      postcode: '10110',
      country: 'TH',
      phone: '+66 81 234 5678',
      localName: 'สมชาย ใจดี',
      localAddress: '99/1 ถนนสุขุมวิท แขวงคลองเตย กรุงเทพมหานคร 10110',
    },
    numbers: [{ kind: 'th_pin', value: '1101700203450' }],
    currency: 'THB',
    change: { channel: 'parcel_post', trackingNumber: 'CP123456785CN' },
  },
  KR: {
    recipient: {
      name: 'Kim Cheolsu',
      street: '110 Sejong-daero, Jung-gu',
      city: 'Seoul',
      postcode: '04524',
      country: 'KR',
      phone: '+82 10 1234 5678',
      localName: '김철수',
      localAddress: '서울특별시 중구 세종대로 110',
    },
    numbers: [{ kind: 'pccc', value: 'P250012345674' }],
    currency: 'USD',
    change: { channel: 'express', trackingNumber: 'SF1040275268927' },
  },
  JP: {
    recipient: {
      name: 'Sato Hanako',
      street: '2-8-1 Nishi-Shinjuku, Shinjuku-ku',
      city: 'Tokyo',
      postcode: '163-8001',
      country: 'JP',
      phone: '+81 90 1234 5678',
      localName: '佐藤 花子',
      localAddress: '東京都新宿区西新宿2-8-1',
    },
    currency: 'JPY',
    change: { channel: 'ems', trackingNumber: 'EE102030405CN', platformName: 'Rakuten', isMailOrder: true },
  },
  BR: {
    recipient: {
      name: 'João da Conceição',
      street: 'Rua Augusta 1508, apto 42',
      city: 'São Paulo',
      province: 'SP',
      postcode: '01304-001',
      country: 'BR',
      phone: '+55 11 91234 5678',
    },
    numbers: [{ kind: 'cpf', value: '52998224725' }],
    currency: 'USD',
    change: { channel: 'letter_post', trackingNumber: 'LX123456785CN', sellerBrand: 'Dabao Home' },
  },
  SA: {
    recipient: {
      name: 'Mohammed bin Ali',
      street: 'King Fahd Road, Al Olaya',
      city: 'Riyadh',
      postcode: '12214',
      country: 'SA',
      phone: '+966 50 123 4567',
      localName: 'محمد بن علي',
      localAddress: 'طريق الملك فهد، العليا، الرياض 12214',
    },
    numbers: [{ kind: 'sa_id', value: '1000000008' }],
    currency: 'SAR',
    change: { channel: 'express', trackingNumber: 'AR0012345678' },
  },
  RU: {
    recipient: {
      name: 'Ivan Ivanov',
      street: 'ul. Tverskaya 7, kv. 15',
      city: 'Moskva',
      postcode: '125009',
      country: 'RU',
      phone: '+7 495 123 45 67',
      localName: 'Иванов Иван Иванович',
      localAddress: '125009, Москва, ул. Тверская, д. 7, кв. 15',
    },
    numbers: [
      { kind: 'inn_person', value: '500100732259' },
      { kind: 'ru_passport', value: '4510123456' },
    ],
    currency: 'EUR',
    change: { channel: 'express', trackingNumber: 'RU900123456' },
  },
  IN: {
    recipient: {
      name: 'Priya Sharma',
      street: '14 MG Road, Ashok Nagar',
      city: 'Bengaluru',
      province: 'Karnataka',
      postcode: '560001',
      country: 'IN',
      phone: '+91 98450 12345',
    },
    numbers: [{ kind: 'pan', value: 'ACUPA7085R' }],
    currency: 'INR',
    change: { channel: 'parcel_post', trackingNumber: 'CP123456785CN' },
  },
  MX: {
    recipient: {
      name: 'Guadalupe Hernández',
      street: 'Av. Insurgentes Sur 300',
      city: 'Ciudad de México',
      postcode: '06700',
      country: 'MX',
      phone: '+52 55 1234 5678',
    },
    numbers: [{ kind: 'curp', value: 'HEGG560427MVZRRL04' }],
    currency: 'MXN',
  },
  CL: {
    recipient: {
      name: 'Catalina Muñoz',
      street: 'Av. Providencia 1760',
      city: 'Santiago',
      postcode: '7500500',
      country: 'CL',
      phone: '+56 9 1234 5678',
    },
    numbers: [{ kind: 'rut', value: '12345678-5' }],
    senderNumbers: [{ kind: 'cl_sii', value: '59000001-2' }],
    currency: 'CLP',
  },
  TR: {
    recipient: {
      name: 'Ayşe Yılmaz',
      street: 'İstiklal Caddesi 45',
      city: 'İstanbul',
      postcode: '34433',
      country: 'TR',
      phone: '+90 532 123 45 67',
    },
    numbers: [{ kind: 'tckn', value: '10000000146' }],
    currency: 'TRY',
  },
  AE: {
    recipient: {
      name: 'Fatima Al Mansoori',
      street: 'Sheikh Zayed Road, Tower 3',
      city: 'Dubai',
      postcode: '',
      country: 'AE',
      phone: '+971 50 123 4567',
      localName: 'فاطمة المنصوري',
    },
    numbers: [{ kind: 'emirates_id', value: '784198012345678' }],
    currency: 'AED',
  },
  AU: {
    recipient: {
      name: 'Olivia Brown',
      street: '5 George Street',
      city: 'Sydney',
      province: 'NSW',
      postcode: '2000',
      country: 'AU',
      phone: '+61 2 5550 1234',
    },
    senderNumbers: [{ kind: 'arn', value: '300012345678' }],
    currency: 'AUD',
    change: { isTaxPrepaid: true },
  },
  SG: {
    recipient: {
      name: 'Tan Wei Ming',
      street: '1 Raffles Place #20-01',
      city: 'Singapore',
      postcode: '048616',
      country: 'SG',
      phone: '+65 8123 4567',
    },
    senderNumbers: [{ kind: 'sg_gst', value: 'M90312345A' }],
    currency: 'SGD',
    change: { isTaxPrepaid: true },
  },
  MY: {
    recipient: {
      name: 'Nur Aisyah',
      street: '12 Jalan Ampang',
      city: 'Kuala Lumpur',
      postcode: '50450',
      country: 'MY',
      phone: '+60 12 345 6789',
    },
    senderNumbers: [{ kind: 'my_lvg', value: 'LVG-10011-2400001' }],
    currency: 'MYR',
    change: { isTaxPrepaid: true },
  },
  ID: {
    recipient: {
      name: 'Budi Santoso',
      street: 'Jl. Sudirman No. 10',
      city: 'Jakarta',
      postcode: '10220',
      country: 'ID',
      phone: '+62 812 3456 7890',
    },
    numbers: [{ kind: 'nik', value: '3171011708450001' }],
    currency: 'USD',
  },
  PH: {
    recipient: {
      name: 'Maria Santos',
      street: '88 Ayala Avenue',
      city: 'Makati',
      postcode: '1226',
      country: 'PH',
      phone: '+63 917 123 4567',
      email: 'maria@mail.example',
    },
    currency: 'PHP',
  },
  VN: {
    recipient: {
      name: 'Nguyễn Thị Hương',
      street: '15 Lê Lợi, Quận 1',
      city: 'Thành phố Hồ Chí Minh',
      postcode: '700000',
      country: 'VN',
      phone: '+84 90 123 4567',
      company: 'Công ty Hương Sen',
      isCompany: true,
    },
    numbers: [{ kind: 'mst', value: '0100233488' }],
    currency: 'VND',
  },
} satisfies Readonly<Record<string, Destination>>;

export type SampleDestination = keyof typeof DESTINATIONS;

/** Ten destinations that differ in papers, numbers, scripts and currencies. */
export const TEN_DESTINATIONS = ['DE', 'GB', 'US', 'TH', 'KR', 'JP', 'BR', 'SA', 'RU', 'IN'] as const;

/** Every destination that a sample stands ready for. */
export const SAMPLE_DESTINATIONS: readonly SampleDestination[] = [
  ...TEN_DESTINATIONS,
  'MX',
  'CL',
  'TR',
  'AE',
  'AU',
  'SG',
  'MY',
  'ID',
  'PH',
  'VN',
];

/**
 * A complete declaration of a sold mug and loudspeaker. Changing `lines` leaves packages and weights as they are unless they are
 * changed too. @throws ZodError when a change does not fit the shape
 */
export function sampleDeclaration(
  destination: SampleDestination,
  change: Partial<CustomsDeclaration> = {},
): CustomsDeclaration {
  const { recipient, numbers, senderNumbers, currency, change: usual }: Destination = DESTINATIONS[destination];
  const order = `${destination}-2026-1128`;
  return DeclarationShape.parse({
    orderId: `order-${destination}`,
    orderNumber: order,
    shipmentId: null,
    number: `INV-${order}`,
    shipDate: '2026-11-28',
    territory: destination,
    channel: 'express',
    carrierId: 'ems',
    trackingNumber: `TRK${destination}0012345`,
    supervisionMode: '9610',
    isListExport: false,
    exchange: null,
    category: 'sale',
    categoryNote: '',
    sender: { ...SENDER, numbers: [...SENDER.numbers, ...(senderNumbers ?? [])] },
    recipient: { ...EMPTY_PARTY, ...recipient, numbers: [...(numbers ?? [])] },
    importer: null,
    incoterm: 'DAP',
    namedPlace: recipient.city,
    dutyPayer: 'recipient',
    isTaxPrepaid: false,
    platformName: 'Dabao Shop',
    isMailOrder: true,
    sellerBrand: 'Dabao',
    currency,
    freightMinor: 500,
    insuranceMinor: 0,
    otherMinor: 0,
    postageMinor: 1180,
    isPaid: true,
    orderCurrency: currency,
    grossWeightG: 1450,
    lines: [MUG, SPEAKER],
    packages: [
      {
        number: 1,
        marks: `${order}/1`,
        grossWeightG: 1450,
        lengthMm: 300,
        widthMm: 200,
        heightMm: 150,
        contents: [
          { line: 0, quantity: 2 },
          { line: 1, quantity: 1 },
        ],
      },
    ],
    licenceNumber: '',
    certificateNumber: '',
    comments: '',
    signature: { name: 'Li Wei', place: 'Hangzhou', signaturePng: '', stampPng: '' },
    ...usual,
    ...change,
  });
}

const EMPTY_PARTY: CustomsParty = {
  name: '',
  company: '',
  isCompany: false,
  street: '',
  city: '',
  province: '',
  postcode: '',
  country: '',
  phone: '',
  email: '',
  localName: '',
  localAddress: '',
  numbers: [],
};

/** So many different lines of goods, all in one package; totals and weights are right. */
export function withLines(declaration: CustomsDeclaration, count: number): CustomsDeclaration {
  const lines = Array.from({ length: count }, (_, index): CustomsLine => ({
    ...(index % 2 === 0 ? MUG : SPEAKER),
    skuCode: `SKU-${String(index + 1).padStart(3, '0')}`,
    descriptionEn: `${index % 2 === 0 ? MUG.descriptionEn : SPEAKER.descriptionEn}, kind ${index + 1}`,
  }));
  const netWeightG = lines.reduce((sum, line) => sum + line.netWeightG, 0);
  const [first] = declaration.packages;
  return {
    ...declaration,
    lines,
    grossWeightG: netWeightG + 250,
    packages: first
      ? [
          {
            ...first,
            grossWeightG: netWeightG + 250,
            contents: lines.map(({ quantity }, line) => ({ line, quantity })),
          },
        ]
      : [],
  };
}
