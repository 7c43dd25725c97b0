/** A start bit, eight data bits, a stop bit. */
const BITS_PER_BYTE = 10;
const TICK_MS = 5;

/** Hands bytes on no faster than a serial line of this speed carries them, in order. */
export function paceBytes(baudRate: number, receive: (bytes: Uint8Array) => void): (bytes: Uint8Array) => void {
  const bytesPerMs = baudRate / BITS_PER_BYTE / 1_000;
  const waiting: Uint8Array[] = [];
  let isRunning = false;
  let sinceMs = 0;
  let handedOn = 0;

  function tick(): void {
    let due = Math.floor((performance.now() - sinceMs) * bytesPerMs) - handedOn;
    for (let next = waiting[0]; next && due > 0; next = waiting[0]) {
      const part = next.subarray(0, due);
      due -= part.length;
      handedOn += part.length;
      if (part.length < next.length) waiting[0] = next.subarray(part.length);
      else waiting.shift();
      receive(part);
    }
    isRunning = waiting.length > 0;
    if (isRunning) setTimeout(tick, TICK_MS).unref();
  }

  return (bytes) => {
    waiting.push(bytes.slice());
    if (isRunning) return;
    isRunning = true;
    // An idle line saves nothing up.
    sinceMs = performance.now();
    handedOn = 0;
    setTimeout(tick, TICK_MS).unref();
  };
}
