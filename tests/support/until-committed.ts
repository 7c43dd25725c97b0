import type { WriteDb } from '#main/db/handles.ts';

/** Resolves once the condition holds, which only a commit can bring about: asked after each, never in between. */
export function untilCommitted(db: WriteDb, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!condition()) return;
      stop();
      resolve();
    };
    const stop = db.onCommit(look);
    look();
  });
}
