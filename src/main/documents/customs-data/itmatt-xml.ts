import { defineFormat } from '#main/documents/customs-data/customs-format.ts';
import type { ExportRun } from '#main/documents/customs-data/customs-format.ts';
import { itmattItem } from '#main/documents/customs-data/itmatt-message.ts';
import type { ItmattItem, ItmattParty } from '#main/documents/customs-data/itmatt-message.ts';
import { xmlText } from '#main/documents/customs-data/xml-text.ts';
import type { XmlElements } from '#main/documents/customs-data/xml-text.ts';

/** Advance data of posts as XML: resources/customs/schemas/itmatt.xsd. */
export const ITMATT_XML = defineFormat<string>({
  id: 'itmatt_xml',
  schema: 'itmatt.xsd',
  prepare(exported, run) {
    const item = itmattItem(exported);
    if ('problems' in item) return item;
    const part = xmlText({ item: itemElements(item) });
    return { part, sample: message([part], run) };
  },
  assemble: (parts, run) => Promise.resolve(new TextEncoder().encode(message(parts, run))),
});

function message(parts: readonly string[], run: ExportRun): string {
  const head = `<itmatt version="1" id="${run.guid}" preparedAt="${new Date(run.atMs).toISOString()}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${parts.join('')}</itmatt>\n`;
}

function itemElements(item: ItmattItem): XmlElements {
  return {
    itemId: item.itemId,
    orderNumber: item.orderNumber,
    invoiceNumber: item.invoiceNumber,
    category: item.category,
    categoryNote: item.categoryNote,
    postingDate: item.postingDate,
    sender: partyElements(item.sender),
    recipient: partyElements(item.recipient),
    grossWeightKg: item.grossWeightKg,
    currency: item.currency,
    totalValue: item.totalValue,
    postage: item.postage,
    line: item.lines.map(({ number, quantity, ...line }) => ({
      number: String(number),
      description: line.description,
      quantity: String(quantity),
      netWeightKg: line.netWeightKg,
      value: line.value,
      hsCode: line.hsCode,
      nationalCode: line.nationalCode,
      origin: line.origin,
    })),
  };
}

function partyElements(party: ItmattParty): XmlElements {
  const { references, address, ...fields } = party;
  return {
    name: fields.name,
    company: fields.company,
    address,
    city: fields.city,
    province: fields.province,
    postcode: fields.postcode,
    country: fields.country,
    phone: fields.phone,
    email: fields.email,
    localName: fields.localName,
    reference: references.map(({ kind, value }) => ({ kind, value })),
  };
}
