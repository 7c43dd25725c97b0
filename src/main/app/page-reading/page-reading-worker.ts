import { parentPort } from 'node:worker_threads';
import { joinBytes, splitBytes } from '#main/app/page-reading/page-reading-messages.ts';
import type { PageReply, PageRequest } from '#main/app/page-reading/page-reading-messages.ts';
import { CHANNELS } from '#main/app/registries.ts';
import { readPayload } from '#main/usecases/orders/page-reader.ts';

/** Entry of the thread that reads pages of orders; it only computes. */
parentPort?.on('message', (request: PageRequest) => {
  const reply = answer(request);
  parentPort?.postMessage(reply, 'packed' in reply ? [reply.packed.bytes.buffer] : []);
});

function answer({ id, scope, payloads }: PageRequest): PageReply {
  const connector = CHANNELS.find(scope.channelId);
  if (!connector) return { id, fault: `no channel ${scope.channelId}` };
  try {
    const read = splitBytes(payloads).map((payload) => readPayload(connector, scope, payload));
    return {
      id,
      digests: read.map((each) => each.sha256),
      packed: joinBytes(read.map((each) => each.packed)),
      readings: read.map((each) => each.reading),
    };
  } catch (error) {
    return { id, fault: String(error) };
  }
}
