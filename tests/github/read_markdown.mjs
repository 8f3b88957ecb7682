// Reads texts as GitHub-flavoured Markdown: a JSON list of texts in, a list of what each is made of out.
import { readFileSync } from "node:fs";
import { marked } from "marked";

const PLAIN = new Set(["space", "paragraph", "text", "escape", "strong", "list", "list_item", "br"]);

function parts(text) {
  const found = [];
  marked.walkTokens(marked.lexer(text, { gfm: true }), (token) => {
    if (token.type === "heading" || token.type === "html") found.push(token.raw.trim());
    else if (token.type === "link") found.push(`link ${token.href}`);
    else if (!PLAIN.has(token.type)) found.push(token.type);
  });
  return [...new Set(found)].sort();
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(parts)));
