export const forgottenConnector = { id: 'forgotten' };
