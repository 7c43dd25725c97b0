import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';

const decoder = new TextDecoder();

/** Reads payloads that are drafts already: for seeding, where no vendor's format is measured. */
export const JSON_READER: Pick<ChannelConnector, 'readOrder'> = {
  readOrder: (payload) => ({ ok: true, draft: JSON.parse(decoder.decode(payload)) as OrderDraft, messages: [] }),
};
