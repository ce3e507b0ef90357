/** Where the poster leads: without a language, so that every phone gets its own. */
export const joinAddress = (origin: string, slug: string): string => `${origin}/hubs/${slug}/join`;

/** Where a card leads; the address holds nothing secret, the code is typed. */
export const cardAddress = (origin: string): string => `${origin}/sign-in/card`;

/** An address as people type it. */
export const typedAddress = (address: string): string => address.replace(/^https?:\/\//, "");
