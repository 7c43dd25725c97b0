import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RelayedDelivery } from '#main/lib/relay-delivery.ts';
import type { MailboxManners } from '#main/lib/relay-messages.ts';
import type { Mailbox, RelayStore } from '#main/relay/relay-store.ts';

/** Largest webhook known is a Shopify order of several hundred lines, below 1 MB. */
const MAX_BODY_BYTES = 2 << 20;
const PUSH_PATH = /^\/push\/([\w-]{16,64})((?:\/[^?]*)?)(?:\?(.*))?$/;
/** What platforms send to be echoed: letters, digits, the signs of base64. */
const ECHO = /^[\w+/=.-]{1,512}$/;

export type MailboxAnswer = MailboxManners['answer'];

export interface PushEndpointParts {
  readonly store: RelayStore;
  readonly nowMs: () => number;
  readonly mayTake: (mailbox: string) => boolean;
  readonly onKept: (mailbox: Mailbox) => void;
  /** A push was turned away and counted. */
  readonly onRefused: (mailbox: Mailbox) => void;
  /** Lets the workstation answer a proof of the address; null where it is away or says nothing in time. */
  readonly ask: (
    mailbox: Mailbox,
    delivery: RelayedDelivery,
  ) => Promise<{ status: number; contentType: string; body: string } | null>;
  readonly log: (line: string) => void;
}

/**
 * `/push/<mailbox>/...`: keeps what came, byte for byte, and answers as the platform expects only after commit. What cannot be
 * kept is refused with a status after which platforms try again. Nothing is verified here: that needs the shop's secrets.
 */
export function createPushEndpoint(parts: PushEndpointParts) {
  const { store } = parts;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const receivedAtMs = parts.nowMs();
    const [, id, path = '', query = ''] = PUSH_PATH.exec(request.url ?? '') ?? [];
    const mailbox = id === undefined ? undefined : store.findMailbox(id);
    if (!mailbox) return say(response, 404, 'nothing takes pushes at this address');
    if (!parts.mayTake(mailbox.id)) return refuse(response, mailbox, 429, 'too many at once', 2);
    const body = await readBody(request);
    if (body === 'too_large') return refuse(response, mailbox, 413, 'too large', null);
    if (body === 'broken') return void response.destroy();
    const method = request.method ?? '';
    const delivery = { method, path, query, headers: headersOf(request), body };
    const echo = echoOf(mailbox, delivery);
    if (echo !== null) return prove(response, mailbox, delivery, echo);
    if (!mailbox.manners.methods.some((each) => each === method))
      return say(response, 405, `this address takes ${mailbox.manners.methods.join(', ')}`, {
        allow: mailbox.manners.methods.join(', '),
      });
    try {
      store.keep(mailbox, delivery, receivedAtMs);
    } catch (error) {
      parts.log(`a push could not be kept: ${error instanceof Error ? error.message : String(error)}`);
      return refuse(response, mailbox, 503, 'no room at present', 60);
    }
    const { status, contentType, body: text } = mailbox.manners.answer;
    response.writeHead(status, { 'content-type': contentType }).end(text);
    parts.onKept(mailbox);
  };

  /** The workstation knows the secrets and answers first. Without it a clear text is echoed; a sealed one has to come again. */
  async function prove(
    response: ServerResponse,
    mailbox: Mailbox,
    delivery: RelayedDelivery,
    echo: string,
  ): Promise<void> {
    const answer = await parts.ask(mailbox, delivery);
    if (answer) {
      response.writeHead(answer.status, { ...PLAIN, 'content-type': answer.contentType }).end(answer.body);
      return;
    }
    const isSealed = new URLSearchParams(delivery.query).has('msg_signature');
    if (isSealed || !ECHO.test(echo)) return say(response, 503, 'the workstation is away', { 'retry-after': '60' });
    return say(response, 200, echo);
  }

  function refuse(
    response: ServerResponse,
    mailbox: Mailbox,
    status: number,
    why: string,
    againS: number | null,
  ): void {
    try {
      store.noteRefused(mailbox.id);
    } catch {
      // No room for the count either: the log has it.
    }
    parts.log(`refused a push of mailbox ${mailbox.id.slice(0, 6)}…: ${why}`);
    say(response, status, why, againS === null ? {} : { 'retry-after': String(againS) });
    parts.onRefused(mailbox);
  }
}

const PLAIN = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'" };

function say(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...PLAIN, 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text);
}

function echoOf({ manners }: Mailbox, { method, query }: RelayedDelivery): string | null {
  if (method !== 'GET' || manners.echoParameter === null) return null;
  return new URLSearchParams(query).get(manners.echoParameter);
}

function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : []));
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | 'too_large' | 'broken'> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Uint8Array>) {
      size += part.length;
      // Read to its end all the same, so that the answer is heard; nothing of it is held.
      if (size <= MAX_BODY_BYTES) parts.push(part);
      else if (size > 16 * MAX_BODY_BYTES) return 'broken';
    }
  } catch {
    return 'broken';
  }
  return size > MAX_BODY_BYTES ? 'too_large' : Buffer.concat(parts);
}
