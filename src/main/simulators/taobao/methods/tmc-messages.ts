import { invalidArgument, missingArgument } from '../top-failure.ts';
import type { TopMethod } from '../top-context.ts';
import { applyRowFaults } from './row-faults.ts';

/** taobao.tmc.messages.consume: takes messages of the app off the queue; an empty queue leaves the list out. */
export const tmcMessagesConsume: TopMethod = {
  name: 'taobao.tmc.messages.consume',
  needsSession: false,
  run(parameters, context) {
    const text = parameters.get('quantity');
    const quantity = text ? Number(text) : 100;
    if (!Number.isInteger(quantity) || quantity < 10 || quantity > 200) {
      throw invalidArgument('quantity', '取值范围 10-200');
    }
    const messages = applyRowFaults(context.queue.consume(quantity), this.name, context);
    return messages.length === 0 ? {} : { messages: { tmc_message: messages } };
  },
};

/** taobao.tmc.messages.confirm: acknowledges by id; unknown ids are no error. */
export const tmcMessagesConfirm: TopMethod = {
  name: 'taobao.tmc.messages.confirm',
  needsSession: false,
  run(parameters, context) {
    const ids = parameters.get('s_message_ids');
    if (!ids) throw missingArgument('s_message_ids');
    context.queue.confirm(ids.split(',').map((id) => id.trim()));
    return { is_success: true };
  },
};

/** taobao.tmc.user.permit: the seller's messages come from then on. The queue of the simulator tells them anyhow. */
export const tmcUserPermit: TopMethod = {
  name: 'taobao.tmc.user.permit',
  needsSession: true,
  run(_parameters, context) {
    context.permitMessages();
    return { is_success: true };
  },
};
