export type Lock = { release: () => void; holder?: never };
export type Held = { holder: { pid: number; note: string }; release?: never };

/** Takes the lock that is the folder `folder`, leaving `note` for others to read, or tells who holds it. */
export function takeLock(folder: string, note?: string): Promise<Lock | Held>;
