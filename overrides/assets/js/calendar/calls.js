/** Refine pages about calls that are whole without it: states that are right now, filters, keys for months,
 * plans with other lengths. */

import { correctStates } from "./state.js";
import { startFilters } from "./filters.js";
import { startMonths } from "./months.js";
import { startPlan } from "./plan.js";

correctStates(document);
setInterval(() => correctStates(document), 60_000);
document.querySelectorAll("[data-call-filters]").forEach(startFilters);
document.querySelectorAll("[data-call-months]").forEach(startMonths);
document.querySelectorAll("[data-plan]").forEach(startPlan);
