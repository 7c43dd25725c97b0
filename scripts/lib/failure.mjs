/** A failure that the reader can act on: printed without a stack. */
export class Failure extends Error {
  /**
   * @param {string} message What happened and what to do.
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function and turns its outcome into the exit code.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`packbench: ${error.message}`);
    process.exitCode = error.exitCode;
  }
}
