/** An error in WordPress's own form: `{"code":…,"message":…,"data":{"status":…}}`. */
export class WooRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const noRoute = (): WooRefusal =>
  new WooRefusal(404, 'rest_no_route', 'No route was found matching the URL and request method.');

export const unknownOrder = (): WooRefusal =>
  new WooRefusal(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');

export const invalidParameter = (name: string): WooRefusal =>
  new WooRefusal(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`);
