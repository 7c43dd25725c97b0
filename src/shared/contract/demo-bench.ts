import { z } from 'zod';

/** What can go wrong on the demo bench. Those that stand stay until they are mended; the others happen once. */
export const STANDING_FAULTS = [
  'printer_paper_out',
  'printer_cover_open',
  'printer_jam',
  'printer_ribbon_out',
  'printer_paused',
  'printer_head_hot',
  'printer_cutter_jam',
  'printer_unplugged',
  'printer_mute',
  'printer_garbled',
  'printer_buffer_full',
  'printer_paper_off',
  'scale_unplugged',
  'scale_mute',
  'scale_drift',
  'scale_noise',
  'scale_split',
  'scale_parity',
  'scanner_unplugged',
  'component_closed',
  'component_printer_off',
  'component_waits',
] as const;
export const SUDDEN_FAULTS = [
  'printer_paper_ends',
  'printer_power_cut',
  'scanner_torn',
  'scanner_twice',
  'component_refuses',
  'component_fails',
  'component_silent',
  'component_dies',
] as const;
export const DemoFault = z.enum([...STANDING_FAULTS, ...SUDDEN_FAULTS]);
export type DemoFault = z.infer<typeof DemoFault>;

/** Platforms whose print components can be played. */
export const DEMO_COMPONENTS = ['cainiao', 'pinduoduo', 'douyin', 'jd', 'kuaishou', 'xiaohongshu'] as const;
export const DemoComponentId = z.enum(DEMO_COMPONENTS);
export type DemoComponentId = z.infer<typeof DemoComponentId>;

/** Languages whose printers can be put on the bench beside the TSPL printer. */
export const DEMO_PRINTERS = ['zpl', 'zpl-compatible', 'cpcl', 'epl2', 'escpos'] as const;
export const DemoPrinterId = z.enum(DEMO_PRINTERS);
export type DemoPrinterId = z.infer<typeof DemoPrinterId>;

export const DemoBench = z.object({
  /** Those that this system's emulators can play. */
  possible: z.array(DemoFault),
  standing: z.array(DemoFault),
  /** Printers of other languages that are on the bench. */
  printers: z.array(DemoPrinterId),
  /** Print components that are on the bench, each with what came out of it, the newest first. */
  components: z.array(z.object({ id: DemoComponentId, printed: z.array(z.object({ task: z.string() })) })),
});
export type DemoBench = z.infer<typeof DemoBench>;
