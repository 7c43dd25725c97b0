import { z } from 'zod';

const text = z.string().trim();

const Contact = z.looseObject({
  /** 1 sender, 2 receiver. */
  contactType: z.union([z.literal(1), z.literal(2)]),
  contact: text.default(''),
  company: text.default(''),
  mobile: text.default(''),
  tel: text.default(''),
  country: text.default('CN'),
  province: text.default(''),
  city: text.default(''),
  county: text.default(''),
  address: text.default(''),
});
export type SfContact = z.infer<typeof Contact>;

/** `EXP_RECE_CREATE_ORDER` msgData, as far as it is documented (reference B1). */
export const CreateOrderRequest = z.looseObject({
  language: z.string().min(1),
  orderId: z.string().min(1).max(64),
  monthlyCard: z.string().optional(),
  expressTypeId: z.coerce.number().int().default(1),
  payMethod: z.coerce.number().int().min(1).max(3).default(1),
  parcelQty: z.coerce.number().int().min(1).max(307).default(1),
  /** Kilograms. */
  totalWeight: z.coerce.number().positive().optional(),
  isReturnRoutelabel: z.coerce.number().int().default(1),
  isGenBillNo: z.coerce.number().int().default(1),
  custReferenceNo: z.string().optional(),
  cargoDetails: z.array(z.looseObject({ name: z.string().min(1) })).min(1),
  contactInfoList: z.array(Contact).min(2),
});
export type CreateOrderRequest = z.infer<typeof CreateOrderRequest>;

/** 1 a clerk decides, 2 deliverable, 3 not deliverable. */
export type FilterResult = 1 | 2 | 3;

export interface SfRouteNode {
  readonly acceptAtMs: number;
  readonly acceptAddress: string;
  readonly remark: string;
  readonly opCode: string;
  readonly firstStatusCode: string;
  readonly firstStatusName: string;
  readonly secondaryStatusCode: string;
  readonly secondaryStatusName: string;
}

/** One order at SF; the first waybill number is the parent. */
export interface SfOrder {
  readonly orderId: string;
  readonly request: CreateOrderRequest;
  readonly createdAtMs: number;
  readonly filterResult: FilterResult;
  readonly waybillNumbers: readonly string[];
  readonly originCode: string;
  readonly destCode: string;
  readonly routes: SfRouteNode[];
  confirmedAtMs: number | undefined;
  cancelledAtMs: number | undefined;
}

export const contactOf = (request: CreateOrderRequest, contactType: 1 | 2): SfContact | undefined =>
  request.contactInfoList.find((contact) => contact.contactType === contactType);
