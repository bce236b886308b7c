import { describe, expect, test } from "vitest";
import { htmlText } from "../../server/tools/html-text.ts";

describe("a page as text", () => {
  test("is what a reader sees of it, line by line", () => {
    const page = `<!doctype html><html><head><title>Tea &amp; Cake</title><style>p { color: red }</style></head>
      <body><nav><a href="/">Home</a></nav><h1>Tea</h1><p>Strong,&nbsp;hot
      and <b>s</b>weet<br>caf&eacute; &#x1F375;</p><ul><li>black<li>green</ul>
      <table><tr><th>Kind<th>Price</tr><tr><td>black<td>3 €</tr></table><script>alert("</p>no")</script></body></html>`;
    expect(htmlText(page)).toEqual({
      title: "Tea & Cake",
      text: "Tea\n\nStrong, hot and sweet\ncafé 🍵\n\n- black\n\n- green\n\n| Kind | Price\n\n| black | 3 €",
    });
  });

  test.each([
    ["<p>1 < 2 & 3 > 2</p>", "1 < 2 & 3 > 2"],
    ["a<!-- <p>hidden</p> -->b", "ab"],
    ["<p title='a > b'>c</p>", "c"],
    ["<p>never closed <b>at all", "never closed at all"],
    ["</div></p>text</body>", "text"],
    ["<scr<script>ipt>alert(1)</script>", "ipt>alert(1)"],
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"],
    ["<svg><title>no</title><text>no</text></svg>yes", "yes"],
    ["<textarea><script>shown as text</script></textarea>", "<script>shown as text</script>"],
    ["", ""],
  ])("%s", (html, text) => {
    expect(htmlText(html).text).toBe(text);
  });

  test("is read to a depth that no page has, however deep it goes", () => {
    expect(htmlText(`${"<div>".repeat(500)}deep${"</div>".repeat(500)}after`).text).toBe("deep\n\nafter");
    expect(htmlText(`<p>before</p>${"<b>".repeat(300_000)}deep`).text).toBe("before");
  });
});
