import { createRequire } from 'node:module';

/** A barcode as a grid of modules. */
export interface SymbolModules {
  readonly width: number;
  readonly height: number;
  isBlack(x: number, y: number): boolean;
}

interface Encoder {
  raw(options: Record<string, unknown>): readonly {
    readonly sbs?: readonly number[];
    readonly pixs?: readonly number[];
    readonly pixx?: number;
    readonly pixy?: number;
  }[];
}

const fromHere = createRequire(import.meta.url);
const encoder = (): Encoder => fromHere('bwip-js') as Encoder;

const START: Readonly<Record<string, number>> = { A: 103, B: 104, C: 105 };
const SWITCH: Readonly<Record<string, number>> = { A: 101, B: 100, C: 99 };
const BRACE = 0x7b;

/**
 * Data of `GS k 73`: `{A`, `{B`, `{C` choose a set, `{{` is a brace (Epson ESC/POS reference, GS k).
 * @returns the signs of Code 128 without check sign, or null for data that a printer would not print
 */
export function code128Signs(data: Uint8Array): number[] | null {
  const signs: number[] = [];
  let set = '';
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at] ?? 0;
    const next = String.fromCharCode(data[at + 1] ?? 0);
    if (byte === BRACE && next in START) {
      signs.push((set === '' ? START[next] : SWITCH[next]) ?? 0);
      set = next;
      at += 1;
    } else if (set === 'C' && byte <= 99) signs.push(byte);
    else if (set === 'B' && byte >= 32 && byte < 127) {
      signs.push(byte - 32);
      if (byte === BRACE) {
        if (next !== '{') return null;
        at += 1;
      }
    } else return null;
  }
  return signs.length > 1 ? signs : null;
}

/** One row of modules. */
export function code128Modules(signs: readonly number[]): SymbolModules {
  const text = signs.map((sign) => `^${String(sign).padStart(3, '0')}`).join('');
  const [symbol] = encoder().raw({ bcid: 'code128', text, raw: true });
  const row = (symbol?.sbs ?? []).flatMap((width, index) => Array.from({ length: width }, () => index % 2 === 0));
  return { width: row.length, height: 1, isBlack: (x) => row[x] === true };
}

/** @param level L, M, Q or H */
export function qrModules(data: Uint8Array, level: string): SymbolModules {
  const text = Buffer.from(data).toString('latin1');
  const [symbol] = encoder().raw({ bcid: 'qrcode', text, eclevel: level, binarytext: true });
  const { pixs = [], pixx = 0, pixy = 0 } = symbol ?? {};
  return { width: pixx, height: pixy, isBlack: (x, y) => pixs[y * pixx + x] === 1 };
}
