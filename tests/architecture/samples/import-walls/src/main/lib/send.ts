import '#core/kernel/clock.ts';
import '#main/plugins/channels/alpha/connector.ts';

export const send = () => 'send';
