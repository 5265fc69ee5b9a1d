// An outline to choose from: rows of title and state. Text only ever enters as textContent.
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const list = parentElement.querySelector(".list");
  list.replaceChildren();
  list.style.height = data.height + "px";
  list.setAttribute("role", "listbox");
  data.rows.forEach((row, index) => {
    const line = document.createElement("div");
    line.className = "row l" + row.level + (index === data.selected ? " on" : "");
    line.tabIndex = 0;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", String(index === data.selected));
    const title = document.createElement("span");
    title.className = "title";
    title.textContent = row.title;
    title.title = row.title;
    line.append(title);
    if (row.state) {
      const state = document.createElement("span");
      state.className = "state " + row.look;
      state.textContent = row.state;
      line.append(state);
    }
    const pick = () => setTriggerValue("picked", index);
    line.onclick = pick;
    line.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } };
    list.append(line);
  });
  const chosen = list.querySelector(".on");
  if (chosen) list.scrollTop = Math.max(0, chosen.offsetTop - list.offsetTop - data.height / 3);
}
