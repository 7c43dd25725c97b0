/** An `error_response` of Pinduoduo. Thrown by method handlers, written by the gateway. */
export class PddFailure extends Error {
  readonly code: number;
  readonly subCode: string | null;
  readonly subMessage: string;

  constructor(code: number, message: string, subMessage = '', subCode: string | null = null) {
    super(message);
    this.code = code;
    this.subCode = subCode;
    this.subMessage = subMessage;
  }
}

/** Which of the parameter codes (10000, 10001) stands for what is not documented. */
export const invalidParameter = (name: string, why: string): PddFailure =>
  new PddFailure(10001, '参数错误', `${name}: ${why}`);

/** Business validation (30000, 30001): never to be retried unchanged. */
export const refusedByRule = (why: string): PddFailure => new PddFailure(30001, '业务校验不通过', why);

export const tooFrequent = (): PddFailure => new PddFailure(70031, '调用过于频繁，请稍后再试');
