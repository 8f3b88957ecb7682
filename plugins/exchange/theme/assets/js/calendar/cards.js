/** Keep the states of cards in other pages right. */

import { correctStates } from "./state.js";

correctStates(document);
setInterval(() => correctStates(document), 60_000);
