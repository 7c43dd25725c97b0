/** Calls the HTTP API; tokens take turns, because each may call only so often. */
export interface ApiCaller {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
}

export function createApiCaller(url: string, tokens: readonly string[]): ApiCaller {
  let turn = 0;
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    turn += 1;
    const answer = await fetch(`${url}api/${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens[turn % tokens.length]}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  return { get: (path) => call('GET', path), post: (path, body = {}) => call('POST', path, body) };
}
