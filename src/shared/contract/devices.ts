import { z } from 'zod';
import { PaperCutting, PaperSensor } from '#shared/model/paper-handling.ts';
import { ReceiptCharset } from '#shared/model/receipt-charset.ts';
import { Problem } from '#shared/contract/common.ts';
import { InputAddressSchema } from '#shared/contract/input-address.ts';
import { Hex4, PRINTER_ONLY_ADDRESSES, PRINTER_ONLY_KINDS } from '#shared/contract/printer-address.ts';
import { DetectedPrinter, PrinterProfile } from '#shared/contract/printer-profiles.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ScaleCheck, ScaleDetection, ScaleListening } from '#shared/contract/scale-setup.ts';
import { ScannerPurpose } from '#shared/contract/scanner-news.ts';
import { SerialLine } from '#shared/contract/serial-line.ts';
import { DeviceId, OrderId, PrintJobId } from '#shared/model/ids.ts';
import { SCANNER_LAYOUTS } from '#shared/scanning/scanner-layout.ts';
import { ScalePattern } from '#shared/model/scale-pattern.ts';

export const TransportAddressSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tcp'), host: z.string().trim().min(1).max(253), port: z.int().min(1).max(65535) }),
  z.object({
    kind: z.literal('serial'),
    path: z.string().min(1),
    ...SerialLine.shape,
    baudRate: z.int().positive(),
    flow: z.enum(['none', 'rtscts', 'xonxoff']),
  }),
]);

/** Printers hang in more places than scales and scanners. */
export const PrinterAddressSchema = z.discriminatedUnion('kind', [
  ...TransportAddressSchema.options,
  ...PRINTER_ONLY_ADDRESSES,
]);

/** A USB HID device by what it says of itself; its place on the bus changes at every replug. */
export const HidAddressSchema = z.object({
  kind: z.literal('hid'),
  vendorId: Hex4,
  productId: Hex4,
  serialNumber: z.string().nullable(),
});
const ReaderAddressSchema = z.discriminatedUnion('kind', [...TransportAddressSchema.options, HidAddressSchema]);

export const PrinterConfig = z.object({
  kind: z.literal('printer'),
  address: PrinterAddressSchema,
  languageId: z.string(),
  dotsPerMm: z.number().positive(),
  widthMm: z.int().positive(),
  heightMm: z.int().positive(),
  gapMm: z.number().min(0),
  darkness: z.int().nullable(),
  speed: z.int().nullable(),
  rotate180: z.boolean(),
  /** The model that was chosen, for the limits of its profile. */
  profileId: z.string().max(60).optional(),
  /** Absent: the gap decides, or the printer's own setting where jobs of its language leave that alone (ZPL). */
  sensor: PaperSensor.optional(),
  /** Absent: as the printer is set. */
  cutting: PaperCutting.optional(),
  /** The printer was seen to know the smallest form of its language's pictures; absent: unknown, the safe form is sent. */
  smallPictures: z.boolean().optional(),
  /** Receipts are written in these characters of the printer's own; absent: they are sent as pictures. */
  receiptCharset: ReceiptCharset.optional(),
  /** The drawer at the printer opens with each receipt. */
  receiptOpensDrawer: z.boolean().optional(),
  /** Moves the print right and down on the label, for a printer that does not start where it should; absent: 0. */
  offsetXMm: z.number().min(-5).max(5).optional(),
  offsetYMm: z.number().min(-5).max(5).optional(),
});
export const ScaleConfig = z.object({
  kind: z.literal('scale'),
  address: ReaderAddressSchema,
  protocolId: z.string(),
  /** Only with protocol `pattern`: what a user found out about the frames. */ pattern: ScalePattern.optional(),
  minimumG: z.int().min(0),
  divisionG: z.int().min(1),
  /** The packing station it stands at; absent: any. */ stationId: z.string().optional(),
});
/** A scanner that types like a keyboard, told from others by its prefix alone. */
const WedgeAddressSchema = z.object({ kind: z.literal('wedge'), layout: z.enum(SCANNER_LAYOUTS) });

export const ScannerConfig = z.object({
  kind: z.literal('scanner'),
  address: z.discriminatedUnion('kind', [...ReaderAddressSchema.options, InputAddressSchema, WedgeAddressSchema]),
  prefix: z.string(),
  suffix: z.enum(['crlf', 'cr', 'lf', 'none']),
  /** What it sends where GS1 has its separator (FNC1); absent: the real one. */
  separator: z.string().length(1).optional(),
  stationId: z.string(),
  /** Absent: packing. */ purpose: ScannerPurpose.optional(),
});
export const DeviceConfig = z.discriminatedUnion('kind', [PrinterConfig, ScaleConfig, ScannerConfig]);
export type DeviceConfig = z.infer<typeof DeviceConfig>;
export type PrinterConfig = z.infer<typeof PrinterConfig>;
export type ScaleConfig = z.infer<typeof ScaleConfig>;
export type ScannerConfig = z.infer<typeof ScannerConfig>;

