import { createFixedFrameDecoder, hexText } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { faultFrame, weightFrame, withPoint } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

/** Its reports come from a USB HID device only, never over a cable with settings. */
export const HID_ONLY_PROTOCOL_ID = 'hid-pos';

const REPORT_ID = 0x03;
const LENGTH = 6;

const STATUS = {
  fault: 1,
  stableAtZero: 2,
  inMotion: 3,
  stable: 4,
  underZero: 5,
  overLimit: 6,
  needsCalibration: 7,
  needsZero: 8,
} as const;

/** Of the usage page; carats, taels and the like are none of ours. */
const UNITS: Readonly<Record<number, string>> = { 1: 'mg', 2: 'g', 3: 'kg', 8: 't', 0x0b: 'oz', 0x0c: 'lb' };
/** A scale that counts in millionths or thousands of its unit is no parcel scale; a wilder exponent is damage. */
const EXPONENTS = { min: -6, max: 3 } as const;

/**
 * USB HID scale, usage page 8D, report 3 (reference devices.md, table 9.1, source S19): status, unit, power of ten, and the
 * weight in 16 bits, low byte first. Under zero the number is a magnitude.
 */
export const hidPos: ScaleProtocol = {
  id: HID_ONLY_PROTOCOL_ID,
  label: 'USB HID POS',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: null,
  pollIntervalMs: 0,
  createDecoder: () => createFixedFrameDecoder({ start: REPORT_ID, length: LENGTH, mask: 0xff, readFrame }),
};

function readFrame(report: Uint8Array): ScaleFrame {
  const rawText = hexText(report);
  const [, status = 0, unit = 0, exponentByte = 0, low = 0, high = 0] = report;
  const exponent = exponentByte > 127 ? exponentByte - 256 : exponentByte;
  switch (status) {
    case STATUS.fault:
    case STATUS.needsCalibration:
      return faultFrame('scale_defect', rawText);
    case STATUS.needsZero:
      return faultFrame('needs_zero', rawText);
    case STATUS.overLimit:
      return { kind: 'overload', rawText };
    case STATUS.stableAtZero:
    case STATUS.inMotion:
    case STATUS.stable:
    case STATUS.underZero:
      break;
    default:
      return faultFrame('bad_frame', rawText);
  }
  if (exponent < EXPONENTS.min || exponent > EXPONENTS.max) return faultFrame('bad_frame', rawText);
  const sign = status === STATUS.underZero ? '-' : '';
  return weightFrame({
    value: sign + withPoint(String(low + high * 256), -exponent),
    unit: UNITS[unit] ?? '',
    // Under zero there is no flag for rest.
    stable: status === STATUS.underZero ? null : status !== STATUS.inMotion,
    net: false,
    rawText,
  });
}
