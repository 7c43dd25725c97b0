import { createServer } from 'node:net';
import type { CliHost } from '#main/app/cli/cli-host.ts';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';

/** Whether the host could listen. @param port 0: any */
export function examinePort(port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(found('port', 'failed', { port, detail: 'code' in error ? String(error.code) : error.message }));
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(found('port', 'ok', { port: taken })));
    });
  });
}

/** A window needs a browser of the Chromium family and a display; without them the address can be opened elsewhere. */
export function examineBrowser({ browser }: CliHost): Finding {
  const file = browser.find();
  const display = browser.hasDisplay();
  return found('browser', file !== null && display ? 'ok' : 'warning', {
    file: file ?? '-',
    display: display ? 'yes' : 'no',
  });
}
