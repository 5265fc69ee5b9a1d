// What a manuscript is made of, and how offsets in a section's text become positions in the editor.
import { Schema } from "prosemirror-model";

export const schema = new Schema({
  nodes: {
    doc: { content: "section+" },
    // isolating: no key joins or splits sections; which sections there are is the outline's business, not the typist's.
    section: {
      content: "heading paragraph+",
      isolating: true,
      selectable: false,
      attrs: { id: { default: "", validate: "string" } },
      toDOM: (node) => ["section", { class: "ng-section", "data-section": node.attrs.id }, 0],
    },
    heading: { atom: true, selectable: false, attrs: { id: { default: "", validate: "string" } }, toDOM: () => ["div", { class: "ng-head" }] },
    paragraph: { content: "text*", toDOM: () => ["p", 0], parseDOM: [{ tag: "p" }] },
    text: {},
  },
});

/** Lines as the product keeps them: trimmed, none empty. */
export function tidy(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}

function paragraph(line) {
  return schema.nodes.paragraph.create(null, line ? schema.text(line) : null);
}

/** The paragraphs of a text as nodes; one empty paragraph for an empty text, so that there is somewhere to type. */
export function paragraphs(text) {
  return text.split("\n").map(paragraph);
}

/** A whole section as a node. */
export function section(id, text) {
  return schema.nodes.section.create({ id }, [schema.nodes.heading.create({ id }), ...paragraphs(text)]);
}

/** The text of a section as it stands in the editor, empty lines included. */
export function textOf(node) {
  const lines = [];
  node.forEach((child) => child.type === schema.nodes.paragraph && lines.push(child.textContent));
  return lines.join("\n");
}

/** Where each kept line of a section stands: {at: offset in the tidy text, pos: position in the document, size}. */
export function lines(node, start) {
  const found = [];
  let at = 0;
  node.forEach((child, offset) => {
    if (child.type !== schema.nodes.paragraph) return;
    const text = child.textContent;
    const kept = text.trim();
    if (!kept) return;
    const lead = text.length - text.trimStart().length;
    found.push({ at, pos: start + 1 + offset + 1 + lead, size: kept.length });
    at += kept.length + 1;
  });
  return found;
}

/** The position of an offset of the tidy text; null outside it. */
export function positionOf(table, offset) {
  for (const line of table) if (offset <= line.at + line.size) return offset < line.at ? line.pos : line.pos + offset - line.at;
  return null;
}

/** The offset in the tidy text of a position in the document. */
export function offsetOf(table, pos) {
  let last = 0;
  for (const line of table) {
    if (pos < line.pos) return line.at;
    if (pos <= line.pos + line.size) return line.at + pos - line.pos;
    last = line.at + line.size;
  }
  return last;
}

/** Offsets counted in characters, as the server counts, turned into offsets in UTF-16 units, as a browser counts. */
export function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const table = [];
  let units = 0;
  for (const character of text) {
    table.push(units);
    units += character.length;
  }
  table.push(units);
  return (offset) => table[Math.min(offset, table.length - 1)];
}

/** And back: UTF-16 units into characters. */
export function charactersOf(text, units) {
  return /[\ud800-\udbff]/.test(text) ? [...text.slice(0, units)].length : units;
}

/** Every section with its place: {id, node, pos}, pos being the position before it. */
export function sectionsOf(doc) {
  const found = [];
  doc.forEach((node, pos) => found.push({ id: node.attrs.id, node, pos }));
  return found;
}

/** The section a position stands in, or null. */
export function sectionAt(doc, pos) {
  const at = doc.resolve(Math.max(0, Math.min(pos, doc.content.size)));
  return at.depth ? { id: at.node(1).attrs.id, node: at.node(1), pos: at.before(1) } : null;
}
