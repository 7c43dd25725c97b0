import { EventEmitter } from 'node:events';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { APP_ORIGIN, PORT_CHANNEL } from '#shared/contract/port-news.ts';

const ipc = new EventEmitter();
vi.mock('electron', () => ({ ipcRenderer: ipc }));

const page = { location: { origin: APP_ORIGIN }, postMessage: vi.fn<(...words: unknown[]) => void>() };
vi.stubGlobal('window', page);

const news = { channel: PORT_CHANNEL, state: 'ready' } as const;
const port = { isPort: true };

beforeAll(() => import('./index.ts'));
afterEach(() => {
  page.location.origin = APP_ORIGIN;
  page.postMessage.mockClear();
});

it('forwards the port to the page, addressed to its very origin', () => {
  ipc.emit(PORT_CHANNEL, { ports: [port] }, news);
  expect(page.postMessage.mock.calls).toEqual([[news, APP_ORIGIN, [port]]]);
});

it.each(['https://evil.example', 'packbench://app.evil', 'null'])(
  'forwards nothing to a page of origin %s',
  (origin) => {
    page.location.origin = origin;
    ipc.emit(PORT_CHANNEL, { ports: [port] }, news);
    expect(page.postMessage).not.toHaveBeenCalled();
  },
);

it('forwards no other message and listens on no other channel', () => {
  ipc.emit(PORT_CHANNEL, { ports: [port] }, { channel: 'something else' });
  expect(page.postMessage).not.toHaveBeenCalled();
  expect(ipc.eventNames()).toEqual([PORT_CHANNEL]);
});
