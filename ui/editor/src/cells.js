// Lines divided by tabs are rows of a table (in the file one of Word's): shown with their columns one below the other.
import { Decoration } from "prosemirror-view";

const GAP = 1.2; // em between two columns
const WIDEST = 14; // em; a longer cell takes a second line
const WHOLE = 99.5; // % of the page that the columns of a table share where it is narrower than they are

/** How wide words are, in em: a Chinese character is one, a Latin letter or digit about half. */
function width(words) {
  let em = 0;
  for (const character of words) em += character.codePointAt(0) > 0x2e7f || character === "—" ? 1 : 0.56;
  return em;
}

/** The tables of a section: runs of rows, each row {pos, cells: [{from, to, width}]}. */
function tablesOf(section, pos) {
  const tables = [];
  let rows = [];
  section.forEach((child, offset) => {
    const text = child.type.name === "paragraph" ? child.textContent : "";
    if (!text.includes("\t")) {
      rows = [];
      return;
    }
    if (!rows.length) tables.push(rows);
    let from = pos + 1 + offset + 1;
    const cells = text.split("\t").map((words) => {
      const cell = { from, to: from + words.length, width: width(words) };
      from += words.length + 1;
      return cell;
    });
    rows.push({ pos: pos + 1 + offset, size: child.nodeSize, cells });
  });
  return tables;
}

/** Decorations that give every cell the width of its column. */
export function cells(doc) {
  const made = [];
  doc.forEach((section, pos) => {
    for (const rows of tablesOf(section, pos)) {
      const widths = [];
      for (const row of rows) row.cells.forEach((cell, n) => (widths[n] = Math.min(WIDEST, Math.max(widths[n] ?? 0, cell.width))));
      const all = widths.reduce((sum, one) => sum + one + GAP, 0);
      const style = widths.map((one) => {
        const [em, share] = [`${(one + GAP).toFixed(2)}em`, `${((WHOLE * (one + GAP)) / all).toFixed(2)}%`];
        return `display: inline-block; box-sizing: border-box; padding-right: 0.5em; vertical-align: top; min-width: min(${em}, ${share}); max-width: ${share}`;
      });
      for (const row of rows) {
        made.push(Decoration.node(row.pos, row.pos + row.size, { class: "ng-cells" }));
        row.cells.forEach((cell, n) => {
          if (cell.from < cell.to) made.push(Decoration.inline(cell.from, cell.to, { style: style[n] }));
        });
      }
    }
  });
  return made;
}
