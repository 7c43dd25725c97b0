import { isForbiddenAddress } from '#main/plugins/channels/http-api/addresses.ts';
import { askSample } from '#main/plugins/channels/http-api/ask-sample.ts';
import { httpApiConnector } from '#main/plugins/channels/http-api/http-api-connector.ts';
import { mappingFault } from '#main/plugins/channels/http-api/mapping-fault.ts';
import { previewSample } from '#main/plugins/channels/http-api/preview.ts';
import { HTTP_STARTERS } from '#main/plugins/channels/http-api/starters.ts';
import { checkSettings } from '#main/usecases/check-settings.ts';
import type { HttpTemplateServices } from '#main/usecases/shops/http-templates/http-template-services.ts';
import type { ShopServices } from '#main/usecases/shops/manage-shops.ts';

/** Gives the use cases of templates what the channel of HTTP APIs can do. */
export function createHttpTemplateServices(shops: Pick<ShopServices, 'trialContext'>): HttpTemplateServices {
  return {
    channelId: httpApiConnector.id,
    starters: HTTP_STARTERS,
    isAddressAllowed: (url) => !isForbiddenAddress(url),
    mappingFault,
    preview: previewSample,
    async ask({ template, baseUrl, credentials, sampleOf, number, hours }) {
      const config = checkSettings(httpApiConnector.configSchema, { template, baseUrl });
      const keys = checkSettings(httpApiConnector.credentialsSchema, credentials);
      const trial = { ...shops.trialContext(config, keys), config, credentials: keys };
      const asked = await askSample(trial, { of: sampleOf, number, hours });
      if (asked.ok) return { sample: asked.value, problem: null };
      const { code, vendorCode, vendorText } = asked.failure;
      return { sample: null, problem: { code, data: { vendorCode, vendorText } } };
    },
  };
}
