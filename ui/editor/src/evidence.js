// What the server knows about stretches of the text (marks, suggestions, comments), laid over it as decorations that move with the typing.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { button, h } from "./dom.js";
import { changed } from "./merge.js";
import { lines, positionOf, sectionsOf, unitsOf } from "./schema.js";

export const evidenceKey = new PluginKey("evidence");
const EDGES = { inclusiveStart: false, inclusiveEnd: false };

/** Which filter a decoration answers to, "" for what is in order. */
export function kindOf(spec) {
  if (spec.suggestion) return "suggestion";
  if (spec.comment) return "comment";
  const mark = spec.mark;
  if (!mark) return "";
  if (mark.kind === "gap") return "gap";
  if (mark.kind === "clause") return mark.look === "carried" ? "carried" : "";
  return mark.look === "bad" || mark.look === "warn" ? mark.look : "";
}

function classOf(mark, again) {
  return `ng-${mark.kind} ng-${mark.look}${again ? " ng-again" : ""}`;
}

/** Clauses that come right after one of the same look in their paragraph: what they are is said once, before the first. */
function again(marks, text, units) {
  const clauses = marks.filter((mark) => mark.kind === "clause").sort((a, b) => a.start - b.start);
  const follows = (before, mark) =>
    before?.look === mark.look && !text.slice(units(before.start), units(mark.start)).includes("\n") && !/[\p{L}\p{N}]/u.test(text.slice(units(before.end), units(mark.start)));
  return new Set(clauses.filter((mark, i) => follows(clauses[i - 1], mark)));
}

function suggestionWidget(suggestion, act) {
  return () => {
    const tick = (kind, label, sign) =>
      button(sign, () => act({ kind, suggestion: suggestion.id }), { className: `ng-button ng-tick ng-${kind}`, title: label, "aria-label": `${label}：${suggestion.text || "删去划掉的字"}` });
    const said = suggestion.number ? "改了数字，请看清再采用" : "";
    return h(
      "span",
      { className: `ng-suggestion${suggestion.number ? " ng-number" : ""}`, contenteditable: "false", title: [suggestion.by, suggestion.why, said].filter(Boolean).join("　") },
      suggestion.text ? h("ins", {}, suggestion.text.replace(/\n/g, "↵")) : null,
      tick("take", said || "采用", "✓"),
      tick("decline", "不用", "✕"),
    );
  };
}

function commentWidget(comment, show) {
  return () => button("批", (event) => show(comment, event.currentTarget), { className: "ng-button ng-remark", contenteditable: "false", title: `${comment.author}：${comment.text}` });
}

/** The decorations of one section. overlay: {marks, suggestions, comments}, offsets counted in characters of ``text``; local: the text as typed by now. */
export function decorationsOf(place, overlay, text, local, hands) {
  const units = unitsOf(text);
  const table = lines(place.node, place.pos);
  const moved = changed(text, local);
  const span = ({ start, end }) => {
    let [from, to] = [units(start), units(end)];
    const said = text.slice(from, to);
    if (moved && from >= moved.end && !(from === to && from === moved.end && from < text.length)) [from, to] = [from + moved.stop - moved.end, to + moved.stop - moved.end];
    else if (moved && to > moved.start) return null;
    const [a, b] = [positionOf(table, from), positionOf(table, to)];
    return a === null || b === null ? null : [a, b, said];
  };
  const found = [];
  const repeated = again(overlay.marks ?? [], text, units);
  for (const mark of overlay.marks ?? []) {
    const at = span(mark);
    if (at && at[0] < at[1]) found.push(Decoration.inline(at[0], at[1], { class: classOf(mark, repeated.has(mark)) }, { ...EDGES, mark, section: place.id, said: at[2] }));
  }
  for (const suggestion of overlay.suggestions ?? []) {
    const at = span(suggestion);
    if (!at) continue;
    const spec = { suggestion, section: place.id, said: at[2] };
    if (at[0] < at[1]) found.push(Decoration.inline(at[0], at[1], { class: "ng-struck" }, { ...EDGES, ...spec }));
    found.push(Decoration.widget(at[1], suggestionWidget(suggestion, hands.act), { side: 1, key: `s-${suggestion.id}-${suggestion.text}`, ...spec, widget: true, ignoreSelection: true, stopEvent: () => true }));
  }
  for (const comment of overlay.comments ?? []) {
    const at = span(comment);
    if (!at) continue;
    const spec = { comment, section: place.id, said: at[2] };
    if (at[0] < at[1]) found.push(Decoration.inline(at[0], at[1], { class: "ng-commented" }, { ...EDGES, ...spec }));
    found.push(Decoration.widget(at[1], commentWidget(comment, hands.remark), { side: 1, key: `c-${comment.id}-${comment.text}`, ...spec, widget: true, stopEvent: () => true }));
  }
  return found;
}

