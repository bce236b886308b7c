/** How much of a person's data is kept, whoever saves it. */
export const mostSavedBytes = 256 * 1024;
export const mostSavedNames = 500;
export const savedName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;
