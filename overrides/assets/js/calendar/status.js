/**
 * Say how far a call is at a moment: the twin of plugins/funding_calendar/status.py, tested against it.
 * A timeline holds every moment as whole seconds since 1970, or null for "never, as far as known".
 */

const URGENCY = [
  "closing-soon", "open", "rolling", "forecast", "invited-only", "closed", "awarded", "cancelled",
];
const DECIDED = {
  planned: "forecast", cancelled: "cancelled", withdrawn: "cancelled", awarded: "awarded",
};

/** Return "upcoming", "open", "closing-soon" or "over"; a closing instant itself is over. */
export function stageState(stage, now) {
  if (stage.closes !== null && now >= stage.closes) return "over";
  if (stage.opens === null || now < stage.opens) return "upcoming";
  return stage.soon !== null && now >= stage.soon ? "closing-soon" : "open";
}

/** Return {state, extended, sides, stages} of a timeline at a number of seconds since 1970. */
export function status(timeline, now) {
  const stages = {};
  for (const stage of timeline.stages) stages[stage.id] = stageState(stage, now);
  const sides = {};
  for (const side of takingPart(timeline)) sides[side] = sideState(timeline, side, stages);
  const found = Object.values(sides);
  const state = URGENCY.find((name) => found.includes(name)) ?? "closed";
  return { state, extended: timeline.extended, sides, stages };
}

function stagesToApplyIn(timeline, side) {
  return timeline.stages.filter((stage) => stage.applying && (stage.side === null || stage.side === side));
}

function takingPart(timeline) {
  const applying = timeline.sides.filter((side) => stagesToApplyIn(timeline, side).length > 0);
  return applying.length > 0 ? applying : timeline.sides;
}

function sideState(timeline, side, stages) {
  const decided = DECIDED[timeline.lifecycle];
  if (decided !== undefined) return decided;
  const toApplyIn = stagesToApplyIn(timeline, side);
  const forAll = toApplyIn.filter((stage) => !stage.inviteOnly).map((stage) => stages[stage.id]);
  if (forAll.includes("closing-soon")) return "closing-soon";
  if (forAll.includes("open")) return timeline.rolling ? "rolling" : "open";
  if (forAll.includes("upcoming")) return "forecast";
  const invited = toApplyIn.filter((stage) => stage.inviteOnly);
  return invited.some((stage) => stages[stage.id] !== "over") ? "invited-only" : "closed";
}
