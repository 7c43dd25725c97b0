import { knownConnector } from '#main/plugins/channels/known/known-connector.ts';

export const CHANNELS = [knownConnector];
