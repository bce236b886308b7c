import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import GlobalErrorPage from "../../app/global-error.tsx";

test("what stands in place of everything names the error, and loads the page again without a script", () => {
  const error = Object.assign(new Error("the server's own words"), { digest: "4711" });
  const html = renderToStaticMarkup(<GlobalErrorPage error={error} />);
  expect(html).toContain("<title>Troupe</title>");
  expect(html).toContain('<h1 class="');
  expect(html).toContain('<code class="font-mono">4711</code>');
  expect(html).toMatch(
    /<form class="[^"]*"><button type="submit"[^>]*>Load the page again<\/button>.*href="\/".*<\/form>/,
  );
  expect(html).not.toContain("the server's own words");
  expect(html).not.toContain("<script");
});
