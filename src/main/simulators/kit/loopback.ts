const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether an address is on this machine. */
export function isLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && LOOPBACK.has(hostname);
}

/** @throws RangeError for any host but this machine: a simulator never talks to the outside. */
export function assertLoopback(url: string): void {
  if (!isLoopback(url)) throw new RangeError(`a simulator sends to this machine only, not to ${new URL(url).host}`);
}
