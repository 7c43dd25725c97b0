import { z } from 'zod';
import { CustomsChannel, CustomsParty, Incoterm, SupervisionMode } from '#shared/model/customs.ts';
import { CurrencyCode } from '#shared/model/money.ts';

/** A picture in a profile: PNG in base64; empty: none. */
const PngBase64 = z
  .string()
  .max(250_000)
  .regex(/^$|^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/);

/** How parcels travel to one destination, or with one carrier; empty: any. The first that fits counts. */
export const ChannelChoice = z.object({
  territory: z.string().trim().toUpperCase().max(8),
  carrierId: z.string().trim().max(40),
  channel: CustomsChannel,
});
export type ChannelChoice = z.infer<typeof ChannelChoice>;

/** Who sends the parcels of a shop, and how they are declared unless an order says otherwise. */
export const CustomsProfile = z.object({
  exporter: CustomsParty,
  channel: CustomsChannel,
  channels: z.array(ChannelChoice).max(60),
  supervisionMode: SupervisionMode,
  /** Parcels under 9710 and 9810 need no licence, no inspection and no tax: small ones are declared by list. */
  isListExport: z.boolean().default(false),
  incoterm: Incoterm,
  dutyPayer: z.enum(['sender', 'recipient']),
  /** Territories whose import tax was collected at the sale; `EU` stands for its 27 states. */
  taxPrepaid: z.array(z.string().trim().toUpperCase().min(2).max(8)).max(60),
  /** Of the declaration; null: the order's own. */
  currency: CurrencyCode.nullable(),
  platformName: z.string().trim().max(60),
  isMailOrder: z.boolean(),
  sellerBrand: z.string().trim().max(60),
  /** What the buyer paid for shipping, or nothing because it is in the price of the goods. */
  freight: z.enum(['paid', 'included']),
  /** Share of the goods value; 0: not insured. */
  insurancePerMille: z.int().min(0).max(100),
  signature: z.object({
    name: z.string().trim().max(80),
    place: z.string().trim().max(80),
    signaturePng: PngBase64,
    stampPng: PngBase64,
  }),
});
export type CustomsProfile = z.infer<typeof CustomsProfile>;

/** A sender without a name: what is missing is said by the checks, not hidden. */
export const EMPTY_PARTY: CustomsParty = {
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

/** Where a shop begins. */
export const EMPTY_PROFILE: CustomsProfile = {
  exporter: { ...EMPTY_PARTY, isCompany: true, country: 'CN' },
  channel: 'express',
  channels: [],
  supervisionMode: '9610',
  isListExport: false,
  incoterm: 'DAP',
  dutyPayer: 'recipient',
  taxPrepaid: [],
  currency: null,
  platformName: '',
  isMailOrder: true,
  sellerBrand: '',
  freight: 'paid',
  insurancePerMille: 0,
  signature: { name: '', place: '', signaturePng: '', stampPng: '' },
};
