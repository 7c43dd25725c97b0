import { z } from 'zod';
import { fitText } from '#main/plugins/notifiers/fit-text.ts';
import type { Notifier } from '#main/plugins/notifiers/notifier.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { FailureKind } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

const receiversOf = (text: string): string[] => text.split(/[,;，；\s]+/).filter((address) => address !== '');
/** Mailboxes of a house of one's own may lack a domain's dot. */
const looksLikeAddress = (text: string): boolean => /^[^@<>]+@[^@<>]+$/.test(text);

export const EmailConfig = z.object({
  smtpHost: z.string().trim().min(1).max(200),
  mailFrom: z.email().max(200),
  /** Parted by commas, semicolons or lines. */
  mailTo: z
    .string()
    .trim()
    .min(3)
    .max(1000)
    .refine((text) => receiversOf(text).every(looksLikeAddress)),
  smtpPort: z.int().min(1).max(65_535).default(465),
  smtpSecurity: z.enum(['tls', 'starttls', 'unencrypted']).default('tls'),
});
export type EmailConfig = z.infer<typeof EmailConfig>;

export const EmailCredentials = z.object({
  smtpUser: z.string().max(200).default(''),
  smtpPassword: z.string().max(400).default(''),
});
export type EmailCredentials = z.infer<typeof EmailCredentials>;

const TIMEOUT_MS = 20_000;
/** Greylisting asks to come back after some minutes (RFC 6647). */
const GREYLIST_MS = 5 * 60_000;

/** A letter over the shop's own SMTP account. */
export const emailNotifier: Notifier<EmailConfig, EmailCredentials> = {
  id: 'email',
  label: { en: 'E-mail', 'zh-CN': '电子邮件' },
  configSchema: EmailConfig,
  credentialsSchema: EmailCredentials,
  longestBytes: 60_000,
  async send({ config, credentials, mail }, message) {
    const outcome = await mail.send(
      {
        host: config.smtpHost,
        port: config.smtpPort,
        security: config.smtpSecurity,
        user: credentials.smtpUser,
        password: credentials.smtpPassword,
        timeoutMs: TIMEOUT_MS,
      },
      {
        from: config.mailFrom,
        to: receiversOf(config.mailTo),
        subject: message.title,
        text: fitText(message.text, emailNotifier.longestBytes),
        messageId: `${message.messageId}@packbench`,
      },
    );
    switch (outcome.kind) {
      case 'sent':
        return succeeded(null, [{ code: 'INFO', vendorCode: null, vendorText: outcome.response }]);
      case 'auth':
        return failure('auth', 'ERR_NOTIFIER_AUTH', outcome.text, outcome.code);
      case 'refused':
        return outcome.isTemporary
          ? failure('retry', 'ERR_NOTIFIER_THROTTLED', outcome.text, outcome.code, GREYLIST_MS)
          : failure('refused', 'ERR_NOTIFIER_REFUSED', outcome.text, outcome.code);
      case 'not_sent':
        return failure('retry', 'ERR_NOTIFIER_UNREACHABLE', outcome.text);
      case 'unknown':
        return failure('unknown_outcome', 'ERR_NOTIFIER_OUTCOME_UNKNOWN', outcome.text);
    }
  },
};

function failure(
  kind: FailureKind,
  code: ErrorCode,
  vendorText: string,
  vendorCode: string | null = null,
  retryAfterMs: number | null = null,
) {
  return failed({ kind, code, retryAfterMs, vendorCode, vendorText });
}
