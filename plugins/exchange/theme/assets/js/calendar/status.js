/**
 * Say how far a call is at a moment: the twin of calls/model/status.py, tested against it.
 * A timeline holds every moment as whole seconds since 1970, or null for "never, as far as known".
 */

const URGENCY = [
  "closing-soon", "open", "rolling", "paused", "forecast", "invited-only", "closed", "awarded", "no-award",
  "cancelled",
];
const RANK = ["upcoming", "open", "closing-soon", "paused", "over"];

/** Return "upcoming", "open", "closing-soon", "paused" or "over"; a closing instant itself is over. */
export function stageState(stage, now) {
  if (stage.closes !== null && now >= stage.closes) return "over";
  if (stage.paused) return "paused";
  if (stage.opens === null || now < stage.opens) return "upcoming";
  return stage.soon !== null && now >= stage.soon ? "closing-soon" : "open";
}

/** Return {state, extended, sides, stages} of a timeline at a number of seconds since 1970. */
export function status(timeline, now) {
  const sides = {};
  for (const side of takingPart(timeline)) sides[side] = sideState(timeline, side, now);
  const found = Object.values(sides);
  const state = URGENCY.find((name) => found.includes(name)) ?? "closed";
  return { state, extended: timeline.extended, sides, stages: stageStates(timeline, now) };
}

/** Return how far each stage is: where that differs by side, how far the last side is. */
function stageStates(timeline, now) {
  const stages = {};
  for (const stage of timeline.stages) {
    const state = stageState(stage, now);
    const other = stages[stage.id] ?? state;
    stages[stage.id] = RANK.indexOf(other) < RANK.indexOf(state) ? other : state;
  }
  return stages;
}

function stagesToApplyIn(timeline, side) {
  return timeline.stages.filter((stage) => stage.applying && (stage.side === null || stage.side === side));
}

function takingPart(timeline) {
  const applying = timeline.sides.filter((side) => stagesToApplyIn(timeline, side).length > 0);
  return applying.length > 0 ? applying : timeline.sides;
}

function sideState(timeline, side, now) {
  if (timeline.decided !== null) return timeline.decided;
  const toApplyIn = stagesToApplyIn(timeline, side);
  const forAll = stateForAll(toApplyIn.filter((stage) => !stage.inviteOnly), now);
  if (forAll !== null) return forAll;
  const invited = toApplyIn.filter((stage) => stage.inviteOnly).map((stage) => stageState(stage, now));
  const live = invited.filter((state) => state !== "over");
  if (live.length > 0) return live.every((state) => state === "paused") ? "paused" : "invited-only";
  return timeline.nextRound !== null && now < timeline.nextRound ? "forecast" : "closed";
}

/** Return how far the stages that anybody may apply in are together; null where all are over. */
function stateForAll(stages, now) {
  const states = stages.map((stage) => stageState(stage, now));
  if (states.includes("closing-soon")) return "closing-soon";
  if (states.includes("open")) {
    return stages.some((stage, number) => stage.rolling && states[number] === "open") ? "rolling" : "open";
  }
  if (states.includes("paused")) return "paused";
  return states.includes("upcoming") ? "forecast" : null;
}
