import type { SeenPage } from "./tools.ts";

export const protectionPages: SeenPage[] = [{ name: "protection", role: "nobody", reach: "/protection" }];
