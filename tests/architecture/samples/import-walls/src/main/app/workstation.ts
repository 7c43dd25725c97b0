import '#main/host/node/serve.ts';

export const run = () => 'run';
