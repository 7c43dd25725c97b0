import '#main/plugins/channels/beta/connector.ts';
import 'electron';

export const relay = 'relay';
