import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly isSecure: boolean;
}

export interface SmtpReceiver {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** The certificate that it shows, which signs itself. */
  readonly certificate: string;
  close(): Promise<void>;
}

interface Manners {
  readonly security: 'tls' | 'starttls' | 'unencrypted';
  readonly user?: { readonly name: string; readonly password: string };
  /** What it answers to a receiver's address. */
  readonly refuse?: { readonly code: number; readonly text: string };
  /** It takes the letter and closes the line without a word. */
  readonly goesSilent?: boolean;
}

/** A mail server on loopback that keeps what it is given. */
export async function startSmtpReceiver(manners: Manners): Promise<SmtpReceiver> {
  const { key, certificate } = makeCertificate();
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    secure: manners.security === 'tls',
    key,
    cert: certificate,
    disabledCommands: manners.security === 'unencrypted' ? ['STARTTLS'] : [],
    authOptional: manners.user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isRight = username === manners.user?.name && password === manners.user?.password;
      if (isRight) done(null, { user: username });
      else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }));
    },
    onRcptTo(_address, _session, done) {
      const { refuse } = manners;
      done(refuse ? Object.assign(new Error(refuse.text), { responseCode: refuse.code }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          isSecure: session.secure,
        });
        if (manners.goesSilent) server.connections.forEach((connection) => connection._socket.destroy());
        else done(null, 'queued');
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    certificate,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function makeCertificate(): { key: string; certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-smtp-'));
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost,IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        certificate,
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