/** Those of these decorations whose words are no longer what they were about: nothing vouches for changed words. */
function untrue(found, doc) {
  return found.filter((deco) => !deco.spec.widget && doc.textBetween(deco.from, deco.to, "\n") !== deco.spec.said);
}

function touched(tr) {
  const ranges = [];
  tr.mapping.maps.forEach((map, index) => {
    map.forEach((_a, _b, from, to) => {
      const rest = tr.mapping.slice(index + 1);
      ranges.push([rest.map(from, -1), rest.map(to, 1)]);
    });
  });
  return ranges;
}

function withoutUntrue(set, doc, ranges) {
  const gone = new Set();
  for (const [from, to] of ranges) {
    for (const deco of untrue(set.find(Math.max(0, from - 1), Math.min(doc.content.size, to + 1)), doc)) {
      gone.add(deco);
      if (deco.spec.suggestion) for (const twin of set.find(deco.from, deco.to + 1, (spec) => spec.suggestion === deco.spec.suggestion)) gone.add(twin);
    }
  }
  return gone.size ? set.remove([...gone]) : set;
}

/**
 * The overlay as a plugin. A transaction's meta: {section, decorations} replaces one section's; {prune: true} looks through
 * everything, after an input method has put its characters in (while it composes, what it stands in is left alone).
 */
export function evidence() {
  return new Plugin({
    key: evidenceKey,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set, _old, state) {
        const meta = tr.getMeta(evidenceKey);
        let now = set;
        if (tr.docChanged) {
          now = now.map(tr.mapping, tr.doc);
          if (tr.getMeta("composition") === undefined) now = withoutUntrue(now, tr.doc, touched(tr));
        }
        if (meta?.prune) now = withoutUntrue(now, tr.doc, [[0, tr.doc.content.size]]);
        for (const [section, decorations] of meta?.sections ?? []) {
          const place = sectionsOf(state.doc).find((candidate) => candidate.id === section);
          if (!place) continue;
          now = now.remove(now.find(place.pos, place.pos + place.node.nodeSize, (spec) => spec.section === section));
          now = now.add(state.doc, decorations);
        }
        return now;
      },
    },
    props: { decorations: (state) => evidenceKey.getState(state) },
  });
}

/** All decorations of a kind in document order, each once: {from, to, spec}. kinds: a Set of what kindOf answers. */
export function stops(state, kinds) {
  const seen = new Set();
  return evidenceKey
    .getState(state)
    .find(undefined, undefined, (spec) => kinds.has(kindOf(spec)))
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .filter((deco) => {
      const what = deco.spec.suggestion ?? deco.spec.comment ?? deco.spec.mark;
      return !seen.has(what) && seen.add(what);
    });
}

/** What stands at a position, the shortest first: {from, to, spec}. */
export function marksAt(state, pos) {
  return evidenceKey
    .getState(state)
    .find(pos, pos, (spec) => spec.mark)
    .filter((deco) => deco.from <= pos && pos <= deco.to)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
}
