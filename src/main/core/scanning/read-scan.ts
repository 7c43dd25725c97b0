import { splitAimId } from '#core/scanning/aim-id.ts';
import type { Symbology } from '#core/scanning/aim-id.ts';
import { gtinForms } from '#core/scanning/check-digit.ts';
import { parseDigitalLink } from '#core/scanning/digital-link.ts';
import { gs1Date } from '#core/scanning/gs1-date.ts';
import { gs1Value, parseGs1Brackets, parseGs1Elements } from '#core/scanning/gs1-elements.ts';
import type { Gs1Element, Gs1Fault, Gs1Outcome } from '#core/scanning/gs1-elements.ts';
import { parseCommandBarcode } from '#shared/scanning/command-barcode.ts';
import type { CommandBarcode } from '#shared/scanning/command-barcode.ts';
import { GROUP_SEPARATOR, normaliseScan } from '#shared/scanning/normalise-scan.ts';

export interface ScanSettings {
  /** Text that the scanner was programmed to send first; taken off when it is there. */
  readonly prefix: string;
  /** False for scanners that drop the separator. */
  readonly separatorsArrive: boolean;
}

export const DEFAULT_SCAN_SETTINGS: ScanSettings = { prefix: '', separatorsArrive: true };

/** What a code says about the very unit that bears it; null where it says nothing. */
export interface ScannedUnit {
  readonly lot: string | null;
  /** `YYYY-MM-DD`: until when it may be used, else until when it is at its best. */
  readonly expiry: string | null;
  readonly serial: string | null;
}

/** One scan, read as far as its own text tells; what it means for the parcel is decided by whoever knows the parcel. */
export type ReadScan =
  | { readonly kind: 'empty' }
  | CommandBarcode
  | {
      readonly kind: 'code';
      readonly text: string;
      readonly symbology: Symbology | null;
      /** Numbers to look up, in this order: the text itself, then the other lengths of the same GTIN. */
      readonly candidates: readonly string[];
    }
  | {
      readonly kind: 'gs1';
      readonly text: string;
      readonly symbology: Symbology | null;
      readonly elements: readonly Gs1Element[];
      readonly candidates: readonly string[];
      readonly unit: ScannedUnit;
      /** Reads as the same once more, wherever it is sent: without the scanner's own prefix and AIM identifier. */
      readonly again: string;
    }
  /** Says that it is GS1 and cannot be read as such; never to be guessed at. */
  | { readonly kind: 'gs1_invalid'; readonly text: string; readonly reason: Gs1Fault; readonly ai: string };

/** Reads the raw text of a scanner, a wedge or a typed field. Pure; the same for all sources. */
export function readScan(raw: string, settings: ScanSettings = DEFAULT_SCAN_SETTINGS): ReadScan {
  const text = stripPrefix(normaliseScan(raw), settings.prefix);
  const { symbology, isGs1, data } = splitAimId(text);
  if (data === '' || data === GROUP_SEPARATOR) return { kind: 'empty' };
  const command = parseCommandBarcode(data);
  if (command) return command;
  const gs1 = readGs1(data, isGs1, settings);
  if (gs1) return describeGs1(data, symbology, gs1, isGs1);
  const code = data.replaceAll(GROUP_SEPARATOR, '');
  return { kind: 'code', text: code, symbology, candidates: candidatesOf(code) };
}

function stripPrefix(text: string, prefix: string): string {
  return prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function readGs1(data: string, isGs1: boolean, settings: ScanSettings): Gs1Outcome | null {
  if (isGs1 || data.startsWith(GROUP_SEPARATOR)) return parseGs1Elements(data, settings);
  // Without the scanner's word for it, brackets and links are believed only when they read without a fault.
  const guess = /^\(\d{2,4}\)/.test(data) ? parseGs1Brackets(data) : parseDigitalLink(data);
  return guess?.ok ? guess : null;
}

function describeGs1(
  text: string,
  symbology: Symbology | null,
  outcome: Gs1Outcome,
  isSaidByScanner: boolean,
): ReadScan {
  if (!outcome.ok) return { kind: 'gs1_invalid', text, reason: outcome.reason, ai: outcome.ai };
  const { elements } = outcome;
  const gtin = gs1Value(elements, '01') ?? gs1Value(elements, '02');
  const candidates = [...(gtin === null ? [] : gtinForms(gtin)), gs1Value(elements, '00')].filter(
    (value) => value !== null,
  );
  return {
    kind: 'gs1',
    text,
    symbology,
    elements,
    candidates,
    unit: {
      lot: gs1Value(elements, '10'),
      expiry: gs1Date(gs1Value(elements, '17') ?? gs1Value(elements, '15')),
      serial: gs1Value(elements, '21'),
    },
    again: isSaidByScanner && !text.startsWith(GROUP_SEPARATOR) ? `${GROUP_SEPARATOR}${text}` : text,
  };
}

function candidatesOf(code: string): string[] {
  const forms = gtinForms(code);
  return forms.length > 0 ? forms : [code];
}
