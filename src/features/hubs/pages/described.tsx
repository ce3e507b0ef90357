import type { ComponentChildren } from "preact";
import { m } from "../../../platform/i18n/words.ts";
import { spacePhone } from "../../../ui/phone/space-phone.ts";
import { type HubField, type HubProfile, languages, type Texts } from "../rules.ts";
import { dayOf, languagesOf, mark, type Named, Names } from "./said.tsx";

/** Names of the places a profile speaks of by code. */
export type PlaceNames = Record<string, Named>;

type Draw = (hub: HubProfile, places: PlaceNames) => ComponentChildren;

/** An answer as people read it: in each language it was written in, nothing where it was not. */
export const described = (field: HubField, hub: HubProfile, places: PlaceNames): ComponentChildren =>
  drawers[field](hub, places);

const age =
  (field: "lowest_age" | "highest_age" | "consent_age"): Draw =>
  (hub) =>
    m["hubs.field.years"]({ age: hub[field] });

const drawers: Record<HubField, Draw> = {
  name: (hub) => inThree(hub.name),
  address: (hub) => inThree(hub.address),
  about: (hub) => inThree(hub.about),
  partners: (hub) => hub.partners.map((partner) => <div>{inThree(partner)}</div>),
  city_code: (hub, places) => namesOf([hub.city_code], places),
  area: (hub, places) => namesOf(hub.area, places),
  lowest_age: age("lowest_age"),
  highest_age: age("highest_age"),
  consent_age: age("consent_age"),
  languages: (hub) => languagesOf(hub),
  time_zone: (hub) => hub.time_zone,
  opened_on: (hub) => hub.opened_on && dayOf(hub.opened_on),
  email: (hub) => hub.email,
  phone: (hub) => hub.phone && spacePhone(hub.phone),
};

/** Whether there is anything to read in an answer. */
export function isSaid(field: HubField, hub: HubProfile): boolean {
  const answer = hub[field];
  if (Array.isArray(answer)) return answer.length > 0;
  if (typeof answer === "object") return Object.values(answer).some(Boolean);
  return typeof answer === "number" ? Number.isInteger(answer) : answer !== "";
}

const inThree = (texts: Texts) =>
  languages
    .filter((each) => texts[each])
    .map((each) => (
      <p lang={mark(each)} class="whitespace-pre-line">
        {texts[each]}
      </p>
    ));

const namesOf = (codes: string[], places: PlaceNames) => (
  <Names names={codes.flatMap((code) => places[code] ?? [])} />
);
