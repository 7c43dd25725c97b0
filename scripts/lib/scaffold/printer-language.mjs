/** @param {ReturnType<import('./names.mjs').namesOf>} names */
export const printerLanguage = ({ id, camel, label }) => ({
  folder: 'src/main/devices/printers/languages',
  entry: `src/main/devices/printers/languages/${id}.ts`,
  exportName: camel,
  registry: 'PRINTER_LANGUAGES',
  files: {
    [`${id}.ts`]: `import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** ${label}: name the manual and its edition here; each command cites its page. */
export const ${camel}: PrinterLanguage = {
  id: '${id}',
  label: '${label}',
  /** @throws AppError ERR_PLUGIN_UNFINISHED: half a job must never reach a printer. */
  encode() {
    throw new AppError('ERR_PLUGIN_UNFINISHED', { plugin: '${id}' });
  },
  needsBinaryLine: true,
  status: null,
  proof: 'none',
  endOfJob: { kind: 'not-told' },
  repeatsDamaged: false,
  identify: null,
};
`,
    [`${id}.test.ts`]: `import { expect, test } from 'vitest';
import { ${camel} } from '#main/devices/printers/languages/${id}.ts';

test('claims no proof of printing that it cannot give', () => {
  expect(${camel}.status).toBeNull();
  expect(${camel}.proof).toBe('none');
});
`,
  },
});
