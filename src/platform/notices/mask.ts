/** Enough of an address to know one's own again, too little to write to it: `a•••@mail.kz`. */
export const maskMail = (address: string): string => address.replace(/^(.)[^@]*/, "$1•••");

/** The last four digits of a phone: `+7 ••• ••• 45 67`. */
export const maskPhone = (phone: string): string => `+7 ••• ••• ${phone.slice(-4, -2)} ${phone.slice(-2)}`;
