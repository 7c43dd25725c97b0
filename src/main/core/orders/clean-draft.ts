import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';

/** Cleans every text of a draft; returns which fields were changed, for the timeline. Facts and amounts are not touched. */
export function cleanDraft(draft: OrderDraft): { draft: OrderDraft; cleaned: readonly string[] } {
  const cleaned: string[] = [];
  const id = (field: string, text: string) => track(cleaned, field, text, cleanIdentifier(text));
  const prose = (field: string, text: string) => track(cleaned, field, text, cleanProse(text));
  const line = (source: OrderDraftLine, index: number): OrderDraftLine => ({
    ...source,
    externalLineId: id(`lines[${index}].externalLineId`, source.externalLineId),
    skuCode: id(`lines[${index}].skuCode`, source.skuCode),
    title: prose(`lines[${index}].title`, source.title),
    variant: prose(`lines[${index}].variant`, source.variant),
  });
  const recipient = draft.recipient;
  const result: OrderDraft = {
    ...draft,
    externalNumber: id('externalNumber', draft.externalNumber),
    displayNumber: id('displayNumber', draft.displayNumber),
    buyerNote: prose('buyerNote', draft.buyerNote),
    sellerNote: prose('sellerNote', draft.sellerNote),
    flags: draft.flags.map((flag, index) => prose(`flags[${index}]`, flag)),
    lines: draft.lines.map(line),
    externalIds: draft.externalIds
      .map((external, index) => ({ kind: external.kind, value: id(`externalIds[${index}]`, external.value) }))
      .filter((external) => external.value !== ''),
    recipient: {
      name: prose('recipient.name', recipient.name),
      phone: id('recipient.phone', recipient.phone),
      country: id('recipient.country', recipient.country).toUpperCase(),
      province: prose('recipient.province', recipient.province),
      city: prose('recipient.city', recipient.city),
      district: prose('recipient.district', recipient.district),
      town: prose('recipient.town', recipient.town),
      street: prose('recipient.street', recipient.street),
      postcode: id('recipient.postcode', recipient.postcode),
      isMasked: recipient.isMasked,
    },
  };
  return { draft: result, cleaned };
}

function track(cleaned: string[], field: string, before: string, after: string): string {
  if (before !== after) cleaned.push(field);
  return after;
}
