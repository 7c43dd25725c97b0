export const stamp = (clock: { now(): number }) => [
  Date.now(), // bad
  new Date(), // bad
  Math.random(), // bad
  crypto.randomUUID(), // bad
  new Date(0),
  clock.now(),
];
