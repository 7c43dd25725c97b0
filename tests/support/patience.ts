/** How long tests wait for what real devices, sockets and processes do, on a small machine that does other work too; for `vi.waitFor`. */
export const PATIENCE: { readonly timeout: number; readonly interval: number } = { timeout: 60_000, interval: 5 };
