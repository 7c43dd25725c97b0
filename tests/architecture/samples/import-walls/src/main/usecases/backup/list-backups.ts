import '#main/plugins/channels/beta/connector.ts';
import '#main/lib/send.ts';
import 'ws';
import 'node:net';

export const listBackups = () => [];
