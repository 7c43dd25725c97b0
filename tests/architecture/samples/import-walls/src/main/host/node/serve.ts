import '#main/db/open.ts';
import { alpha } from '#main/plugins/channels/alpha/connector.ts';
import 'electron';
import { send } from '#main/lib/send.ts';

export const serve = () => send();
