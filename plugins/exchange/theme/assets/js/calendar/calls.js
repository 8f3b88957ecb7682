/** Refine pages about calls, which are whole without it. */

import { correctStates } from "./state.js";
import { startFilters } from "./filters.js";
import { startMonths } from "./months.js";
import { startPlan } from "./plan.js";

correctStates(document);
setInterval(() => correctStates(document), 60_000);
document.querySelectorAll("[data-call-filters]").forEach(startFilters);
document.querySelectorAll("[data-call-months]").forEach(startMonths);
document.querySelectorAll("[data-plan]").forEach(startPlan);
