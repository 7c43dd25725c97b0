import type { SimulatorAnswer } from '../kit/simulator-answer.ts';

/** Outer codes: the platform's own refusals (reference B1). Meanings as listed there; texts shortened. */
const OUTER_TEXTS: Readonly<Record<string, string>> = {
  A1000: '',
  A1001: '必传参数不可为空',
  A1002: '请求时效已过期',
  A1003: 'IP无效',
  A1004: '无对应服务权限',
  A1005: '流量受控',
  A1006: '数字签名无效',
  A1007: '重复请求',
  A1008: '服务代码不存在',
  A1009: '调用下游服务异常',
  A1010: '服务已关闭',
  A1099: '系统异常',
};

/** Inner codes. S0001 and S0002 are from memory of the vendor's list; the others stand in the reference. */
const INNER_TEXTS: Readonly<Record<string, string>> = {
  S0001: '非法的JSON格式',
  S0002: '必填参数为空',
  '8016': '重复下单',
  '8024': '未下单',
  '8037': '已消单',
  '8177': '高峰期限制下单',
  '8252': '订单已确认',
  '20035': '托寄物为禁寄品',
};

export class SfOuterFailure extends Error {
  readonly code: string;

  constructor(code: string, text = OUTER_TEXTS[code] ?? '') {
    super(text);
    this.code = code;
  }
}

export class SfInnerFailure extends Error {
  readonly code: string;

  constructor(code: string, text = INNER_TEXTS[code] ?? '') {
    super(text);
    this.code = code;
  }
}

const write = (body: unknown): SimulatorAnswer => ({ status: 200, body: JSON.stringify(body) });

/** `apiResultData` is a JSON text inside the JSON: clients must parse twice. */
export function sfSuccess(apiResponseID: string, msgData: unknown): SimulatorAnswer {
  const inner = JSON.stringify({ success: true, errorCode: 'S0000', errorMsg: null, msgData });
  return write({ apiErrorMsg: '', apiResponseID, apiResultCode: 'A1000', apiResultData: inner });
}

export function sfInnerFailure(apiResponseID: string, failure: SfInnerFailure): SimulatorAnswer {
  const inner = JSON.stringify({ success: false, errorCode: failure.code, errorMsg: failure.message, msgData: null });
  return write({ apiErrorMsg: '', apiResponseID, apiResultCode: 'A1000', apiResultData: inner });
}

export function sfOuterFailure(apiResponseID: string, failure: SfOuterFailure): SimulatorAnswer {
  return write({ apiErrorMsg: failure.message, apiResponseID, apiResultCode: failure.code, apiResultData: null });
}
