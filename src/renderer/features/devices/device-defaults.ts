import { choosesSmallPictures } from '#shared/model/small-pictures.ts';
import { choosesCutting, choosesSensor } from '#shared/model/paper-handling.ts';
import type { PaperCutting, PaperSensor } from '#shared/model/paper-handling.ts';
import { writesReceipts } from '#shared/model/receipt-charset.ts';
import type { ReceiptCharset } from '#shared/model/receipt-charset.ts';
import { darknessScale } from '#shared/model/print-darkness.ts';
import {
  addressOf,
  hidKey,
  inputKey,
  printerAddressOf,
  scannerAddressOf,
} from '#renderer/features/devices/form-address.ts';
import { printerPlace } from '#shared/contract/printer-address.ts';
import type { PrinterOnlyAddress } from '#shared/contract/printer-address.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import type { ScannerPurpose } from '#shared/contract/scanner-news.ts';
import type { ScannerLayout } from '#shared/scanning/scanner-layout.ts';
import type { ScalePattern } from '#shared/model/scale-pattern.ts';

/** Flat values of the form; {@link configOf} turns them into the device's config. */
export interface DeviceFormValues {
  readonly name: string;
  readonly transport: 'tcp' | 'serial' | 'hid' | 'input' | 'wedge' | PrinterOnlyAddress['kind'];
  readonly host: string;
  readonly port: number;
  /** See {@link hidKey}. */ readonly hidKey: string;
  /** See {@link inputKey}. */ readonly inputKey: string;
  /** Where a printer is that neither network nor serial line leads to. */ readonly place: string;
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  readonly flow: 'none' | 'rtscts' | 'xonxoff';
  readonly languageId: string;
  /** The model that was chosen; null: none. */ readonly profileId: string | null;
  readonly dotsPerMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly gapMm: number;
  readonly sensor: PaperSensor | 'asSet';
  readonly cutting: PaperCutting | 'asSet';
  readonly darkness: number | null;
  readonly speed: number | null;
  readonly rotate180: boolean;
  readonly smallPictures: boolean;
  readonly receiptCharset: ReceiptCharset | 'picture';
  readonly receiptOpensDrawer: boolean;
  readonly offsetXMm: number | null;
  readonly offsetYMm: number | null;
  readonly protocolId: string;
  /** Only with protocol `pattern`. */ readonly pattern: ScalePattern | null;
  readonly minimumG: number;
  readonly divisionG: number;
  /** The keyboard that a scanner which types was set up for. */ readonly layout: ScannerLayout;
  readonly prefix: string;
  readonly suffix: 'crlf' | 'cr' | 'lf' | 'none';
  /** '' = the scanner sends the real one. */ readonly separator: string;
  readonly purpose: ScannerPurpose;
  /** The table that it stands at; of a scale '' = any. */ readonly stationId: string;
  readonly isDefault: boolean;
}

/** What most devices of a fresh shop need: a 100 x 150 mm TSPL printer on the network, a scale and a scanner on a cable. */
export function defaultValues(kind: DeviceView['kind'], stationId: string): DeviceFormValues {
  return {
    name: '',
    transport: kind === 'printer' ? 'tcp' : 'serial',
    host: '',
    port: 9100,
    place: '',
    hidKey: '',
    inputKey: '',
    path: '',
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    flow: 'none',
    languageId: 'tspl',
    dotsPerMm: 8,
    widthMm: 100,
    heightMm: 150,
    gapMm: 3,
    profileId: null,
    sensor: 'asSet',
    cutting: 'asSet',
    darkness: null,
    speed: null,
    rotate180: false,
    smallPictures: false,
    receiptCharset: 'picture',
    receiptOpensDrawer: false,
    offsetXMm: 0,
    offsetYMm: 0,
    protocolId: '',
    pattern: null,
    minimumG: 20,
    divisionG: 1,
    layout: 'us',
    prefix: '',
    suffix: 'crlf',
    separator: '',
    purpose: 'packing',
    // A scanner stands at the table where it is added; a scale serves all until somebody says otherwise.
    stationId: kind === 'scanner' ? stationId : '',
    isDefault: true,
  };
}

/** Form values of a device that exists. */
export function valuesOf(device: DeviceView): DeviceFormValues {
  const { config } = device;
  const { address } = config;
  const base = {
    ...defaultValues(device.kind, ''),
    name: device.name,
    isDefault: device.isDefault,
    transport: address.kind,
  };
  const withAddress =
    address.kind === 'hid'
      ? { ...base, hidKey: hidKey(address) }
      : address.kind === 'tcp' || address.kind === 'serial'
        ? { ...base, ...withoutKind(address) }
        : address.kind === 'wedge'
          ? { ...base, layout: address.layout }
          : address.kind === 'input'
            ? { ...base, layout: address.layout, inputKey: inputKey(address) }
            : { ...base, place: printerPlace(address) };
  return { ...withAddress, ...withoutKind(config) };
}

function withoutKind<T extends { kind: string }>(value: T): Omit<T, 'kind'> {
  const { kind: _kind, ...rest } = value;
  return rest;
}

/** Only what jobs of the language can say. */
function paperConfig({ languageId, sensor, cutting }: DeviceFormValues): {
  sensor?: PaperSensor;
  cutting?: PaperCutting;
} {
  return {
    ...(sensor !== 'asSet' && choosesSensor(languageId) && { sensor }),
    ...(cutting !== 'asSet' && choosesCutting(languageId) && { cutting }),
  };
}

/** Only of printers that write receipts themselves. */
function receiptConfig({ languageId, receiptCharset, receiptOpensDrawer }: DeviceFormValues): {
  receiptCharset?: ReceiptCharset;
  receiptOpensDrawer?: boolean;
} {
  if (!writesReceipts(languageId) || receiptCharset === 'picture') return {};
  return { receiptCharset, ...(receiptOpensDrawer && { receiptOpensDrawer }) };
}

/** The device's config from the form. */
export function configOf(kind: DeviceView['kind'], values: DeviceFormValues): DeviceView['config'] {
  if (kind === 'printer') {
    const { languageId, dotsPerMm, widthMm, heightMm, gapMm, rotate180 } = values;
    return {
      kind,
      address: printerAddressOf(values),
      // Print components speak one language only.
      languageId: values.transport === 'component' ? 'platform-document' : languageId,
      dotsPerMm,
      widthMm,
      heightMm,
      gapMm,
      rotate180,
      ...(values.profileId !== null && { profileId: values.profileId }),
      ...paperConfig(values),
      ...receiptConfig(values),
      ...(values.smallPictures && choosesSmallPictures(languageId) && { smallPictures: true }),
      darkness: darknessScale(languageId) ? (values.darkness ?? null) : null,
      speed: values.speed ?? null,
      offsetXMm: values.offsetXMm ?? 0,
      offsetYMm: values.offsetYMm ?? 0,
    };
  }
  if (kind === 'scale') {
    const address = addressOf(values);
    const { protocolId, pattern, minimumG, divisionG, stationId } = values;
    return {
      kind,
      address,
      protocolId,
      minimumG,
      divisionG,
      ...(protocolId === 'pattern' && pattern && { pattern }),
      ...(stationId !== '' && { stationId }),
    };
  }
  const { prefix, suffix, separator, stationId, purpose } = values;
  const address = scannerAddressOf(values);
  return { kind, address, prefix, suffix, ...(separator !== '' && { separator }), stationId, purpose };
}
