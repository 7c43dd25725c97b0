import { parseJson } from '#main/lib/http-json.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import { createMessageLine, lineFailure, openingFailure } from '#main/plugins/channels/message-line.ts';
import type { TakePushes } from '#main/plugins/channels/message-line.ts';
import { LinkFrame, SuccessAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { signLink } from '#main/plugins/channels/pinduoduo/sign.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** For example `pdd_refund_RefundCreated`. */
const REFUND_TOPICS = 'pdd_refund_';
const Content = z.object({ tid: z.union([z.string(), z.number()]).transform(String) });

/**
 * Holds the long connection of the message service (`wss://.../message/<client id>/<ms>/<digest>`) until the signal ends it,
 * it breaks, or nothing arrives for too long. One message is taken after the other; each is acknowledged after `take` has
 * resolved, and where `take` rejects, the connection is given up with nothing acknowledged. Messages are hints.
 *
 * The frames (`HeartBeat`, `Common`, `Ack`) stand in no document; they are those of the vendor's Java SDK. The name of the
 * acknowledgement and the form of the digest can be set. A client has one connection for all its merchants.
 */
export async function listenPinduoduoPushes(context: PinduoduoContext, take: TakePushes): Promise<PluginResult<null>> {
  if (context.signal.aborted) return succeeded(null);
  const refused = await openService(context);
  if (refused) return failed(refused);
  const { config, clock, signal } = context;
  const line = createMessageLine({
    signal,
    take,
    mostAtOnce: 1,
    heartbeatSeconds: config.heartbeatSeconds,
    silenceSeconds: config.silenceSeconds,
    beat(socket) {
      const atMs = clock.nowMs();
      socket.send({ id: atMs, commandType: 'HeartBeat', time: atMs });
    },
  });
  try {
    const socket = await context.openSocket({
      url: linkUrl(context),
      connectTimeoutMs: config.requestTimeoutMs,
      onMessage(message, text) {
        line.heard();
        const frame = LinkFrame.safeParse(message);
        if (!frame.success || frame.data.commandType !== 'Common' || !frame.data.message) return;
        line.receive({
          push: toPush(frame.data, text),
          acknowledgement: acknowledgement(frame.data, config.ackCommand, clock.nowMs()),
        });
      },
      onGone: (detail) => line.end(lineFailure('ERR_CHANNEL_LINE_CLOSED', detail)),
    });
    line.start(socket);
  } catch (error) {
    return failed(openingFailure(error));
  }
  return line.ended;
}

/** Message service for this merchant, with the topics of the app; doing it again does no harm. */
async function openService(context: PinduoduoContext): Promise<PluginFailure | null> {
  const reply = await writePdd(context, {
    type: 'pdd.pmc.user.permit',
    root: 'pmc_user_permit_response',
    parameters: {},
    answer: SuccessAnswer,
  });
  if (reply.ok) return reply.value.is_success ? null : refusal(null, 'pdd.pmc.user.permit: is_success is false');
  return repeatable(reply.failure);
}

function linkUrl(context: PinduoduoContext): string {
  const { clientId, clientSecret } = context.credentials;
  const atMs = context.clock.nowMs();
  const digest = signLink(clientId, atMs, clientSecret, context.config.linkDigest);
  const base = context.config.messageUrl.replace(/\/$/, '');
  return `${base}/message/${encodeURIComponent(clientId)}/${atMs}/${encodeURIComponent(digest)}`;
}

function toPush(frame: LinkFrame, text: string): QueuedPush {
  const sentAtMs = Number(frame.sendTime ?? Number.NaN);
  return {
    id: frame.id,
    topic: frame.message?.type ?? '',
    externalNumber: Content.safeParse(parseJson(frame.message?.content ?? '')).data?.tid ?? null,
    publishedAtMs: Number.isSafeInteger(sentAtMs) ? sentAtMs : null,
    seller: frame.message?.mallID ?? null,
    tellsRefund: (frame.message?.type ?? '').startsWith(REFUND_TOPICS),
    payload: new TextEncoder().encode(text),
  };
}

/** Written by hand: numbers of messages may be longer than a JavaScript number. */
function acknowledgement(frame: LinkFrame, command: string, atMs: number): string {
  const bare = (value: string | number | null | undefined): string =>
    /^-?\d+$/.test(String(value ?? '')) ? String(value) : JSON.stringify(value ?? null);
  return (
    `{"id":${bare(frame.id)},"commandType":${JSON.stringify(command)},"time":${atMs},"sendTime":${bare(frame.sendTime)},` +
    `"type":${JSON.stringify(frame.message?.type ?? '')},"mallID":${bare(frame.message?.mallID)}}`
  );
}
