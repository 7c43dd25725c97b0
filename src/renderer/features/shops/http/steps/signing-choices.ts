/** Choices of whatever is signed or carries a key. */
export const PLACES = ['header', 'query'];
export const HASHES = ['md5', 'sha1', 'sha256', 'sha512'];
export const ENCODINGS = ['hex', 'hex-upper', 'base64'];
