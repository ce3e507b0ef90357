import type { Access } from "../src/platform/http/access.ts";
import type { Role } from "./sample-hub.ts";

const held: Record<Role, Access[]> = {
  nobody: [],
  waiting: ["member"],
  volunteer: ["member"],
  coordinator: ["member", "staff", "coordinator"],
  national_coordinator: ["member", "staff", "national_coordinator", "coordinator"],
  administrator: ["member", "staff", "administrator"],
};

/** The access list read by hand, apart from the product's own reading of it. */
export const mayOpen = (role: Role, access: string): boolean =>
  access === "anyone" || held[role].some((each) => each === access);
