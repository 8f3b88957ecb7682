// The page's side of search in one script: the box, the results page, the marks.

import { startBox } from "./box.js";
import { markWords } from "./highlight.js";
import { startResults } from "./results.js";

export { markWords, startBox, startResults };
