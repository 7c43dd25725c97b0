import type { HttpClient } from '#main/lib/http-client.ts';
import type { ApiNotice, ChannelConnector } from '#main/plugins/channels/channel-connector.ts';

/** Listens to what a platform says of its own API beside its answers. */
export function watchApiNotices(
  http: HttpClient,
  connector: Pick<ChannelConnector, 'readApiNotice'>,
  note: (notice: ApiNotice) => void,
): HttpClient {
  const { readApiNotice } = connector;
  if (!readApiNotice) return http;
  return {
    async send(request) {
      const outcome = await http.send(request);
      const notice = outcome.kind === 'answer' ? readApiNotice(outcome.headers) : null;
      if (notice) note(notice);
      return outcome;
    },
  };
}
