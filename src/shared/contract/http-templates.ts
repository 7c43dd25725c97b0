import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';
import { HttpTemplate } from '#shared/model/http-template/http-template.ts';

const TemplateId = z.string().min(1).max(64);
/** Checked by the use case, which names the field that is wrong. */
const Unchecked = z.record(z.string(), z.unknown());
const Credentials = z.record(z.string(), z.unknown());

/** A shop that works with a version of a template. */
export const HttpTemplateUse = z.object({ shopId: ShopId, name: z.string(), version: z.int() });

export const HttpTemplateView = z.object({
  id: z.string(),
  name: z.string(),
  /** The newest. */
  version: z.int(),
  savedAtMs: z.int(),
  usedBy: z.array(HttpTemplateUse),
});

export const HttpTemplateDetail = HttpTemplateView.extend({
  /** Of {@link shownVersion}. */
  template: HttpTemplate,
  shownVersion: z.int(),
  versions: z.array(z.object({ version: z.int(), savedAtMs: z.int(), savedBy: z.string(), note: z.string() })),
});

export const HttpFieldFault = z.object({ field: z.string(), problem: z.string() });

/** What one row of a sample would become. */
export const HttpPreviewRow = z.object({
  number: z.string(),
  /** Of the expression itself, in its own words. */
  mappingFault: z.string().nullable(),
  /** Line of the mapping where it fails, from 1. */
  mappingLine: z.int().nullable(),
  faults: z.array(HttpFieldFault),
  status: z.string(),
  /** Ours; null: the table has no row for the status. */
  state: z.string().nullable(),
  order: z
    .object({
      displayNumber: z.string(),
      currency: z.string(),
      totalMinor: z.int(),
      shippingFeeMinor: z.int(),
      placedAtMs: z.int(),
      paidAtMs: z.int().nullable(),
      buyerNote: z.string(),
      labels: z.array(z.string()),
      recipient: z.string(),
      lines: z.array(z.object({ sku: z.string(), title: z.string(), quantity: z.int(), paidMinor: z.int() })),
    })
    .nullable(),
});

export const HttpPreview = z.object({
  /** The sample cannot be read as its format, or its rows not be found: why. */
  fault: z.object({ reason: z.enum(['format', 'rows', 'number']), detail: z.string() }).nullable(),
  rows: z.array(HttpPreviewRow),
  /** Rows of the sample that are not shown. */
  moreCount: z.int(),
  /** Where rows, their number and our fields seem to be, by the names in the sample. */
  suggestion: z.object({ rows: z.string(), number: z.string(), mapping: z.string() }).nullable(),
});

const SampleOf = z.enum(['list', 'one']);

export const httpTemplatesContract = {
  list: procedure('read', 'GET', '/http-templates', 'Templates of HTTP APIs, with the shops that use them').output(
    z.object({
      starters: z.array(z.object({ id: z.string(), template: HttpTemplate })),
      templates: z.array(HttpTemplateView),
    }),
  ),
  get: procedure('read', 'GET', '/http-templates/{id}', 'One template, in its newest or an older version')
    .input(z.object({ id: TemplateId, version: z.coerce.number().int().optional() }))
    .output(HttpTemplateDetail),
  check: procedure(
    'read',
    'POST',
    '/http-templates/check',
    'Read a template, as it stands in a file, without saving it',
  )
    .input(z.object({ template: Unchecked }))
    .output(z.object({ template: HttpTemplate.nullable(), faults: z.array(HttpFieldFault) })),
  save: procedure('admin', 'POST', '/http-templates', 'Save a template: a new one, or a new version of one')
    .input(
      z.object({
        id: TemplateId.nullable(),
        /** The version that was changed; 0 for a new template. */
        version: z.int().min(0),
        template: Unchecked,
        note: z.string().max(200).default(''),
      }),
    )
    .output(HttpTemplateDetail),
  apply: procedure('admin', 'POST', '/http-templates/{id}/apply', 'Let shops work with a version of a template')
    .input(z.object({ id: TemplateId, version: z.int().min(1), shopIds: z.array(ShopId).min(1).max(200) }))
    .output(z.object({ changed: z.int() })),
  remove: procedure('admin', 'DELETE', '/http-templates/{id}', 'Remove a template that no shop uses')
    .input(z.object({ id: TemplateId }))
    .output(z.object({ removed: z.literal(true) })),
  preview: procedure('read', 'POST', '/http-templates/preview', 'What a sample answer would become')
    .input(
      z.object({
        template: Unchecked,
        currency: z.string().length(3).default('CNY'),
        sampleOf: SampleOf,
        sample: z.string().max(2_000_000),
      }),
    )
    .output(HttpPreview),
  ask: procedure(
    'admin',
    'POST',
    '/http-templates/ask',
    'Ask the server for a sample with a template that is not saved',
  )
    .input(
      z.object({
        template: Unchecked,
        /** Those that are stored are never used here: a template could send them anywhere. */
        credentials: Credentials,
        baseUrl: z.string().max(500).default(''),
        sampleOf: SampleOf,
        /** For one order. */
        number: z.string().max(200).default(''),
        /** How far back the list looks. */
        hours: z.int().min(1).max(720).default(24),
      }),
    )
    .output(z.object({ sample: z.string().nullable(), problem: Problem.nullable() })),
};
