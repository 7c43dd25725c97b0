import { createTransport } from 'nodemailer';

/** One plain letter. */
export interface MailMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Without brackets; the same letter sent again bears the same, so that mailboxes show it once. */
  readonly messageId: string;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (465), `starttls` demanded before anything else (587), `unencrypted` for a relay in the house. */
  readonly security: 'tls' | 'starttls' | 'unencrypted';
  /** Empty: the server asks for none. */
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
}

/** `unknown`: the letter was sent and the server's word is missing. `not_sent`: surely nothing went out. */
export type MailOutcome =
  | { readonly kind: 'sent'; readonly response: string }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string; readonly isTemporary: boolean }
  | { readonly kind: 'auth'; readonly code: string; readonly text: string }
  | { readonly kind: 'not_sent'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string };

/** The only way for plugins to send mail. */
export interface MailClient {
  /** Never throws for what a network or a server does. */
  send(server: MailServer, message: MailMessage): Promise<MailOutcome>;
}

/**
 * Speaks SMTP itself, one connection per letter: alerts are few. Certificates are checked.
 * @param trusted certificate of an authority that is trusted instead of the system's own (PEM)
 */
export function createSmtpClient(trusted?: string): MailClient {
  return {
    async send(server, message) {
      const transport = createTransport({
        host: server.host,
        port: server.port,
        secure: server.security === 'tls',
        requireTLS: server.security === 'starttls',
        ignoreTLS: server.security === 'unencrypted',
        ...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password } }),
        ...(trusted === undefined ? {} : { tls: { ca: trusted } }),
        connectionTimeout: server.timeoutMs,
        greetingTimeout: server.timeoutMs,
        socketTimeout: server.timeoutMs,
        // Letters are text alone: nothing of them may read a file or fetch an address.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      try {
        const sent = await transport.sendMail({ ...message, to: [...message.to], messageId: `<${message.messageId}>` });
        if (sent.rejected.length > 0)
          return { kind: 'refused', code: '550', text: `refused: ${sent.rejected.join(', ')}`, isTemporary: false };
        return { kind: 'sent', response: sent.response };
      } catch (error) {
        return outcomeOf(error);
      } finally {
        transport.close();
      }
    },
  };
}

/** What nodemailer says of a failure. */
interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly message?: unknown;
}

/** A line that broke after it stood: nodemailer does not tell how far the letter was. */
const BROKEN_LINE = /^(Connection closed unexpectedly|Timeout|.*ECONNRESET.*)$/;

function outcomeOf(error: unknown): MailOutcome {
  const { code, responseCode, message }: SmtpError = typeof error === 'object' && error !== null ? error : {};
  const text = typeof message === 'string' ? message : 'mail failed';
  const status = typeof responseCode === 'number' ? String(responseCode) : '';
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'auth', code: status, text };
  if (status !== '') return { kind: 'refused', code: status, text, isTemporary: status.startsWith('4') };
  return BROKEN_LINE.test(text) && code !== 'ETLS' ? { kind: 'unknown', text } : { kind: 'not_sent', text };
}
