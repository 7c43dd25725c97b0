/** First two digits of application identifiers whose fields have a predefined length and need no separator (devices.md 10.4). */
const PREDEFINED_LENGTH = new Set([
  '00',
  '01',
  '02',
  '03',
  '04',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '19',
  '20',
  '31',
  '32',
  '33',
  '34',
  '35',
  '36',
  '41',
]);

const GROUP_SEPARATOR = '\u001d';

/** Turns `(01)09521234543213(10)AB-12(21)S1` into what a scanner sends: no brackets, GS after fields of variable length. */
export function gs1ElementString(bracketed: string): string {
  const fields = Array.from(bracketed.matchAll(/\((\d{2,4})\)([^(]*)/g), ([, id = '', value = '']) => ({ id, value }));
  return fields
    .map(({ id, value }, index) => {
      const isLast = index === fields.length - 1;
      return id + value + (isLast || PREDEFINED_LENGTH.has(id.slice(0, 2)) ? '' : GROUP_SEPARATOR);
    })
    .join('');
}
