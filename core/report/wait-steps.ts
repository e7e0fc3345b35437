/** Steps of a distribution of waits, the last of them open to the right. */
export const stepMinutes = 5;
export const stepCount = 13;
