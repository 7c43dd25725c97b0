import { z } from 'zod';

/** Characters that may stand in a header's name (RFC 9110, 5.6.2). */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
/** Set by the connection itself or by the way of signing in. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

export const HeaderName = z
  .string()
  .regex(HEADER_NAME)
  .refine((name) => !RESERVED_HEADERS.has(name.toLowerCase()), 'reserved');

const oneLine = z
  .string()
  .max(2000)
  .regex(/^[^\r\n]*$/);

export const NamedText = z.strictObject({ name: z.string().trim().min(1).max(100), value: oneLine });
export type NamedText = z.infer<typeof NamedText>;

/**
 * One call, with places in braces that are filled in when it is made (`{window.from}`, `{order.number}`). What stands in a
 * path or a query is percent-encoded, what stands in a body is written as its format asks, so that a value never becomes structure.
 */
export const HttpTemplateRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT']).default('GET'),
  /** Below the base address, with a leading slash; may hold a fixed query. */
  path: oneLine.regex(/^\/(?!\/)/),
  /** A parameter whose places are all empty is left out (a cursor on the first page). */
  query: z.array(NamedText).max(40).default([]),
  headers: z
    .array(z.strictObject({ name: HeaderName, value: oneLine }))
    .max(40)
    .default([]),
  bodyKind: z.enum(['none', 'json', 'xml', 'form']).default('none'),
  body: z.string().max(20_000).default(''),
});
export type HttpTemplateRequest = z.infer<typeof HttpTemplateRequest>;

/** How a list goes on behind its first page. */
export const HttpPaging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('page'),
    /** Number of the first page. */
    first: z.int().min(0).max(1).default(1),
    size: z.int().min(1).max(1000).default(50),
    /** Place of the count in the answer (`data.total`); empty where the answer does not tell. */
    totalPath: z.string().max(200).default(''),
    totalCounts: z.enum(['rows', 'pages']).default('rows'),
  }),
  z.strictObject({
    kind: z.literal('offset'),
    size: z.int().min(1).max(1000).default(50),
    totalPath: z.string().max(200).default(''),
    totalCounts: z.enum(['rows', 'pages']).default('rows'),
  }),
  /** The answer names the cursor of the next page; empty or absent: this was the last. */
  z.strictObject({
    kind: z.literal('cursor'),
    size: z.int().min(1).max(1000).default(50),
    cursorPath: z.string().min(1).max(200),
  }),
  /** The answer holds the address of the next page. */
  z.strictObject({
    kind: z.literal('next_link'),
    size: z.int().min(1).max(1000).default(50),
    linkPath: z.string().min(1).max(200),
  }),
  /** `Link: <…>; rel="next"` (RFC 8288). */
  z.strictObject({ kind: z.literal('link_header'), size: z.int().min(1).max(1000).default(50) }),
]);
export type HttpPaging = z.infer<typeof HttpPaging>;
