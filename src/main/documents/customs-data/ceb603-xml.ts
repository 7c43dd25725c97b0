import { ceb603Record, ceb603Transfer } from '#main/documents/customs-data/ceb603-record.ts';
import { defineFormat } from '#main/documents/customs-data/customs-format.ts';
import type { ExportRun } from '#main/documents/customs-data/customs-format.ts';
import { xmlText } from '#main/documents/customs-data/xml-text.ts';

/** 跨境电商出口清单 (9610, CEB603): resources/customs/schemas/ceb603.xsd. One message holds many lists. */
export const CEB603_XML = defineFormat<string>({
  id: 'ceb603_xml',
  schema: 'ceb603.xsd',
  prepare(item, run) {
    const profile = run.ceb603;
    if (!profile) return { problems: [{ code: 'ERR_CUSTOMS_TEMPLATE_NEEDED', data: {} }] };
    const record = ceb603Record(item, run, profile);
    if ('problems' in record) return record;
    const part = xmlText({
      'ceb:Inventory': {
        'ceb:InventoryHead': prefixed(record.head),
        'ceb:InventoryList': record.lines.map(prefixed),
      },
    });
    return { part, sample: message([part], run) };
  },
  assemble: (parts, run) => Promise.resolve(new TextEncoder().encode(message(parts, run))),
});

function message(parts: readonly string[], run: ExportRun): string {
  const head = `<ceb:CEB603Message guid="${run.guid}" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">`;
  const foot = xmlText({ 'ceb:BaseTransfer': prefixed(ceb603Transfer(run.ceb603)) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${parts.join('')}${foot}</ceb:CEB603Message>\n`;
}

function prefixed(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`ceb:${name}`, value]));
}
