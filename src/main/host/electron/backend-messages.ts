import { z } from 'zod';
import { LANGUAGES } from '#shared/i18n/languages.ts';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What the backend is told at its start. */
const StartOrder = z.object({
  kind: z.literal('start'),
  appVersion: z.string(),
  dataDir: z.string(),
  resourcesDir: z.string(),
  keystoreKind: z.string(),
  language: z.enum(LANGUAGES),
  demo: z.boolean(),
});
export type StartOrder = z.infer<typeof StartOrder>;

/** Electron's main process to the backend. A `window` order comes with the window's port. */
export const BackendOrder = z.discriminatedUnion('kind', [
  StartOrder,
  z.object({ kind: z.literal('window'), windowId: z.string() }),
  z.object({
    kind: z.literal('keystore-answer'),
    id: z.int(),
    value: Bytes.nullable(),
    failure: z.string().nullable(),
  }),
  z.object({ kind: z.literal('stop') }),
]);
export type BackendOrder = z.infer<typeof BackendOrder>;

/** The backend to Electron's main process, which alone reaches the keystore of the operating system. */
export const BackendReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** The product cannot start, and trying again would not help. */
  z.object({ kind: z.literal('failed'), code: z.string(), data: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('keystore-read'), id: z.int(), name: z.string() }),
  z.object({ kind: z.literal('keystore-write'), id: z.int(), name: z.string(), value: Bytes }),
]);
export type BackendReport = z.infer<typeof BackendReport>;
