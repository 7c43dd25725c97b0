import { mappingThread } from '#main/lib/mapping-thread.ts';
import type { RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { writeFrame } from '#main/plugins/channels/http-api/frame.ts';
import type { HttpRow } from '#main/plugins/channels/http-api/list-rows.ts';
import { readMappedOrder } from '#main/plugins/channels/http-api/mapped-order.ts';
import type { MappedReading } from '#main/plugins/channels/http-api/mapped-order.ts';
import { plainText } from '#main/plugins/channels/http-api/value-at.ts';
import type { HttpTemplate } from '#shared/model/http-template/http-template.ts';

/** A row with what the template's mapping made of it. */
export interface FramedRow {
  readonly row: HttpRow;
  readonly mapped: unknown;
  /** Of the mapping itself: its reason and words; null: it gave something. */
  readonly fault: { readonly reason: string; readonly field: string } | null;
  /** Line of the mapping where it fails, from 1; null: none, or not known. */
  readonly faultLine: number | null;
  readonly reading: MappedReading;
  /** Of the template's status table; null: unknown there. */
  readonly state: string | null;
  /** Null: the row is no order yet (a cart), by the template's table. */
  readonly message: RawChannelMessage | null;
}

/** Maps rows, one by one in one go: a row that fails says so and leaves the others alone. */
export async function frameRows(
  template: HttpTemplate,
  currency: string,
  rows: readonly HttpRow[],
): Promise<readonly FramedRow[]> {
  const outcomes = await mappingThread().evaluate(
    template.mapping,
    rows.map((row) => row.value),
  );
  return rows.map((row, index) => {
    const outcome = outcomes[index];
    const mapped = outcome?.ok ? outcome.value : null;
    const fault = outcome?.ok
      ? null
      : { reason: outcome?.fault.reason ?? 'evaluation', field: outcome?.fault.detail ?? '' };
    const position = outcome?.ok === false ? outcome.fault.position : null;
    const faultLine = position === null ? null : template.mapping.slice(0, position).split('\n').length;
    const reading = readMappedOrder(mapped, { zone: template.zone, amounts: template.amounts, currency });
    const state = stateOf(template, mapped);
    const message = state === 'skip' ? null : messageOf(template, row, mapped, state, fault);
    return { row, mapped, fault, faultLine, reading, state, message };
  });
}

function messageOf(
  template: HttpTemplate,
  row: HttpRow,
  mapped: unknown,
  state: string | null,
  fault: FramedRow['fault'],
): RawChannelMessage {
  const { zone, amounts, name, apiVersion } = template;
  const payload = writeFrame(
    {
      packbench: 'http-api/1',
      template: apiVersion === '' ? name : `${name}, API ${apiVersion}`,
      zone,
      amounts,
      state,
      fault,
      number: row.number,
      mapped,
    },
    row.raw,
  );
  // Asked for again later: the mapping may be better then.
  return { externalNumber: row.number, payload, ...(fault ? { isWithheld: true } : {}) };
}

function stateOf(template: HttpTemplate, mapped: unknown): string | null {
  if (typeof mapped !== 'object' || mapped === null || !('status' in mapped)) return null;
  const status = plainText(mapped.status)?.trim();
  return template.statuses.find((row) => row.status === status)?.state ?? null;
}
