import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { JsonSocket } from '#main/lib/json-socket.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { authRefusal, refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { createMessageLine, lineFailure, openingFailure } from '#main/plugins/channels/message-line.ts';
import type { MessageLine, TakePushes } from '#main/plugins/channels/message-line.ts';
import { writeTop } from '#main/plugins/channels/taobao/call.ts';
import { orderOfMessage, tellsRefund } from '#main/plugins/channels/taobao/push-queue.ts';
import type { TaobaoConfig, TaobaoContext } from '#main/plugins/channels/taobao/schemas.ts';
import { signTop } from '#main/plugins/channels/taobao/sign.ts';
import { readTmcFrame, writeTmcFrame } from '#main/plugins/channels/taobao/tmc-frames.ts';
import type { TmcFrame, TmcValue } from '#main/plugins/channels/taobao/tmc-frames.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** Values of `__kind`: what a frame of kind `send` is about. */
const PULL = 1;
const CONFIRM = 2;
const MOST_AT_ONCE = 200;
/** The vendor's clients send a sign of life every 45 to 60 seconds and ask for messages every 15 to 30. */
const BEAT_S = 30;
const SILENCE_S = 100;
const UNPACKED_MOST_BYTES = 4 * 1024 * 1024;

const PermitAnswer = z.object({ is_success: z.boolean() });

/** TOP's own services by its gateways; null where the gateway is none of TOP's: then the queue is asked alone. */
export function messageServiceOf({
  messageUrl,
  gatewayUrl,
}: Pick<TaobaoConfig, 'messageUrl' | 'gatewayUrl'>): string | null {
  if (messageUrl) return messageUrl;
  const { hostname } = new URL(gatewayUrl);
  if (hostname.endsWith('.tbsandbox.com')) return 'ws://mc.api.tbsandbox.com/';
  return hostname.endsWith('.taobao.com') ? 'ws://mc.api.taobao.com/' : null;
}

/**
 * Holds TOP's message channel until the signal ends it, it breaks, or nothing arrives for too long. The connection bears the
 * app's signature in its first frame; the answer's token goes along with all that follow. Messages are hints; each is confirmed
 * after `take` has resolved. An app has one channel for all its sellers, and messages that are not confirmed come again.
 */
export async function listenTaobaoPushes(context: TaobaoContext, take: TakePushes): Promise<PluginResult<null>> {
  const url = messageServiceOf(context.config);
  if (context.signal.aborted || url === null) return succeeded(null);
  const refused = await permitSeller(context);
  if (refused) return failed(refused);
  let token: string | undefined;
  const line = createMessageLine({
    signal: context.signal,
    take,
    mostAtOnce: MOST_AT_ONCE,
    heartbeatSeconds: BEAT_S,
    silenceSeconds: SILENCE_S,
    beat(socket) {
      socket.ping();
      if (token !== undefined) socket.send(sendFrame(token, { __kind: PULL }));
    },
  });
  let opened: JsonSocket | null = null;
  try {
    opened = await context.openSocket({
      url,
      connectTimeoutMs: context.config.requestTimeoutMs,
      onMessage: () => undefined,
      onBytes(bytes) {
        line.heard();
        const frame = readTmcFrame(bytes);
        if (frame?.kind === 'connect-ack') {
          const denied = denialIn(frame);
          if (denied) return line.end(denied);
          token = frame.token;
          opened?.send(sendFrame(token, { __kind: PULL }));
        } else if (frame?.kind === 'send') hear(line, frame, token);
      },
      onPong: line.heard,
      onGone: (detail) => line.end(lineFailure('ERR_CHANNEL_LINE_CLOSED', detail)),
    });
  } catch (error) {
    return failed(openingFailure(error));
  }
  opened.send(connectFrame(context));
  line.start(opened);
  return line.ended;
}

/** Messages of this seller, with the topics of the app; doing it again does no harm. */
async function permitSeller(context: TaobaoContext): Promise<PluginFailure | null> {
  const reply = await writeTop(context, { method: 'taobao.tmc.user.permit', parameters: {}, answer: PermitAnswer });
  if (reply.ok) return reply.value.is_success ? null : refusal(null, 'taobao.tmc.user.permit: is_success is false');
  return repeatable(reply.failure);
}

export function connectFrame({
  config,
  credentials,
  clock,
}: Pick<TaobaoContext, 'config' | 'credentials' | 'clock'>): Uint8Array {
  const signed = {
    app_key: credentials.appKey,
    group_name: config.messageGroup,
    timestamp: String(clock.nowMs()),
  };
  return writeTmcFrame({
    kind: 'connect',
    values: {
      ...signed,
      sign: signTop(signed, credentials.appSecret, 'md5'),
      sdk: 'packbench',
      intranet_ip: '127.0.0.1',
    },
  });
}

function sendFrame(token: string | undefined, values: Readonly<Record<string, TmcValue>>): Uint8Array {
  return writeTmcFrame({ kind: 'send', ...(token === undefined ? {} : { token }), values });
}

function denialIn({ statusCode = 0, statusPhrase = '' }: TmcFrame): PluginFailure | null {
  return statusCode > 0 ? authRefusal(String(statusCode), `message service: ${statusPhrase}`) : null;
}

/** A frame without an id is no message. */
function hear(line: MessageLine, { values }: TmcFrame, token: string | undefined): void {
  const { id } = values;
  if (typeof id !== 'bigint') return;
  line.receive({ push: toPush(id, values), acknowledgement: sendFrame(token, { __kind: CONFIRM, id }) });
}

/** Kept as the queue would tell it: the frame's values, their names as they came. */
function toPush(id: bigint, values: TmcFrame['values']): QueuedPush {
  const { topic: named, time, userid, nick } = values;
  const topic = typeof named === 'string' ? named : '';
  const content = unpacked(values['content'] ?? null);
  const told = Object.entries({ ...values, content }).map(
    ([name, value]) => `${JSON.stringify(name)}:${typeof value === 'bigint' ? String(value) : JSON.stringify(value)}`,
  );
  return {
    id: String(id),
    topic,
    externalNumber: orderOfMessage(content),
    publishedAtMs: time instanceof Date && Number.isSafeInteger(time.getTime()) ? time.getTime() : null,
    tellsRefund: tellsRefund(topic),
    seller: typeof userid === 'bigint' ? String(userid) : typeof nick === 'string' ? nick : null,
    payload: new TextEncoder().encode(`{${told.join(',')}}`),
  };
}

/** Long contents come packed. What cannot be unpacked tells of no order: it is parked for a person. */
function unpacked(content: TmcValue): string {
  if (typeof content === 'string') return content;
  if (!(content instanceof Uint8Array)) return '';
  try {
    return gunzipSync(content, { maxOutputLength: UNPACKED_MOST_BYTES }).toString('utf8');
  } catch {
    return '';
  }
}
