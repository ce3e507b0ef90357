import { m } from "../../../platform/i18n/words.ts";
import { Page } from "../../../ui/layout/page.tsx";
import { Notice } from "../../../ui/notice/notice.tsx";

/** Somebody may not answer from here: why, and how it can be done all the same. */
export const UnfitPage = ({ reason }: { reason: "own_contact" | "own_browser" | "minor_contact" }) => (
  <Page title={m["consents.unfit.title"]()} robots="noindex">
    <Notice kind="care">{m[`consents.unfit.${reason}`]()}</Notice>
    <p>{m["consents.unfit.paper"]()}</p>
  </Page>
);
