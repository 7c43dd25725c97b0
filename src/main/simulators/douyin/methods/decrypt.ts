import { orderView } from '../order-view.ts';
import type { DouyinMethod } from '../douyin-context.ts';
import { invalidParameter } from '../douyin-context.ts';

/** order.batchDecrypt: ciphertexts of orders, in clear; the phone is a virtual number with an extension. */
export const batchDecrypt: DouyinMethod = {
  name: 'order.batchDecrypt',
  needsToken: true,
  run(params, context) {
    const asked = params['cipher_infos'];
    if (!Array.isArray(asked)) throw invalidParameter('5', 'cipher_infos必须为数组');
    const decrypt_infos = asked.map((each: Record<string, unknown>) => {
      const order = context.orders.get(String(each['auth_id']));
      const cipher = String(each['cipher_text']);
      const view = order ? orderView(order, context.shop) : {};
      const isPhone = view['encrypt_post_tel'] === cipher;
      const detail: unknown = Reflect.get(Object(view['post_addr']), 'encrypt_detail');
      const text =
        view['encrypt_post_receiver'] === cipher
          ? (order?.receiver.name ?? '')
          : detail === cipher
            ? `${order?.receiver.place.street ?? ''}${order?.receiver.door ?? ''}`
            : '';
      return {
        auth_id: String(each['auth_id']),
        cipher_text: cipher,
        decrypt_text: isPhone ? `${order?.receiver.phone ?? ''}-1234` : text,
        err_no: isPhone || text !== '' ? 0 : 300_008,
        err_msg: isPhone || text !== '' ? '' : '解密失败',
        is_virtual_tel: isPhone,
        phone_no_a: isPhone ? (order?.receiver.phone ?? '') : '',
        phone_no_b: isPhone ? '1234' : '',
      };
    });
    return { decrypt_infos };
  },
};