export const PrinterCause = z.enum([
  'paper_out',
  'cover_open',
  'jammed',
  'ribbon_out',
  'paused',
  'head_hot',
  'cutter_jam',
  'other',
]);

export const DeviceView = z.object({
  id: DeviceId,
  kind: z.enum(['printer', 'scale', 'scanner']),
  name: z.string(),
  enabled: z.boolean(),
  isDefault: z.boolean(),
  config: DeviceConfig,
  live: z.object({
    status: z.enum(['online', 'offline', 'blocked', 'busy', 'unknown']),
    detail: z.string(),
    problem: Problem.nullable(),
    sinceMs: z.int().nullable(),
    grams: z.int().nullable(),
    stable: z.boolean().nullable(),
    queueLength: z.int().nullable(),
    /** Everything that stops a printer, where it told; `problem` names the first. */
    causes: z.array(PrinterCause).optional(),
    /** Of a printer: how long its last label took, in milliseconds. */
    labelMs: z.int().optional(),
    lastCode: z.string().nullable(),
    /** Of a scanner, since midnight: all scans, and those that were refused or unknown. */
    scans: z.object({ total: z.int(), refused: z.int() }).optional(),
    /** What the empty scale shows, when that is not zero. */ zeroOffsetG: z.int().optional(),
  }),
});
export type DeviceView = z.infer<typeof DeviceView>;

export const DeviceOptions = z.object({
  /** `queueOnly`: documents for a queue that converts them. */
  languages: z.array(z.object({ id: z.string(), label: z.string(), queueOnly: z.boolean() })),
  printerProfiles: z.array(PrinterProfile),
  scaleProtocols: z.array(z.object({ id: z.string(), label: z.string(), ...SerialLine.shape })),
});

export const PrinterPlaceList = z.object({
  places: z.array(z.object({ address: z.discriminatedUnion('kind', PRINTER_ONLY_ADDRESSES), label: z.string() })),
  /** Why they cannot be listed. */ problem: Problem.nullable(),
});
export type PrinterPlaceList = z.infer<typeof PrinterPlaceList>;

export const HidDeviceList = z.object({
  devices: z.array(z.object({ address: HidAddressSchema, use: z.enum(['scale', 'scanner']), label: z.string() })),
  /** Why they cannot be listed. */ problem: Problem.nullable(),
});
export type HidDeviceList = z.infer<typeof HidDeviceList>;

export const InputDeviceList = z.object({
  devices: z.array(z.object({ address: InputAddressSchema.omit({ layout: true }), label: z.string() })),
  /** Why they cannot be listed. */ problem: Problem.nullable(),
});
export type InputDeviceList = z.infer<typeof InputDeviceList>;

export const RemovedDevice = z.object({
  id: DeviceId,
  kind: z.enum(['printer', 'scale', 'scanner']),
  name: z.string(),
  removedAtMs: z.int(),
});
export type RemovedDevice = z.infer<typeof RemovedDevice>;

