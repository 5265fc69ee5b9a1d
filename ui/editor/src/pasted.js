// What is pasted or dropped, as plain lines: a table's rows are lines divided by tabs, as the text keeps them; nothing else of its looks comes along.

/** The words of a clipboard or of what was dropped; "" where it holds none (a picture, a file). */
export function wordsOf(transfer) {
  const plain = transfer?.getData("text/plain") ?? "";
  return squared(plain || fromMarkup(transfer?.getData("text/html") ?? ""));
}

/** What some programs give as markup alone. Parsed as a document of its own, in which nothing runs and nothing loads. */
function fromMarkup(markup) {
  if (!markup) return "";
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  for (const out of body.querySelectorAll("script, style, template")) out.remove();
  for (const table of body.querySelectorAll("table"))
    table.replaceWith(...[...table.rows].map((row) => line([...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()).join("\t"))));
  for (const end of body.querySelectorAll("p, div, li, br, h1, h2, h3, h4, h5, h6")) end.after("\n");
  return body.textContent.replace(/\n{2,}/g, "\n");
}

function line(words) {
  return document.createTextNode(`\n${words}\n`);
}

/** Rows whose cells stay in their columns: a cell of several lines is one, an empty first one is told, since lines lose their blanks at the start. */
function squared(text) {
  if (!text.includes("\t")) return text;
  const whole = text.replace(/\r\n?/g, "\n").replace(/"((?:[^"\t]|"")*\n(?:[^"\t]|"")*)"/g, (_all, cell) => cell.replace(/\s*\n\s*/g, "").replace(/""/g, '"'));
  return whole
    .split("\n")
    .map((row) => row.trimEnd().replace(/^[ \u3000]*\t/, "—\t"))
    .join("\n");
}
