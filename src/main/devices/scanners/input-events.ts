/** One `input_event` of Linux (linux/input.h), without its time. */
export interface InputEvent {
  readonly type: number;
  readonly code: number;
  readonly value: number;
}

/** Two words of time, then type, code and value. */
const TIME_BYTES = ['arm', 'ia32'].includes(process.arch) ? 8 : 16;
export const INPUT_EVENT_BYTES = TIME_BYTES + 8;

/** Cuts the bytes of an input node into events, however they are torn apart. */
export function createInputEventDecoder(): { push(bytes: Uint8Array): InputEvent[]; readonly isPending: boolean } {
  let rest = Buffer.alloc(0);
  return {
    push(bytes) {
      const all = Buffer.concat([rest, bytes]);
      const count = Math.floor(all.length / INPUT_EVENT_BYTES);
      rest = all.subarray(count * INPUT_EVENT_BYTES);
      return Array.from({ length: count }, (_, index) => {
        const at = index * INPUT_EVENT_BYTES + TIME_BYTES;
        return { type: all.readUInt16LE(at), code: all.readUInt16LE(at + 2), value: all.readInt32LE(at + 4) };
      });
    },
    get isPending() {
      return rest.length > 0;
    },
  };
}
