import { parseJson } from '#main/lib/http-json.ts';
import { mappingThread } from '#main/lib/mapping-thread.ts';
import { frameRows } from '#main/plugins/channels/http-api/frame-rows.ts';
import type { FramedRow } from '#main/plugins/channels/http-api/frame-rows.ts';
import { isUnnumbered, pickRows } from '#main/plugins/channels/http-api/list-rows.ts';
import type { HttpRow } from '#main/plugins/channels/http-api/list-rows.ts';
import { suggestMapping } from '#main/plugins/channels/http-api/suggest-mapping.ts';
import { plainText } from '#main/plugins/channels/http-api/value-at.ts';
import type { HttpPreview, HttpPreviewRow } from '#shared/contract/http-templates.ts';
import type { HttpTemplate } from '#shared/model/http-template/http-template.ts';
import type { z } from 'zod';

type Preview = z.infer<typeof HttpPreview>;
type PreviewRow = z.infer<typeof HttpPreviewRow>;

const SHOWN_ROWS = 20;

/** What a sample answer would become, by the same steps as a pull. */
export async function previewSample(
  template: HttpTemplate,
  sample: { readonly of: 'list' | 'one'; readonly text: string; readonly currency: string },
): Promise<Preview> {
  const nothing = { rows: [], moreCount: 0, suggestion: null };
  const content = await contentOf(template.response, sample.text);
  if (!content.ok) return { ...nothing, fault: { reason: 'format', detail: content.detail } };
  const suggestion = suggestMapping(content.value);
  const picked = await rowsOf(template, sample, content.value);
  if (!picked.ok) return { ...nothing, suggestion, fault: { reason: picked.reason, detail: picked.detail } };
  const shown = picked.rows.slice(0, SHOWN_ROWS);
  const framed = await frameRows(template, sample.currency, shown);
  return {
    fault: null,
    rows: framed.map(toRow),
    moreCount: picked.rows.length - shown.length,
    suggestion,
  };
}

async function contentOf(
  format: HttpTemplate['response'],
  text: string,
): Promise<{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly detail: string }> {
  if (format === 'xml') {
    const outcome = await mappingThread().readXml(text);
    return outcome.ok ? outcome : { ok: false, detail: outcome.fault.detail };
  }
  const value = parseJson(text.replace(/^\uFEFF/, ''));
  if (value !== undefined) return { ok: true, value };
  try {
    JSON.parse(text);
    return { ok: false, detail: '' };
  } catch (error) {
    // Its words quote what stands at the place.
    return { ok: false, detail: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
}

type Picked =
  | { readonly ok: true; readonly rows: readonly HttpRow[] }
  | { readonly ok: false; readonly reason: 'rows' | 'number'; readonly detail: string };

const nothingThere = (detail: string): Picked => ({ ok: false, reason: 'rows', detail });

async function rowsOf(
  template: HttpTemplate,
  sample: { readonly of: 'list' | 'one'; readonly text: string },
  value: unknown,
): Promise<Picked> {
  if (sample.of === 'list' || !template.detail) {
    const rows = await pickRows({ value, body: Buffer.from(sample.text) }, template.orders, template.response);
    if (!rows.ok) return nothingThere(rows.failure.vendorText);
    if (rows.value.length === 0) return nothingThere('');
    if (rows.value.every(isUnnumbered)) return { ok: false, reason: 'number', detail: template.orders.number };
    return { ok: true, rows: rows.value };
  }
  const [outcome] = await mappingThread().evaluate(template.detail.row, [value]);
  if (!outcome?.ok) return nothingThere(outcome?.fault.detail ?? '');
  if (outcome.value === undefined || outcome.value === null) return nothingThere('');
  const [number] = await mappingThread().evaluate(template.orders.number, [outcome.value]);
  const named = number?.ok ? (plainText(number.value) ?? '') : '';
  return { ok: true, rows: [{ number: named, value: outcome.value, raw: Buffer.from('null') }] };
}

function toRow(framed: FramedRow): PreviewRow {
  const { reading, mapped, fault, faultLine, state, row } = framed;
  const { order } = reading;
  const status = typeof mapped === 'object' && mapped !== null && 'status' in mapped ? plainText(mapped.status) : null;
  const recipient = order?.recipient;
  return {
    number: row.number,
    mappingFault: fault?.field ?? null,
    mappingLine: faultLine,
    faults: fault === null ? [...reading.faults] : [],
    status: status ?? '',
    state,
    order:
      order === null
        ? null
        : {
            displayNumber: order.displayNumber,
            currency: order.currency,
            totalMinor: order.totalMinor,
            shippingFeeMinor: order.shippingFeeMinor,
            placedAtMs: order.placedAtMs,
            paidAtMs: order.paidAtMs,
            buyerNote: order.buyerNote,
            labels: [...order.flags],
            recipient: [
              recipient?.name,
              recipient?.phone,
              recipient?.province,
              recipient?.city,
              recipient?.district,
              recipient?.street,
            ]
              .filter((part) => part !== undefined && part !== '')
              .join(' '),
            lines: order.lines.map((line) => ({
              sku: line.skuCode,
              title: line.title,
              quantity: line.quantity,
              paidMinor: line.paidMinor,
            })),
          },
  };
}
