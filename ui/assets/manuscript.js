// Shows a text with its figures marked. Text only ever enters as textContent: nothing in a file can become markup here.
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const page = parentElement.querySelector(".page");
  page.replaceChildren();
  page.style.maxHeight = data.height ? data.height + "px" : "none";
  page.tabIndex = 0;
  const marks = [];
  for (const paragraph of data.paragraphs) {
    const p = document.createElement("p");
    if (paragraph.style) p.className = paragraph.style;
    for (const piece of paragraph.pieces) {
      if (piece.mark === undefined) { p.append(document.createTextNode(piece.text)); continue; }
      const span = document.createElement("span");
      span.className = "f " + piece.look + (piece.mark === data.selected ? " on" : "");
      span.textContent = piece.text;
      span.title = piece.hint;
      span.setAttribute("role", "button");
      span.setAttribute("aria-label", piece.text + "，" + piece.hint);
      span.onclick = () => setTriggerValue("picked", piece.mark);
      marks.push({ span, mark: piece.mark, look: piece.look });
      p.append(span);
    }
    page.append(p);
  }
  if (!data.paragraphs.length) {
    const p = document.createElement("p");
    p.className = "empty";
    p.textContent = data.empty;
    page.append(p);
  }
  const stops = marks.filter((m) => m.look === "bad" || m.look === "warn" || m.look === "gap");
  page.onkeydown = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || !stops.length) return;
    event.preventDefault();
    const now = stops.findIndex((m) => m.mark === data.selected);
    const next = event.key === "ArrowDown" ? (now + 1) % stops.length : (now - 1 + stops.length) % stops.length;
    setTriggerValue("picked", stops[next].mark);
  };
  const chosen = marks.find((m) => m.mark === data.selected);
  if (chosen && data.height) chosen.span.scrollIntoView({ block: "nearest" });
}
