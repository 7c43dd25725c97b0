export const read = async (http: { fetch(): void }) => {
  await fetch('https://example.com'); // bad
  await globalThis.fetch('https://example.com'); // bad
  new WebSocket('wss://example.com'); // bad
  http.fetch();
};
