import { z } from 'zod';

/** What one look at this machine found. Texts stand in doctor.json: `<name>.<state>`, and `<name>.advice` for what to do. */
export const MachineFinding = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warning', 'failed', 'skipped']),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type MachineFinding = z.infer<typeof MachineFinding>;

/** Whether all that the product needs loads and works in this host. */
export const MachineCheck = z.object({
  atMs: z.int(),
  appVersion: z.string(),
  hostKind: z.string(),
  findings: z.array(MachineFinding),
});
export type MachineCheck = z.infer<typeof MachineCheck>;
