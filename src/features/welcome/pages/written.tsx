/**
 * A text of our own repository, rendered at start. This is the one place where HTML is put into a page as it is:
 * it comes from content/ alone and never from anybody's input, so the linter allows it in this file only.
 */
export const WrittenText = ({ html }: { html: string }) => (
  <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
);
