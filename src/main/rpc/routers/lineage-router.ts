import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { listMessages } from '#main/usecases/lineage/list-messages.ts';
import { readMessage } from '#main/usecases/lineage/read-message.ts';
import { downloadMessage, revealMessage } from '#main/usecases/lineage/reveal-message.ts';

const { lineage } = base;

export const lineageRouter = lineage.router({
  list: lineage.list.handler(({ input, context }) => listMessages(context.services.context.read, input.orderId)),
  message: lineage.message.handler(({ input, context: { services } }) =>
    readMessage(services.context.read, services.shops.findChannel, input, true),
  ),
  reveal: lineage.reveal.handler(({ input, context }) =>
    revealMessage(context.services.context, context.services.shops.findChannel, actOf(context), input),
  ),
  download: lineage.download.handler(({ input, context }) => {
    const { fileName, content } = downloadMessage(context.services.context, actOf(context), input);
    return { fileName, contentBase64: Buffer.from(content).toString('base64') };
  }),
});
