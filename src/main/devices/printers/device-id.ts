/** What an IEEE 1284 device id tells: `MFG:..;CMD:TSPL;MDL:..;CLS:PRINTER;` (devices.md section 8.3). */
export interface DeviceId {
  readonly manufacturer: string;
  readonly model: string;
  /** Registered languages that the printer names, in its order. */
  readonly languageIds: readonly string[];
}

/** Words after `CMD:` -> our languages. */
const LANGUAGES: readonly (readonly [word: RegExp, languageId: string])[] = [
  [/^TSPL2?$/, 'tspl'],
  [/^ZPL( ?II)?$/, 'zpl'],
  [/^CPCL$/, 'cpcl'],
  [/^EPL2?$/, 'epl2'],
  [/^ESC\/?POS$/, 'escpos'],
];

/** Reads an id with or without the two bytes of length that USB puts in front; null when it names no model. */
export function readDeviceId(text: string): DeviceId | null {
  const fields = new Map<string, string>();
  for (const part of text.replace(/^[^A-Z]{0,2}(?=[A-Z])/i, '').split(';')) {
    const [key = '', ...value] = part.split(':');
    if (value.length > 0) fields.set(key.trim().toUpperCase(), value.join(':').trim());
  }
  const value = (...keys: string[]): string => keys.map((key) => fields.get(key)).find((found) => found) ?? '';
  const model = value('MDL', 'MODEL');
  if (model === '') return null;
  const words = value('CMD', 'COMMAND SET').split(',');
  const languageIds = words.flatMap((word) =>
    LANGUAGES.filter(([pattern]) => pattern.test(word.trim().toUpperCase())).map(([, languageId]) => languageId),
  );
  return { manufacturer: value('MFG', 'MANUFACTURER'), model, languageIds };
}
