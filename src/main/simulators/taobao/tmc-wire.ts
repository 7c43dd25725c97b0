/**
 * Frames of the message channel as its server writes and reads them, for the simulator alone. From the vendor's .NET client
 * (`Top.Tmc`, `Taobao.Top.Link`): `02`, one byte of type, then headers of two bytes little endian, `0000` last; texts are counted
 * in four bytes; a custom header is a name, a format byte and a value.
 */
export type WireValue = string | bigint | { readonly dateMs: number };

export interface HeardFrame {
  readonly type: number;
  readonly token: string;
  /** Whole numbers in decimal. */
  readonly fields: ReadonlyMap<string, string>;
}

export const FRAME_TYPE = { connect: 0, connectAck: 1, send: 2 } as const;

export function frameBytes(
  type: number,
  parts: {
    readonly token?: string;
    readonly status?: { readonly code: number; readonly phrase: string };
    readonly fields?: Readonly<Record<string, WireValue>>;
  },
): Buffer {
  const hex: string[] = ['02', type.toString(16).padStart(2, '0')];
  if (parts.status) hex.push('0200', little(BigInt(parts.status.code), 4), '0300', counted(parts.status.phrase));
  if (parts.token !== undefined) hex.push('0500', counted(parts.token));
  for (const [name, value] of Object.entries(parts.fields ?? {})) hex.push('0100', counted(name), formatted(value));
  hex.push('0000');
  return Buffer.from(hex.join(''), 'hex');
}

function formatted(value: WireValue): string {
  if (typeof value === 'string') return `01${counted(value)}`;
  return typeof value === 'bigint' ? `05${little(value, 8)}` : `06${little(BigInt(value.dateMs), 8)}`;
}

function counted(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return little(BigInt(bytes.length), 4) + bytes.toString('hex');
}

function little(value: bigint, length: number): string {
  const big = value.toString(16).padStart(length * 2, '0');
  return (big.match(/../g) ?? []).toReversed().join('');
}

const BYTES_OF_FORMAT: Readonly<Record<number, number>> = { 0: 0, 2: 1, 3: 2, 4: 4, 5: 8, 6: 8 };

/** @throws RangeError for bytes that are no frame */
export function hearFrame(bytes: Buffer): HeardFrame {
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError('the frame is cut off');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const whole = (length: number): bigint => BigInt(`0x${Buffer.from(take(length)).reverse().toString('hex') || '0'}`);
  const countedText = (): string => take(Number(whole(4))).toString('utf8');
  if (whole(1) !== 2n) throw new RangeError('not version 2');
  const type = Number(whole(1));
  const fields = new Map<string, string>();
  let token = '';
  for (let header = whole(2); header !== 0n; header = whole(2)) {
    if (header === 5n) token = countedText();
    else if (header === 4n || header === 2n) take(4);
    else if (header === 3n) countedText();
    else if (header === 1n) {
      const name = countedText();
      const format = Number(whole(1));
      const length = BYTES_OF_FORMAT[format];
      fields.set(name, length === undefined ? countedText() : String(length === 0 ? '' : whole(length)));
    } else throw new RangeError(`unknown header ${header}`);
  }
  return { type, token, fields };
}
