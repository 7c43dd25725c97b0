import '#main/plugins/channels/beta/connector.ts';
import 'better-sqlite3';

export const shop = 'shop';
