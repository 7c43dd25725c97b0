import { normaliseScan } from '#shared/scanning/normalise-scan.ts';

/** What the printed command sheet of a station can order without keyboard or mouse. */
export const COMMANDS = [
  'NEXT',
  'FINISH',
  'PARTIAL',
  'SKIP',
  'WEIGH',
  'REPRINT',
  'HOLD',
  'CANCEL',
  'UNDO',
  'HELP',
  'QTY',
  'BOX',
] as const;
export type Command = (typeof COMMANDS)[number];

/** What the printed sheet carries, in its order: commands that need no further word. */
export const SHEET_COMMANDS = [
  'WEIGH',
  'FINISH',
  'NEXT',
  'UNDO',
  'PARTIAL',
  'HOLD',
  'SKIP',
  'CANCEL',
  'REPRINT',
  'HELP',
] as const;
export type SheetCommand = (typeof SHEET_COMMANDS)[number];
/** Quantities that the sheet carries. */
export const SHEET_QUANTITIES = [2, 3, 4, 5, 6, 10, 12, 20] as const;

export type CommandBarcode =
  /** `quantity` only with QTY, `packagingCode` only with BOX. */
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly quantity: number | null;
      readonly packagingCode: string | null;
    }
  /** A person's badge. Its secret is never stored, shown or logged. */
  | { readonly kind: 'badge'; readonly secret: string }
  /** Starts like a command and is none: an old sheet or a damaged barcode. Never to be looked up as goods. */
  | { readonly kind: 'unknown_command'; readonly text: string };

const PREFIX = 'PB:';
const MAX_QUANTITY = 999;
const BADGE = 'ID';
/** What stands for a badge in records and on screens. */
export const HIDDEN_BADGE = `${PREFIX}${BADGE}`;

/** Reads `PB:NEXT`, `PB:QTY:12`. Caps Lock does not matter. Null when the code is no command at all. */
export function parseCommandBarcode(raw: string): CommandBarcode | null {
  const text = normaliseScan(raw).toUpperCase();
  if (!text.startsWith(PREFIX)) return null;
  const [name, argument, ...surplus] = text.slice(PREFIX.length).split(':');
  if (name === BADGE && surplus.length === 0 && /^[0-9A-Z]{16}$/.test(argument ?? ''))
    return { kind: 'badge', secret: argument ?? '' };
  const command = COMMANDS.find((known) => known === name);
  if (!command || surplus.length > 0) return { kind: 'unknown_command', text };
  if (command === 'BOX')
    return /^[0-9A-Z-]{1,8}$/.test(argument ?? '')
      ? { kind: 'command', command, quantity: null, packagingCode: argument ?? '' }
      : { kind: 'unknown_command', text };
  if (command !== 'QTY')
    return argument === undefined
      ? { kind: 'command', command, quantity: null, packagingCode: null }
      : { kind: 'unknown_command', text };
  const quantity = /^\d{1,3}$/.test(argument ?? '') ? Number(argument) : 0;
  if (quantity < 1 || quantity > MAX_QUANTITY) return { kind: 'unknown_command', text };
  return { kind: 'command', command, quantity, packagingCode: null };
}

/** The text to print for a command; the inverse of {@link parseCommandBarcode}. */
export function formatCommandBarcode(command: Command, argument?: number | string): string {
  return argument === undefined ? `${PREFIX}${command}` : `${PREFIX}${command}:${argument}`;
}

/** The text to print on a badge. */
export function formatBadge(secret: string): string {
  return `${HIDDEN_BADGE}:${secret}`;
}
