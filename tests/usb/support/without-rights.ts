const NOBODY = 65_534;

/** Does it as a user who may open no device. The guest's programs are root otherwise. */
export async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
  if (!process.setegid || !process.seteuid) throw new TypeError('no users on this system');
  process.setegid(NOBODY);
  process.seteuid(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid(0);
    process.setegid(0);
  }
}
