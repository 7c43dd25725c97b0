import { connector } from '#main/plugins/channels/beta/connector.ts';
import { clock } from '#core/kernel/clock.ts';
import 'ws';
import 'node:https';

export const alpha = [connector, clock];
