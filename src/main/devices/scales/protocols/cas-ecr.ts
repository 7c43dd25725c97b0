import { createFixedFrameDecoder, hexText } from '#main/devices/scales/protocols/fixed-frame-decoder.ts';
import { faultFrame, weightFrame } from '#main/devices/scales/protocols/scale-frames.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

const SOH = 0x01;
const STX = 0x02;
const ETX = 0x03;
const EOT = 0x04;
const ENQ = 0x05;
const ACK = 0x06;
const DC1 = 0x11;
const LENGTH = 15;
const BCC_AT = 12;

/** State, sign, six places of weight with the point among them, unit. */
const BODY = /^([SUF])([ F-])([ \d.]{6})([A-Za-z ]{2})$/;

/**
 * CAS "ECR" (PD-II, SW, AP), also spoken by Aclas and Pinnacle OS2 (reference devices.md, table 9.1, sources S14 and S17).
 * A dialogue: we ask with ENQ, the scale says ACK, we send DC1, the frame comes.
 */
export const casEcr: ScaleProtocol = {
  id: 'cas-ecr',
  label: 'CAS ECR / Aclas',
  serialDefaults: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  pollRequest: Uint8Array.of(ENQ),
  pollIntervalMs: 150,
  createDecoder: createCasDecoder,
};

function createCasDecoder(): ScaleDecoder {
  const frames = createFixedFrameDecoder({ start: SOH, length: LENGTH, mask: 0x7f, readFrame });
  let isAcknowledged = false;
  return {
    push(bytes) {
      isAcknowledged ||= bytes.some((byte) => (byte & 0x7f) === ACK);
      return frames.push(bytes);
    },
    takeReply() {
      if (!isAcknowledged) return null;
      isAcknowledged = false;
      return Uint8Array.of(DC1);
    },
  };
}

function readFrame(bytes: Uint8Array): ScaleFrame {
  const rawText = hexText(bytes);
  if (bytes[1] !== STX || bytes[LENGTH - 2] !== ETX || bytes[LENGTH - 1] !== EOT)
    return faultFrame('bad_frame', rawText);
  const body = bytes.subarray(2, BCC_AT);
  if (bytes[BCC_AT] !== body.reduce((xor, byte) => xor ^ byte, 0)) return faultFrame('bad_checksum', rawText);
  const parts = BODY.exec(String.fromCharCode(...body));
  if (!parts) return faultFrame('bad_frame', rawText);
  const [, state, sign = '', value = '', unit = ''] = parts;
  // F stands in the one place or in the other, by model: out of range, or not zeroed after switching on.
  if (state === 'F' || sign === 'F') return { kind: sign === '-' ? 'underload' : 'overload', rawText };
  return weightFrame({ value: `${sign}${value}`, unit, stable: state === 'S', net: false, rawText });
}
