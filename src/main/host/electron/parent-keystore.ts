import type { Keystore } from '#main/app/platform.ts';
import type { BackendOrder, BackendReport } from '#main/host/electron/backend-messages.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ParentKeystore extends Keystore {
  /** Hands an answer of the main process to the question that waits for it. */
  answered(answer: Extract<BackendOrder, { kind: 'keystore-answer' }>): void;
}

type Question =
  | { readonly kind: 'keystore-read'; readonly name: string }
  | { readonly kind: 'keystore-write'; readonly name: string; readonly value: Uint8Array };

/** The operating system's keystore as the backend sees it: questions to the main process, which may use safeStorage. */
export function createParentKeystore(kind: string, ask: (report: BackendReport) => void): ParentKeystore {
  const waiting = new Map<number, { resolve(value: Uint8Array | null): void; reject(error: Error): void }>();
  let lastId = 0;
  const question = (content: Question): Promise<Uint8Array | null> =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      waiting.set(id, { resolve, reject });
      ask({ ...content, id });
    });
  return {
    kind,
    read: (name) => question({ kind: 'keystore-read', name }),
    async write(name, value) {
      await question({ kind: 'keystore-write', name, value });
    },
    answered({ id, value, failure }) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (failure === null) asked?.resolve(value);
      else asked?.reject(new AppError('ERR_DB_KEY_MISSING', { reason: failure }));
    },
  };
}
