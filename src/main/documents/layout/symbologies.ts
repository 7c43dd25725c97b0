import type { Symbology } from '#shared/model/label-layout.ts';

/** What must be known of a symbology to draw it and to prove that it was drawn right. */
interface BarcodeFacts {
  /** Name in the encoder. */
  readonly bcid: string;
  /** Name in the decoder. */
  readonly format: 'Code128' | 'Code39' | 'EAN13' | 'EAN8' | 'UPCE' | 'ITF' | 'QRCode' | 'DataMatrix' | 'PDF417';
  /** Blank modules that must stay around the symbol (devices.md section 11; retail codes by their own standards). */
  readonly quietModules: number;
  /** Linear symbols stretch in height and need quiet zones only left and right. */
  readonly isLinear: boolean;
  /** AIM identifier that a scanner sends (devices.md 10.3). UPC-A is EAN-13 with a leading zero to a scanner. */
  readonly aimId: RegExp;
  readonly accepts?: RegExp;
  readonly isDigits?: boolean;
}

const ASCII = /^[\x20-\x7e]+$/;

export const BARCODE_FACTS: Readonly<Record<Symbology, BarcodeFacts>> = {
  code128: { bcid: 'code128', format: 'Code128', quietModules: 10, isLinear: true, aimId: /^\]C0$/, accepts: ASCII },
  'gs1-128': { bcid: 'gs1-128', format: 'Code128', quietModules: 10, isLinear: true, aimId: /^\]C1$/, accepts: ASCII },
  code39: {
    bcid: 'code39',
    format: 'Code39',
    quietModules: 10,
    isLinear: true,
    aimId: /^\]A\d$/,
    accepts: /^[\dA-Z \-.$/+%]+$/,
  },
  ean13: {
    bcid: 'ean13',
    format: 'EAN13',
    quietModules: 11,
    isLinear: true,
    aimId: /^\]E0$/,
    accepts: /^\d{13}$/,
    isDigits: true,
  },
  ean8: {
    bcid: 'ean8',
    format: 'EAN8',
    quietModules: 7,
    isLinear: true,
    aimId: /^\]E4$/,
    accepts: /^\d{8}$/,
    isDigits: true,
  },
  upca: {
    bcid: 'upca',
    format: 'EAN13',
    quietModules: 9,
    isLinear: true,
    aimId: /^\]E0$/,
    accepts: /^\d{12}$/,
    isDigits: true,
  },
  upce: {
    bcid: 'upce',
    format: 'UPCE',
    quietModules: 9,
    isLinear: true,
    aimId: /^\]E0$/,
    accepts: /^[01]\d{7}$/,
    isDigits: true,
  },
  itf14: {
    bcid: 'itf14',
    format: 'ITF',
    quietModules: 10,
    isLinear: true,
    aimId: /^\]I[01]$/,
    accepts: /^\d{14}$/,
    isDigits: true,
  },
  qrcode: { bcid: 'qrcode', format: 'QRCode', quietModules: 4, isLinear: false, aimId: /^\]Q[01]$/ },
  'gs1-qrcode': {
    bcid: 'gs1qrcode',
    format: 'QRCode',
    quietModules: 4,
    isLinear: false,
    aimId: /^\]Q3$/,
    accepts: ASCII,
  },
  datamatrix: { bcid: 'datamatrix', format: 'DataMatrix', quietModules: 1, isLinear: false, aimId: /^\]d1$/ },
  'gs1-datamatrix': {
    bcid: 'gs1datamatrix',
    format: 'DataMatrix',
    quietModules: 1,
    isLinear: false,
    aimId: /^\]d2$/,
    accepts: ASCII,
  },
  pdf417: { bcid: 'pdf417', format: 'PDF417', quietModules: 2, isLinear: false, aimId: /^\]L[012]$/, accepts: ASCII },
};

export function isLinear(symbology: Symbology): boolean {
  return BARCODE_FACTS[symbology].isLinear;
}
