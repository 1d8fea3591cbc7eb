/** Longest name of a group in characters. */
export const MAX_NAME = 100;

/** Longest description that gateways take, in characters. */
export const MAX_DESCRIPTION = 2048;

/** Largest picture in bytes. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
