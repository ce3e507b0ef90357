import type { FastifyInstance } from "fastify";
import { found } from "../../../platform/errors.ts";
import type { FeatureParts } from "../../../platform/feature.ts";
import { signedIn } from "../../../platform/http/access.ts";
import { deviceOf, give, held, takeBack } from "../../accounts/index.ts";
import { joiningText } from "../../consents/index.ts";
import { ageAt, getPerson } from "../../people/index.ts";
import { homesOf } from "../homes.ts";
import { HubForm, Reached, ReadForm } from "../forms.ts";
import { openHubs } from "../hubs.ts";
import { CheckPage } from "../pages/joining/check-page.tsx";
import { DonePage } from "../pages/joining/done-page.tsx";
import { MemberJoinPage } from "../pages/joining/member-join-page.tsx";
import { homeLine, hubLine } from "../present.ts";
import { getHub } from "../../hubs/index.ts";
import type { Answers } from "../rules.ts";
import { joinAnother, type Sent, sendJoining } from "../sending.ts";
import { membershipsOf } from "../store/memberships.ts";
import { heldForm, takeForm } from "./cookie.ts";
import { drawStep } from "./joining-steps.ts";

const open = { access: "anyone" } as const;
const member = { access: "member" } as const;

/** The end of the way into a hub: everything once more, sending, and what comes then. */
export function joiningEndRoutes(app: FastifyInstance, parts: FeatureParts): void {
  check(app, parts);
  done(app, parts);
  joinMore(app, parts);
}

function check(app: FastifyInstance, parts: FeatureParts): void {
  const { settings, db, now } = parts;

  app.get("/join/check", { config: open }, (request, reply) =>
    drawStep(request, reply, parts, "check", async (reply, { joining, hub, age }) => {
      const code = joining.answers.settlement_code ?? "";
      const home = (await homesOf(db, [code])).get(code);
      return reply.page(CheckPage, {
        hub: hubLine(hub, reply.language()),
        contact: joining.contact,
        age: age ?? 0,
        text: await joiningText(db, reply.language()),
        told: { ...nothing, ...told(joining.answers), home: home && homeLine(home, reply.language()) },
      });
    }),
  );

  app.post("/join/check", { config: open }, async (request, reply) => {
    const browser = {
      token: heldForm(request, settings),
      device: deviceOf(request.headers["user-agent"]),
      session: held(request, settings, "session"),
      ...ReadForm.parse(request.body ?? {}),
    };
    const sent = await sendJoining(parts, browser, now());
    if (sent.kind === "joined") {
      takeBack(reply, settings, "proof", "ticket");
      give(reply, settings, "session", sent.session);
    }
    return reply.to(wayOn(sent));
  });
}

const nothing = {
  surname: "",
  given_name: "",
  patronymic: null,
  birth_date: "",
  occupation: "",
  occupation_place: "",
  speaks: [],
  wishes: "",
};

/** The answers that were given, without those that were not. */
const told = (answers: Answers) =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)) as {
    [Field in keyof Answers]: Exclude<Answers[Field], undefined>;
  };

function wayOn(sent: Sent): string {
  switch (sent.kind) {
    case "joined":
      return "/join/done";
    case "incomplete":
      return `/join/${sent.step}`;
    case "refused":
      return "/join/name";
    case "known":
      return "/join/known?same=yes";
    case "gone":
      return "/join?lost=yes";
  }
}

function done(app: FastifyInstance, { settings, db }: FeatureParts): void {
  app.get("/join/done", { config: member }, async (request, reply) => {
    const who = signedIn(request);
    const latest = (await membershipsOf(db, who.id)).at(-1);
    if (!latest) return reply.to("/me");
    const hub = hubLine(found(await getHub(db, latest.hub_id)), reply.language());
    // The answer has arrived, so this browser needs to ask for it no more: whoever has it next finds nothing.
    takeForm(reply, settings);
    const waiting = latest.status === "waiting_for_consent";
    return reply.page(DonePage, { given_name: who.given_name, hub, waiting });
  });
}

function joinMore(app: FastifyInstance, parts: FeatureParts): void {
  const { db, now } = parts;

  const choices = async (person: string, language: Parameters<typeof hubLine>[1]) => {
    const mine = (await membershipsOf(db, person)).filter((each) => each.status !== "left");
    const hubs = (await openHubs(db, now())).filter((hub) => !mine.some((each) => each.hub_id === hub.id));
    return hubs.map((hub) => hubLine(hub, language));
  };

  app.get("/join/member", { config: member }, async (request, reply) => {
    const who = signedIn(request);
    const { hub: chosen } = Reached.parse(request.query);
    const hubs = await choices(who.id, reply.language());
    return reply.page(MemberJoinPage, { given_name: who.given_name, hubs, chosen });
  });

  app.post("/join/member", { config: member }, async (request, reply) => {
    const who = signedIn(request);
    const { hub: slug } = HubForm.parse(request.body ?? {});
    const page = { given_name: who.given_name, hubs: await choices(who.id, reply.language()), chosen: slug };
    const hub = (await openHubs(db, now())).find((each) => each.slug === slug);
    if (!hub) return reply.code(422).page(MemberJoinPage, { ...page, problem: "missing" });
    const joined = await joinAnother(parts, who, hub.id, now());
    if (joined.kind === "joined") return reply.to(`/me?joined=${hub.slug}`);
    const { birth_date } = found(await getPerson(db, who.id));
    const unfit = {
      reason: joined.reason,
      hub: hubLine(hub, reply.language()),
      age: ageAt(birth_date, hub.time_zone, now()),
    };
    return reply.code(422).page(MemberJoinPage, { ...page, unfit });
  });
}
