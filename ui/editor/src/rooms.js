// F6 goes on from room to room of 写稿, Shift+F6 back: outline, manuscript, the pane at the right; as between the panes of her other programs.
const ROOMS = ['.ng-outline [tabindex="0"]', ".ng-page", ".st-key-pane-body textarea", ".st-key-pane2-body textarea"];
const CHOICES = { ".st-key-pane-body textarea": "pane", ".st-key-pane2-body textarea": "pane2" };
const ELSE = ':is(button, input, [tabindex="0"]):not([disabled])';

/** What to stand on in a room: its own place, else the first thing in the pane that can be used, else its tabs. */
function inside(room) {
  const pane = CHOICES[room];
  const found = document.querySelector(room);
  if (found || !pane) return found;
  return document.querySelector(`.st-key-${pane}-body ${ELSE}`) ?? document.querySelector(`.st-key-${pane} ${ELSE}`);
}

/** Which of the rooms the caret is in, or -1. */
function here(rooms) {
  const at = document.activeElement;
  return rooms.findIndex((one) => one === at || one.closest(".ng-outline, .ng-page, .st-key-pane-body, .st-key-pane2-body")?.contains(at));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey || !document.querySelector(".ng-page")) return;
  const rooms = ROOMS.map(inside).filter(Boolean);
  const at = here(rooms);
  const next = event.shiftKey ? (at <= 0 ? rooms.length : at) - 1 : (at + 1) % rooms.length;
  rooms[next].focus();
  event.preventDefault();
});
