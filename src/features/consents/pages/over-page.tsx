import { href } from "../../../platform/i18n/language.ts";
import { m } from "../../../platform/i18n/words.ts";
import { ButtonLink, Buttons } from "../../../ui/button/button.tsx";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";

type Props = { state: "answered" | "ended" | "expired" | "grown" | "open" };

/** A link that has been answered, or that works no more, and what to do then. It says nothing about anybody. */
export const OverPage = ({ state }: Props) => (
  <Page title={m[`consents.over.${state}.title`]()} robots="noindex">
    <Notice kind={state === "answered" ? "good" : "info"}>{m[`consents.over.${state}.text`]()}</Notice>
    <Buttons>
      <ButtonLink kind="plain" href={href("/consent")}>
        {m["consents.over.lasting"]()}
      </ButtonLink>
    </Buttons>
  </Page>
);
