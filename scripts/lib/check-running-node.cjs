// Loaded first, by whatever Node the machine has. The entries are CommonJS, because Node 10 (Ubuntu 20.04) knows no modules: no
// syntax newer than 2018, and nothing loaded before this.

const OLDEST_MAJOR = 20;

if (parseInt(process.versions.node, 10) < OLDEST_MAJOR) {
  console.error(
    'packbench: Node ' +
      process.versions.node +
      ' is too old; Packbench needs Node ' +
      OLDEST_MAJOR +
      ' or later to set itself up.\n' +
      'Install a current Node from https://nodejs.org (npm comes with it), open a new terminal, and run the command again.',
  );
  process.exit(1);
}
