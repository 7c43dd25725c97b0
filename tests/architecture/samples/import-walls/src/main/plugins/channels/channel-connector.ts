import { connector } from '#main/plugins/channels/beta/connector.ts';
import { clock } from '#core/kernel/clock.ts';
import 'ws';
import 'node:fs';

export const contract = [connector, clock];
