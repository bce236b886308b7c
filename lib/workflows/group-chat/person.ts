/** Among the members of a group chat: whoever wrote. */
export const person = "person";
