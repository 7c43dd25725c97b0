import { CustomsDeclaration } from '#shared/model/customs.ts';
import type { CustomsLine, CustomsParty } from '#shared/model/customs.ts';

const PARTY: CustomsParty = {
  name: 'Li Wei',
  company: '',
  isCompany: false,
  street: '1 Sample Street',
  city: 'Hangzhou',
  province: 'Zhejiang',
  postcode: '310000',
  country: 'CN',
  phone: '+86 571 1234567',
  email: 'a@example.com',
  localName: '',
  localAddress: '',
  numbers: [],
};

export function sampleParty(change: Partial<CustomsParty> = {}): CustomsParty {
  return { ...PARTY, ...change };
}

/** A line that no general rule finds fault with; override what the test is about. */
export function sampleLine(change: Partial<CustomsLine> = {}): CustomsLine {
  return {
    orderLineId: null,
    skuId: null,
    skuCode: 'SKU-1',
    descriptionEn: "women's cotton T-shirt",
    descriptions: {},
    material: 'cotton',
    use: 'clothing for women',
    quantity: 2,
    unitCode: '011',
    netWeightG: 400,
    unitValueMinor: 1000,
    valueMinor: 2000,
    paidMinor: 2000,
    hsCodes: [{ scheme: 'hs6', code: '610910' }],
    origin: 'CN',
    brand: '',
    brandKind: '0',
    model: '',
    gtin: '',
    manufacturerProductId: 'M-1',
    battery: { kind: 'none', cellMwh: null, batteryMwh: null, cellCount: 0, batteryCount: 0, chargePercent: null },
    dangerClass: '',
    flags: [],
    certificates: [],
    elements: [],
    ...change,
  };
}

/** A parcel by courier that no general rule finds fault with; override what the test is about. */
export function sampleDeclaration(change: Partial<CustomsDeclaration> = {}): CustomsDeclaration {
  return CustomsDeclaration.parse({
    orderId: 'order-1',
    orderNumber: 'A-1',
    shipmentId: null,
    number: 'INV-1',
    shipDate: '2026-11-22',
    territory: 'NO',
    channel: 'express',
    carrierId: 'carrier',
    trackingNumber: '',
    supervisionMode: '9610',
    isListExport: false,
    exchange: null,
    category: 'sale',
    categoryNote: '',
    sender: sampleParty({ name: 'Zhang Min', company: 'Sample Trading Co' }),
    recipient: sampleParty({ name: 'Kari Nordmann', city: 'Oslo', country: 'NO', phone: '+47 22 12 34 56' }),
    importer: null,
    incoterm: 'DAP',
    namedPlace: 'Oslo',
    dutyPayer: 'recipient',
    isTaxPrepaid: false,
    platformName: 'Sample Mall',
    isMailOrder: true,
    sellerBrand: 'Sample',
    currency: 'EUR',
    freightMinor: 0,
    insuranceMinor: 0,
    otherMinor: 0,
    postageMinor: null,
    isPaid: true,
    orderCurrency: 'EUR',
    grossWeightG: 500,
    lines: [sampleLine()],
    packages: [],
    licenceNumber: '',
    certificateNumber: '',
    comments: '',
    signature: { name: 'Zhang Min', place: 'Hangzhou', signaturePng: '', stampPng: '' },
    ...change,
  });
}
