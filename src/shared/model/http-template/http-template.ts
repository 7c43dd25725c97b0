import { HttpAuth, HttpPush } from '#shared/model/http-template/http-auth.ts';
import { HttpPaging, HttpTemplateRequest } from '#shared/model/http-template/http-request.ts';
import { AfterSalesState } from '#shared/model/order.ts';
import { z } from 'zod';

/** Changes when a reader of the old form could misread the new one. */
export const HTTP_TEMPLATE_FORMAT = 'packbench-http-template/1';

/** A JSONata expression. */
const Expression = z.string().trim().min(1).max(20_000);

/** What a status of the other system means. `skip`: no order yet (a cart, a draft); it is left out. */
export const HttpOrderState = z.enum([
  'unpaid',
  'paid',
  'held',
  'part_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'refunding',
  'refunded',
  'skip',
]);
export type HttpOrderState = z.infer<typeof HttpOrderState>;

/** What an answer means that is not the one wanted. */
export const HttpErrorMeaning = z.enum(['ok', 'throttled', 'temporary', 'auth', 'refused', 'not_found']);
export type HttpErrorMeaning = z.infer<typeof HttpErrorMeaning>;

/** The first rule that fits decides. Rules look at the HTTP status, at one field of the answer, or at both. */
export const HttpErrorRule = z.strictObject({
  /** `404`, `4xx`; empty: any. */
  httpStatus: z
    .string()
    .regex(/^([1-5]\d\d|[1-5]xx|)$/)
    .default(''),
  /** Place in the answer (`error.code`); empty: the field is not looked at. */
  field: z.string().max(200).default(''),
  test: z.enum(['is', 'is_not', 'present', 'absent']).default('is'),
  values: z.array(z.string().max(100)).max(50).default([]),
  meaning: HttpErrorMeaning,
});
export type HttpErrorRule = z.infer<typeof HttpErrorRule>;

const Rows = z.strictObject({
  request: HttpTemplateRequest,
  paging: HttpPaging.default({ kind: 'none' }),
  /** JSONata over the whole answer: the list of rows. */
  rows: Expression,
});

/**
 * How to speak with one kind of server, as data: it can be saved, exported and given to others, and never holds a secret. Keys and
 * tokens belong to the shop that uses it.
 */
export const HttpTemplate = z.strictObject({
  format: z.literal(HTTP_TEMPLATE_FORMAT),
  name: z.string().trim().min(1).max(80),
  description: z.string().max(2000).default(''),
  /** Of the other system's API, kept beside each message. */
  apiVersion: z.string().max(40).default(''),
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  response: z.enum(['json', 'xml']).default('json'),
  /** Offset of times without one, of the window's times and of signatures: `+08:00`. */
  zone: z
    .string()
    .regex(/^[+-]([01]\d|2[0-3]):[0-5]\d$/)
    .default('+00:00'),
  timeFormat: z.enum(['iso', 'unix-seconds', 'unix-ms', 'local']).default('iso'),
  /** Amounts in answers: `12.50`, or whole minor units. */
  amounts: z.enum(['major', 'minor']).default('major'),
  auth: HttpAuth,
  orders: Rows.extend({
    /** JSONata over one row: its order number. */
    number: Expression,
    /** Most minutes that one request of the list covers; a longer window is cut. */
    windowMinutes: z.int().min(1).max(43_200).default(1440),
  }),
  /** One order by its number. Without it rows of the list are whole orders, and no single order can be asked for. */
  detail: z.strictObject({ request: HttpTemplateRequest, row: Expression }).nullable().default(null),
  /** JSONata over one order: an object of our fields. */
  mapping: Expression,
  statuses: z.array(z.strictObject({ status: z.string().min(1).max(100), state: HttpOrderState })).max(200),
  errors: z.array(HttpErrorRule).max(50).default([]),
  /** Places of the other system's own code and text, in any answer. */
  errorCodePath: z.string().max(200).default(''),
  errorTextPath: z.string().max(200).default(''),
  shipment: z
    .strictObject({
      request: HttpTemplateRequest,
      /** Our carrier -> its name there. */
      carriers: z.record(z.string(), z.string().max(100)).default({}),
    })
    .nullable()
    .default(null),
  stock: z.strictObject({ request: HttpTemplateRequest }).nullable().default(null),
  refunds: Rows.extend({
    /** JSONata over one row: an object of our fields of an after-sales case. */
    mapping: Expression,
    statuses: z.array(z.strictObject({ status: z.string().min(1).max(100), state: AfterSalesState })).max(100),
  })
    .nullable()
    .default(null),
  push: HttpPush.nullable().default(null),
  limits: z
    .strictObject({
      perSecond: z.int().min(1).max(1000).nullable().default(null),
      perMinute: z.int().min(1).max(60_000).nullable().default(null),
    })
    .default({ perSecond: null, perMinute: null }),
  timeoutMs: z.int().min(100).max(120_000).default(30_000),
});
export type HttpTemplate = z.infer<typeof HttpTemplate>;
