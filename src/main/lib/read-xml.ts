import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { MappingOutcome } from '#main/lib/mapping-messages.ts';

/** Deeper documents are attacks or mistakes. */
const MOST_DEPTH = 60;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  // Numbers stay text: order numbers have more digits than a number holds.
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MOST_DEPTH,
  // The five of XML and numeric ones; a document that declares its own is refused before.
  processEntities: true,
});

/**
 * An XML document as plain values: elements are members, repeated ones lists, attributes members with `@`, all texts stay texts.
 * Documents with a DOCTYPE are refused: they alone can declare entities, which expand without bound or name files.
 */
export function readXml(text: string): MappingOutcome {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return fault('doctype', 'the document declares a DOCTYPE');
  const valid = XMLValidator.validate(text);
  if (valid !== true) return fault('xml', `${valid.err.code} in line ${valid.err.line}`);
  try {
    const value: unknown = parser.parse(text);
    return { ok: true, value };
  } catch (error) {
    return fault('xml', error instanceof Error ? error.message : 'not readable');
  }
}

function fault(reason: 'xml' | 'doctype', detail: string): MappingOutcome {
  return { ok: false, fault: { reason, detail, position: null } };
}
