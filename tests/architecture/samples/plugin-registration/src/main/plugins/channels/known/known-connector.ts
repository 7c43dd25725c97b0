export const knownConnector = { id: 'known' };
