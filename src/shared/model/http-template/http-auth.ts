import { z } from 'zod';
import { HeaderName } from '#shared/model/http-template/http-request.ts';

export const HashName = z.enum(['md5', 'sha1', 'sha256', 'sha512']);
export type HashName = z.infer<typeof HashName>;
export const SignatureEncoding = z.enum(['hex', 'hex-upper', 'base64']);
export type SignatureEncoding = z.infer<typeof SignatureEncoding>;

const Place = z.enum(['header', 'query']);
const placed = { name: z.string().trim().min(1).max(100), in: Place.default('header') };

/** One piece of the text that is signed. */
export const SignedPart = z.enum([
  'method',
  'path',
  /** Parameters of the query and of a form body, sorted by name and joined. */
  'parameters',
  'body',
  /** The body's own hash, as lower-case hex. */
  'body_hash',
  'timestamp',
  'nonce',
  'key',
]);
export type SignedPart = z.infer<typeof SignedPart>;

/** A signature over chosen fields, in one of the forms that shops of many makes use. */
export const SignatureRule = z.strictObject({
  kind: z.literal('hmac'),
  hash: HashName.default('sha256'),
  /** `key`: HMAC with the secret as key. Else a plain hash over the text with the secret before it, behind it or on both sides. */
  secretAs: z.enum(['key', 'before', 'after', 'around']).default('key'),
  encoding: SignatureEncoding.default('hex'),
  parts: z.array(SignedPart).min(1).max(12),
  /** Between the parts; `\n` is written as two signs in forms and stands for a line break. */
  separator: z.string().max(10).default(''),
  /** How `parameters` writes a pair and joins pairs: `=` and `&`, or nothing between anything. */
  pairSign: z.string().max(5).default('='),
  joinSign: z.string().max(5).default('&'),
  signature: z.strictObject({ ...placed, prefix: z.string().max(40).default('') }),
  /** The key that names the caller; null where none is sent. */
  key: z.strictObject(placed).nullable().default(null),
  timestamp: z
    .strictObject({ ...placed, format: z.enum(['unix-seconds', 'unix-ms', 'iso', 'local']).default('unix-seconds') })
    .nullable()
    .default(null),
  nonce: z.strictObject(placed).nullable().default(null),
});
export type SignatureRule = z.infer<typeof SignatureRule>;

export const HttpAuth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('api_key'), ...placed, prefix: z.string().max(40).default('') }),
  z.strictObject({ kind: z.literal('basic') }),
  z.strictObject({ kind: z.literal('bearer') }),
  SignatureRule,
  z.strictObject({
    kind: z.literal('oauth2'),
    grant: z.enum(['client_credentials', 'refresh_token']).default('client_credentials'),
    /** Whole address, or a path below the base address. */
    tokenUrl: z
      .string()
      .regex(/^(https?:\/\/[^\s]+|\/(?!\/)[^\s]*)$/)
      .max(500),
    scope: z.string().max(500).default(''),
    /** Where the client's id and secret go. */
    clientIn: z.enum(['basic', 'body']).default('body'),
    /** Where the token goes: `Authorization: Bearer …`, or a parameter of this name. */
    tokenIn: Place.default('header'),
    tokenName: z.string().trim().min(1).max(100).default('Authorization'),
    tokenPrefix: z.string().max(40).default('Bearer '),
  }),
]);
export type HttpAuth = z.infer<typeof HttpAuth>;

/** Deliveries at the shop's push address: signed over the exact body, perhaps with a time before it. */
export const HttpPush = z.strictObject({
  signatureHeader: HeaderName,
  prefix: z.string().max(40).default(''),
  hash: HashName.default('sha256'),
  encoding: SignatureEncoding.default('hex'),
  /** Signed as `<time>.<body>` with the time of this header; empty: the body alone. */
  timestampHeader: z.string().max(100).default(''),
  /** Places in the delivery; lists are walked (`orders.number`). */
  numberPath: z.string().min(1).max(200),
  topicPath: z.string().max(200).default(''),
  /** Header with the id of the delivery; empty: what was signed at one time is one delivery, and without a time each is one of its own. */
  deliveryHeader: z.string().max(100).default(''),
});
export type HttpPush = z.infer<typeof HttpPush>;
