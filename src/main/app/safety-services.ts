import type { BackupFiles } from '#main/usecases/backup/backup-view.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Keys, backups and repair as the routers see them. */
export interface SafetyServices {
  readonly files: BackupFiles;
  readonly keystoreKind: string;
  readonly logDir: string;
  /** `read_only` after damage; `first_run` until the wizard was closed. */
  mode(): 'ready' | 'read_only' | 'needs_recovery_key' | 'first_run';
  problem(): Problem | null;
  /** Makes a new recovery key; the old one stops working. */
  readonly rotateRecoveryKey: () => string;
  /** Opens the keys with the printed key and repairs the keystore. @throws AppError ERR_DB_RECOVERY_KEY_INVALID */
  enterRecoveryKey(recoveryKey: string): Promise<void>;
  /** Ends the backend so that the host starts it anew: a planned restore is carried out at start. */
  restart(): void;
}
