import type { z } from 'zod';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { MailClient } from '#main/lib/mail-client.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/**
 * One way to tell people who do not look at the screen. Sends texts that are finished; whom, when and how often is none of its
 * business. Documented limits of the vendor are kept by the caller; what the vendor says all the same is returned.
 */
export interface Notifier<Config = unknown, Credentials = unknown> {
  /** Folder name and stable key in the database, e.g. `dingtalk`. */
  readonly id: string;
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  readonly configSchema: z.ZodType<Config>;
  readonly credentialsSchema: z.ZodType<Credentials>;
  /** Most bytes (UTF-8) of one text; longer ones are cut by the plugin at the end of a line. */
  readonly longestBytes: number;

  /** Whoever calls must be ready for a message that arrives twice: no robot knows what it has seen. */
  send(context: NotifierContext<Config, Credentials>, message: NotifierMessage): Promise<PluginResult<null>>;
}

export interface NotifierContext<Config = unknown, Credentials = unknown> {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly http: HttpClient;
  readonly mail: MailClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface NotifierMessage {
  /** Ours, the same for each try: receivers that can, drop the second one. */
  readonly messageId: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly title: string;
  /** Plain text, lines parted by `\n`; begins below the title. */
  readonly text: string;
  /** The same as data, for receivers that are programs. */
  readonly alerts: readonly NotifierAlert[];
  readonly sentAtMs: number;
}

export interface NotifierAlert {
  readonly event: 'raised' | 'escalated' | 'resolved' | 'test';
  readonly kind: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly severity: 'info' | 'warning' | 'critical';
  readonly text: string;
  readonly firstSeenAtMs: number;
  readonly count: number;
}
