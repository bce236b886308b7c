/** Marks sessions that only try something: lists leave them out unless they are asked for by this tag. */
export const trialTag = "trial";
