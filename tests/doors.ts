import type { Role } from "./sample-hub.ts";

const helper = (post: string) => ["member", "staff", post];

const held: Record<Role, string[]> = {
  nobody: [],
  waiting: ["member"],
  volunteer: ["member"],
  reviewer: helper("reviewer"),
  trainer: helper("trainer"),
  facilitator: helper("facilitator"),
  organisation_lead: helper("organisation_lead"),
  observer: helper("observer"),
  safeguarding_focal_point: helper("safeguarding_focal_point"),
  coordinator: helper("coordinator"),
  regional_coordinator: helper("coordinator"),
  national_coordinator: [...helper("national_coordinator"), "coordinator"],
  administrator: helper("administrator"),
};

/** The access list read by hand, apart from the product's own reading of it. */
export const mayOpen = (role: Role, access: string): boolean =>
  access === "anyone" || access.split(",").some((each) => held[role].includes(each));
