import { startElectronHost } from '#main/host/electron/start-electron-host.ts';

// The Electron host: windows here, the backend in a process of its own (backend.ts).
// Not awaited: Electron becomes ready only after this module has been evaluated.
startElectronHost({
  mainDir: import.meta.dirname,
  words: process.argv.slice(1),
  async loadUpdater() {
    const { default: electronUpdater } = await import('electron-updater');
    return electronUpdater.autoUpdater;
  },
}).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
