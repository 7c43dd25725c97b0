/** An `error_response` of JD's gateway. */
export class JdFailure extends Error {
  readonly code: string;
  readonly zhDesc: string;

  constructor(code: number, zhDesc: string, enDesc: string) {
    super(enDesc);
    this.code = String(code);
    this.zhDesc = zhDesc;
  }
}

export const callLimited = (): JdFailure => new JdFailure(2, '限制时间内调用失败次数', 'App Call Limited');

/** A business answer that says no inside an answer that was delivered well. */
export interface JdResult {
  readonly success: boolean;
  readonly errorCode: string;
  readonly text: string;
}

export const GOOD: JdResult = { success: true, errorCode: '', text: '成功' };
export const bad = (errorCode: string, text: string): JdResult => ({ success: false, errorCode, text });
