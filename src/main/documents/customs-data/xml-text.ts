import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, indentBy: ' ', suppressEmptyNode: false });

/** Elements by name in their order; lists repeat their element; empty texts are left out. */
export interface XmlElements {
  readonly [name: string]: string | XmlElements | readonly XmlElements[] | readonly string[];
}

/**
 * Elements as indented text, values escaped. Characters that XML cannot hold must be gone (latin-text.ts: cleanLine).
 * @param attributes of each element are keys with `@_` before them
 */
export function xmlText(elements: XmlElements): string {
  return builder.build(withoutEmpty(elements));
}

function withoutEmpty(elements: XmlElements): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(elements)
      .filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, filled(value)]),
  );
}

function filled(value: XmlElements[string]): unknown {
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map((part) => (typeof part === 'string' ? part : withoutEmpty(part)));
  return withoutEmpty(value);
}

function isList(value: XmlElements[string]): value is readonly XmlElements[] | readonly string[] {
  return Array.isArray(value);
}
