/** Rooms of the machinery itself. The sign keeps them apart from the rooms of the product. */
export const ownRoom = (userId: number): string => `~user:${userId}`;
export const everyoneRoom = (accountId: number): string => `~account:${accountId}`;
