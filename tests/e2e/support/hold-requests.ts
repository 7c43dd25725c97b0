import type { Page } from '@playwright/test';

export interface HeldRequests {
  /** From now on. */
  hold(): void;
  release(): void;
}

/**
 * Keeps requests of a window from the backend while they are held, as a slow network would; everything else goes through.
 * Call it before the window is opened.
 * @param path of the procedure, e.g. `printing/jobs`
 */
export async function holdRequests(window: Page, path: string): Promise<HeldRequests> {
  const held: (() => void)[] = [];
  let isHeld = false;
  await window.routeWebSocket(/\/rpc/, (socket) => {
    const backend = socket.connectToServer();
    socket.onMessage((message) => {
      if (isHeld && String(message).includes(`/${path}`)) held.push(() => backend.send(message));
      else backend.send(message);
    });
  });
  return {
    hold: () => void (isHeld = true),
    release() {
      isHeld = false;
      for (const send of held.splice(0)) send();
    },
  };
}
