/** What a new request of a template starts with. */
export const GET = { method: 'GET', path: '/', query: [], headers: [], bodyKind: 'none', body: '' };
export const POST = { ...GET, method: 'POST', bodyKind: 'json', body: '{}' };
