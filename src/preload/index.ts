import { ipcRenderer } from 'electron';
import { APP_ORIGIN, isPortNews, PORT_CHANNEL } from '#shared/contract/port-news.ts';

/** The product's pages, and the development server while it runs. */
const ORIGINS: readonly (string | undefined)[] = [APP_ORIGIN, process.env['ELECTRON_RENDERER_URL']?.replace(/\/$/, '')];

// Forwards the backend's port to the page. Nothing else passes between the page and Electron.
ipcRenderer.on(PORT_CHANNEL, (event, news: unknown) => {
  const { origin } = window.location;
  if (ORIGINS.includes(origin) && isPortNews(news)) window.postMessage(news, origin, [...event.ports]);
});
