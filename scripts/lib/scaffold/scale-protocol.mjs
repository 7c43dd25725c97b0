/** @param {ReturnType<import('./names.mjs').namesOf>} names */
export const scaleProtocol = ({ id, camel, label }) => ({
  folder: 'src/main/devices/scales/protocols',
  entry: `src/main/devices/scales/protocols/${id}.ts`,
  exportName: camel,
  registry: 'SCALE_PROTOCOLS',
  files: {
    [`${id}.ts`]: `import { faultFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** ${label}: name the manual and its edition here; each frame cites its page. */
export const ${camel}: ScaleProtocol = {
  id: '${id}',
  label: '${label}',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 200,
  createDecoder: () => ({
    // A damaged line, never a guessed weight, and no answer that the search for a scale would take for one.
    push: (bytes) => [faultFrame('bad_frame', \`not implemented yet: \${bytes.length} bytes\`)],
  }),
};
`,
    [`${id}.test.ts`]: `import { expect, test } from 'vitest';
import { ${camel} } from '#main/devices/scales/protocols/${id}.ts';

test('never turns bytes that it cannot read into a weight', () => {
  const frames = ${camel}.createDecoder().push(new TextEncoder().encode('ST,GS,+00001.2kg\\r\\n'));
  expect(frames).toMatchObject([{ kind: 'fault', detail: 'bad_frame' }]);
});
`,
  },
});
