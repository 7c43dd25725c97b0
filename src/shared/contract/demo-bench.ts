import { z } from 'zod';

/** What can go wrong on the demo bench. Those that stand stay until they are mended; the others happen once. */
export const STANDING_FAULTS = [
  'printer_paper_out',
  'printer_cover_open',
  'printer_jam',
  'printer_ribbon_out',
  'printer_paused',
  'printer_head_hot',
  'printer_unplugged',
  'printer_mute',
  'printer_buffer_full',
  'printer_paper_off',
  'scale_unplugged',
  'scale_mute',
  'scale_drift',
  'scale_noise',
  'scale_split',
  'scale_parity',
  'scanner_unplugged',
] as const;
export const SUDDEN_FAULTS = ['printer_paper_ends', 'printer_power_cut', 'scanner_torn', 'scanner_twice'] as const;
export const DemoFault = z.enum([...STANDING_FAULTS, ...SUDDEN_FAULTS]);
export type DemoFault = z.infer<typeof DemoFault>;

export const DemoBench = z.object({
  /** Those that this system's emulators can play. */
  possible: z.array(DemoFault),
  standing: z.array(DemoFault),
});
export type DemoBench = z.infer<typeof DemoBench>;
