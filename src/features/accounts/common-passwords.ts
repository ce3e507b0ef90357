let list: Promise<ReadonlySet<string>> | undefined;

/**
 * The 49,000 passwords that leak most often, lower case; no password leaves the house to be checked. Unpacked from its
 * package (decision 0008) when somebody first sets a password: 70 ms and 2.4 MB.
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"]),
  );
  return list;
}
