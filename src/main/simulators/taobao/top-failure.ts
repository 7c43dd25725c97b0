/** An `error_response` of TOP. Thrown by method handlers, written by the gateway. */
export class TopFailure extends Error {
  readonly code: number;
  readonly subCode: string | undefined;
  readonly subMessage: string | undefined;

  constructor(code: number, message: string, subCode?: string, subMessage?: string) {
    super(message);
    this.code = code;
    this.subCode = subCode;
    this.subMessage = subMessage;
  }
}

export const missingArgument = (name: string): TopFailure =>
  new TopFailure(40, `Missing Required Arguments: ${name}`, `isv.missing-parameter:${name}`, `缺少必选参数: ${name}`);

export const invalidArgument = (name: string, why: string): TopFailure =>
  new TopFailure(41, `Invalid arguments:${name}`, `isv.invalid-parameter:${name}`, why);

/** Caller's side: never to be retried unchanged. */
export const isvFailure = (subCode: string, subMessage: string): TopFailure =>
  new TopFailure(15, 'Remote service error', `isv.${subCode}`, subMessage);

/** Platform's side: may be retried, a shipment only after reading the trade. */
export const ispFailure = (subCode: string, subMessage: string): TopFailure =>
  new TopFailure(15, 'Remote service error', `isp.${subCode}`, subMessage);

export const apiBanned = (seconds: number): TopFailure =>
  new TopFailure(
    7,
    'App Call Limited',
    'accesscontrol.limited-by-api-access-count',
    `This ban will last for ${seconds} more seconds`,
  );

export const dailyQuotaUsed = (): TopFailure =>
  new TopFailure(
    7,
    'App Call Limited',
    'accesscontrol.limited-by-app-access-count',
    'This app has used its calls of today',
  );
