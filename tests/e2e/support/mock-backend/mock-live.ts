import type { LiveEvent } from '#shared/contract/live-event.ts';

const listeners = new Set<(event: LiveEvent) => void>();

export function onLive(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function publish(topic: LiveEvent['topic'], data: LiveEvent['data'] = null): void {
  for (const listener of listeners) listener({ topic, id: null, data });
}