export const devicesContract = {
  list: procedure('read', 'GET', '/devices', 'Printers, scales and scanners with their live state').output(
    z.object({ devices: z.array(DeviceView) }),
  ),
  create: procedure('lead', 'POST', '/devices', 'Add a device')
    .input(
      z.object({ name: z.string().trim().min(1).max(60), config: DeviceConfig, isDefault: z.boolean().default(false) }),
    )
    .output(DeviceView),
  update: procedure('lead', 'PATCH', '/devices/{id}', 'Change a device')
    .input(
      z.object({
        id: DeviceId,
        name: z.string().trim().min(1).max(60).optional(),
        config: DeviceConfig.optional(),
        enabled: z.boolean().optional(),
        isDefault: z.boolean().optional(),
      }),
    )
    .output(DeviceView),
  remove: procedure('lead', 'DELETE', '/devices/{id}', 'Switch a device off for good; its history stays')
    .input(z.object({ id: DeviceId }))
    .output(z.object({})),
  removed: procedure('lead', 'GET', '/removed-devices', 'Devices that were removed, the last one first').output(
    z.object({ devices: z.array(RemovedDevice) }),
  ),
  restore: procedure('lead', 'POST', '/removed-devices/{id}/restore', 'Bring a removed device back with its settings')
    .input(z.object({ id: DeviceId }))
    .output(DeviceView),
  serialPorts: procedure('read', 'GET', '/serial-ports', 'Serial ports of this PC').output(
    z.object({ ports: z.array(z.object({ path: z.string(), label: z.string() })) }),
  ),
  hidDevices: procedure('read', 'GET', '/hid-devices', 'USB HID scales and scanners of this PC').output(HidDeviceList),
  inputDevices: procedure(
    'read',
    'GET',
    '/input-devices',
    'Keyboards of this PC and scanners that type like one, each by itself; Linux only',
  ).output(InputDeviceList),
  options: procedure('read', 'GET', '/device-options', 'Printer languages and scale protocols').output(DeviceOptions),
  printerPlaces: procedure('read', 'GET', '/printer-places/{kind}', 'Printers of one kind that this PC knows')
    .input(z.object({ kind: z.enum(PRINTER_ONLY_KINDS) }))
    .output(PrinterPlaceList),
  detectPrinter: procedure('lead', 'POST', '/printer-detections', 'Ask a printer at an address who it is')
    .input(z.object({ address: PrinterAddressSchema }))
    .output(z.object({ found: DetectedPrinter.nullable() })),
  printDocument: procedure(
    'operate',
    'POST',
    '/printers/{deviceId}/documents',
    'Print a waybill as its platform made it, on a print component; the same number is printed once',
  )
    .input(
      z.object({
        deviceId: DeviceId,
        documentId: z.string().min(1).max(100),
        contents: z.array(z.record(z.string(), z.unknown())).min(1).max(10),
        orderId: OrderId.nullable().default(null),
      }),
    )
    .output(z.object({ printJobId: PrintJobId })),
  importPrinterProfile: procedure('lead', 'POST', '/printer-profiles', 'Add a printer model from its JSON file')
    .input(z.object({ text: z.string().max(20_000) }))
    .output(PrinterProfile),
  listenToScale: procedure('lead', 'POST', '/scale-listenings', 'What a scale sends now, and how the dialect reads it')
    .input(
      z.object({
        address: ReaderAddressSchema,
        protocolId: z.string(),
        pattern: ScalePattern.nullable().default(null),
      }),
    )
    .output(ScaleListening),
  suggestScalePattern: procedure('lead', 'POST', '/scale-patterns', 'A pattern for the frames of an unknown scale')
    .input(
      z.object({
        hex: z
          .string()
          .max(2_048)
          .regex(/^(?:[0-9a-f]{2})*$/),
        shown: z.object({ text: z.string().regex(/^\d{1,7}(?:\.\d{1,5})?$/), unit: ScalePattern.shape.unit }),
      }),
    )
    .output(ScalePattern),
  startScaleDetection: procedure('lead', 'POST', '/scale-detection', 'Try settings and protocols until a scale is read')
    .input(z.object({ address: TransportAddressSchema }))
    .output(ScaleDetection),
  scaleDetection: procedure('lead', 'GET', '/scale-detection', 'How far the search is').output(ScaleDetection),
  cancelScaleDetection: procedure('lead', 'DELETE', '/scale-detection', 'Call the search off').output(ScaleDetection),
  scaleChecks: procedure('read', 'GET', '/devices/{id}/scale-checks', 'The calibration book of a scale, newest first')
    .input(z.object({ id: DeviceId }))
    .output(z.object({ checks: z.array(ScaleCheck) })),
  recordScaleCheck: procedure(
    'operate',
    'POST',
    '/devices/{id}/scale-checks',
    'Write down what the scale shows under a known weight; it must stand still',
  )
    .input(
      z.object({
        id: DeviceId,
        certifiedG: z.int().min(1).max(1_000_000),
        toleranceG: z.int().min(0).max(10_000),
        weightName: z.string().trim().max(60).default(''),
      }),
    )
    .output(ScaleCheck),
  calibrate: procedure(
    'operate',
    'POST',
    '/devices/{id}/calibrate',
    'Let a printer measure its labels and gaps; it feeds some blank labels',
  )
    .input(z.object({ id: DeviceId }))
    .output(z.object({ problem: Problem.nullable() })),
  test: procedure(
    'operate',
    'POST',
    '/devices/{id}/test',
    'Printer: status; scale: one reading; scanner: last code. With the raw bytes',
  )
    .input(z.object({ id: DeviceId }))
    .output(z.object({ ok: z.boolean(), detail: z.string(), problem: Problem.nullable() })),
};
